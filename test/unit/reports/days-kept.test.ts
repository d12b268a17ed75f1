import { describe, expect, it } from '@jest/globals';
import type { DayReport } from '../../../src/cost-service/answer.js';
import type { CostService } from '../../../src/cost-service/service.js';
import { answerLine } from '../../../src/reports/answer-line.js';
import type { Document } from '../../../src/reports/document.js';
import { createTestService, tuesdayMorningMs } from '../../support/service.js';

const fridayMs = Date.parse('2026-11-20');
const accepted = { why: 'the price is right', atMs: Date.parse('2026-11-21T10:00:00Z') };
const restated = { fromTotal: 123_450_000, atMs: Date.parse('2026-11-22T10:00:00Z') };

/** A service whose answers know other things of some days. */
function serviceWith(change: (day: DayReport) => Partial<DayReport>): CostService {
  const { costs } = createTestService();
  return {
    ...costs,
    async ask(question, options) {
      const answer = await costs.ask(question, options);
      return { ...answer, days: answer.days.map((day) => ({ ...day, ...change(day) })) };
    },
  };
}

async function documentOf(line: string, change: (day: DayReport) => Partial<DayReport>): Promise<Document> {
  const context = { now: () => tuesdayMorningMs, weekStarts: 'monday' as const };
  return (await answerLine(line, { ...context, costs: serviceWith(change) })).document();
}

const onFriday = (fields: Partial<DayReport>) => (day: DayReport) => (day.startMs === fridayMs ? fields : {});
const wordsOf = (document: Document) => JSON.stringify(document);
const commandsOf = ({ sections }: Document) =>
  sections.flatMap((section) =>
    section.kind === 'actions' ? section.actions.map(({ command }) => command) : [],
  );

describe('days whose figures were replaced', () => {
  it('are named with their old figure', async () => {
    const document = await documentOf('namespaces', onFriday({ restated }));
    expect(wordsOf(document)).toContain('"Fri 20 Nov restated on 22 Nov: was $1,234.50"');
  });

  it('are told apart from what the conditions leave of them', async () => {
    const document = await documentOf('namespaces payments', onFriday({ restated }));
    expect(wordsOf(document)).toContain('restated on 22 Nov: the whole day was $1,234.50');
  });

  it('are counted where they are many', async () => {
    const words = wordsOf(await documentOf('namespaces 7d', () => ({ restated })));
    expect(words.match(/restated on/g)).toHaveLength(4);
    expect(words).toContain('3 more restated: 17 Nov to 19 Nov');
  });

  it('are not named twice for the baseline', async () => {
    const words = wordsOf(
      await documentOf('namespaces', (day) => (day.role === 'baseline' ? { restated } : {})),
    );
    expect(words).not.toContain('restated');
  });
});

it('an accepted day says why', async () => {
  const document = await documentOf('namespaces', onFriday({ accepted }));
  expect(wordsOf(document)).toContain(
    'Fri 20 Nov held back by its checks, accepted by a person: the price is right',
  );
});

describe('a held-back day', () => {
  const held: Partial<DayReport> = {
    state: 'quarantined',
    findings: [{ check: 'no-pods', severity: 'held', reason: 'no pods', figures: {} }],
  };

  it.each([
    ['namespaces 7d', 'namespaces 7d held=include'],
    ['overview', 'overview held=include'],
    ['pods payments top=3', 'pods namespace=payments top=3 held=include'],
  ])('can be included by a press: %s', async (line, command) => {
    expect(commandsOf(await documentOf(line, onFriday(held)))).toContain(command);
    expect(commandsOf(await documentOf(line, () => ({})))).not.toContain(command);
    expect(commandsOf(await documentOf(command, onFriday(held))).join()).not.toContain('held=include held');
  });

  it('is offered once where there is nothing else', async () => {
    const commands = commandsOf(await documentOf('namespaces', () => held));
    expect(commands.filter((command) => command === 'namespaces held=include')).toHaveLength(1);
  });
});

describe('pods that are not kept', () => {
  it.each([
    ['expired', 'without pods and nodes, which are kept for a while only; ask by controller'],
    ['coarse', 'read by controller because the answer is too large'],
  ] as const)('%s: says so and offers controllers, with the other conditions', async (missing, words) => {
    const document = await documentOf(
      'pods payments pod=*api* idle=share',
      onFriday({ state: 'missing', missing }),
    );
    expect(wordsOf(document)).toContain(words);
    expect(commandsOf(document)).toContain('cost 7d by=controller namespace=payments idle=share');
  });

  it('is the answer where there is no other day', async () => {
    const { summary } = await documentOf('pods', () => ({ state: 'missing', missing: 'expired' }));
    expect(summary).toContain('not kept any more');
  });
});
