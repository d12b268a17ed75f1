import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { renderTerminal } from '../../../src/cli/render.js';
import type { CostService } from '../../../src/cost-service/service.js';
import { KubecentError, NotUnderstood } from '../../../src/errors.js';
import { answerLine } from '../../../src/reports/answer-line.js';
import type { Document } from '../../../src/reports/document.js';
import { reports } from '../../../src/reports/index.js';
import { pageActions } from '../../../src/reports/paging.js';
import type { ReportAnswer } from '../../../src/reports/report.js';
import { errorDocument } from '../../../src/slack/error-reply.js';
import { renderDocument } from '../../../src/slack/render/document.js';
import { createFakeLedger } from '../../support/fake-ledger.js';
import { hostileNames } from '../../support/hostile-names.js';
import { complaintsOf } from '../../support/message-check.js';
import { tuesdayMorningMs } from '../../support/service.js';
import { anyLine } from './lines.js';
import { type ServiceName, services } from './services.js';

/** In each run other ones. */
const lineCount = 1_000;
const levels = ['native', 'plain', 'text'] as const;

/** How often each kind of data is asked; the largest is not: it has tests of its own. */
const weights: Partial<Record<ServiceName, number>> = {
  ordinary: 8,
  hostile: 12,
  partial: 6,
  several: 4,
  empty: 2,
  slow: 2,
  held: 2,
  negative: 2,
  unlike: 2,
  failing: 2,
  wide: 1,
};
const anyService = fc.oneof(
  ...Object.entries(weights).map(([name, weight]) => ({
    weight,
    arbitrary: fc.constant(name as ServiceName),
  })),
);

const running = new Map<ServiceName, CostService>();
function serviceOf(name: ServiceName): CostService {
  const known = running.get(name) ?? services[name]();
  running.set(name, known);
  return known;
}

/** The answer, or what it was refused with. Anything but a KubecentError goes through. */
async function ask(line: string, costs: CostService): Promise<ReportAnswer | KubecentError> {
  const { desk } = createFakeLedger();
  const context = { costs, ledger: desk, now: () => tuesdayMorningMs, weekStarts: 'monday' as const };
  return answerLine(line, context).catch((error: unknown) => {
    if (error instanceof KubecentError) return error;
    throw error;
  });
}

function documentOf(line: string, outcome: ReportAnswer | KubecentError): Document {
  if (outcome instanceof KubecentError) return errorDocument(outcome, { line, reference: 'k-7f3a' });
  return outcome.document();
}

function complaintsAbout(document: Document): string[] {
  return levels.flatMap((level) =>
    complaintsOf(renderDocument(document, { level }), level, hostileNames).map((text) => `${level}: ${text}`),
  );
}

/** Command lines behind everything that can be pressed. */
function commandsIn(document: Document): string[] {
  return document.sections.flatMap((section) => {
    switch (section.kind) {
      case 'actions': {
        const picked = (section.menus ?? []).flatMap(({ choices }) => choices);
        return [...section.actions, ...picked].map(({ command }) => command);
      }
      case 'trail':
        return section.steps.flatMap(({ command }) => command ?? []);
      case 'table': {
        const pages = section.paging ? pageActions(section.paging, 2, section.rows.length) : [];
        return [...pages, ...section.rows].flatMap(({ command }) => command ?? []);
      }
      default:
        return [];
    }
  });
}

/** These suggest the line with one word put right; another word of it may be wrong too. */
const keepsTheLine = new Set(['UNKNOWN_COMMAND', 'TWO_WINDOWS']);

/** A cluster is refused before anything is read: whether the other names of the line exist is not known by then. */
function isOtherName(outcome: ReportAnswer | KubecentError, pressed: NotUnderstood): boolean {
  const refusedUnread = outcome instanceof KubecentError && outcome.code === 'UNKNOWN_CLUSTER';
  return refusedUnread && pressed.code === 'UNKNOWN_NAME';
}

const outcomes = { answered: 0, refused: 0, failed: 0, pressed: 0 };

describe('whatever is typed, over whatever data', () => {
  it('is answered with messages that Slack takes and that say no more than words', async () => {
    await fc.assert(
      fc.asyncProperty(anyLine, anyService, async (line, name) => {
        const outcome = await ask(line, serviceOf(name));
        outcomes[
          outcome instanceof NotUnderstood
            ? 'refused'
            : outcome instanceof KubecentError
              ? 'failed'
              : 'answered'
        ] += 1;
        const complaints = complaintsAbout(documentOf(line, outcome));
        if (complaints.length > 0) throw new Error(complaints.join('\n'));
      }),
      { numRuns: lineCount },
    );

    expect(outcomes.answered).toBeGreaterThan(lineCount / 4);
    expect(outcomes.refused).toBeGreaterThan(lineCount / 20);
    expect(outcomes.failed).toBeGreaterThan(0);
  }, 120_000);

  it('has JSON of the promised shape, a whole table as CSV and a text without control characters', async () => {
    await fc.assert(
      fc.asyncProperty(anyLine, anyService, async (line, name) => {
        const outcome = await ask(line, serviceOf(name));
        const document = documentOf(line, outcome);
        expect(renderTerminal(document, { columns: 80, colours: false })).not.toMatch(
          /(?!\n)[\p{Cc}\u202a-\u202e]/u,
        );
        if (outcome instanceof KubecentError) return;
        const report = reports.find((one) => one.name === outcome.report);
        report?.result.parse(outcome.json());
        const { header, rows } = outcome.csv();
        for (const row of rows) expect(row).toHaveLength(header.length);
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  it('offers only what is understood', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyLine,
        fc.constantFrom('ordinary', 'several', 'partial', 'held'),
        fc.nat(),
        async (line, name, which) => {
          const costs = serviceOf(name as ServiceName);
          const outcome = await ask(line, costs);
          if (outcome instanceof KubecentError && keepsTheLine.has(outcome.code)) return;
          const commands = commandsIn(documentOf(line, outcome));
          const command = commands[which % Math.max(1, commands.length)];
          if (command === undefined || command === line) return;
          const pressed = await ask(command, costs);
          if (pressed instanceof NotUnderstood && !isOtherName(outcome, pressed))
            throw new Error(`“${command}”: ${pressed.userMessage}`);
          outcomes.pressed += 1;
        },
      ),
      { numRuns: 240 },
    );
    expect(outcomes.pressed).toBeGreaterThan(110);
  }, 60_000);
});
