import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyCharacter } from '../../../bench/any-character.js';
import { KubecentError, NotUnderstood } from '../../../src/errors.js';
import { answerLine } from '../../../src/reports/answer-line.js';
import { reports } from '../../../src/reports/index.js';
import { createFakeLedger } from '../../support/fake-ledger.js';
import { createTestService, tuesdayMorningMs } from '../../support/service.js';

const { costs } = createTestService();
const context = {
  costs,
  ledger: createFakeLedger().desk,
  surface: 'terminal' as const,
  now: () => tuesdayMorningMs,
  weekStarts: 'monday' as const,
};
const documentOf = async (line: string) => (await answerLine(line, context)).document();
const refusalOf = async (line: string): Promise<NotUnderstood> => {
  const error: unknown = await answerLine(line, context).catch((reason: unknown) => reason);
  if (error instanceof NotUnderstood) return error;
  throw new Error(`“${line}” was not refused`);
};

describe('understanding a line', () => {
  it.each([
    ['', 'overview'],
    ['help', 'help'],
    ['namespaces', 'namespaces'],
    ['NAMESPACES 7D', 'namespaces 7d'],
    ['ns 7d', 'namespaces 7d'],
    ['namespace 7d', 'namespaces 7d'],
    ['names 7d', 'namespaces 7d'],
    ['7d namespaces', 'namespaces 7d'],
    ['30d', 'overview 30d'],
    ['pods payments', 'pods namespace=payments'],
    ['payments pods 7d', 'pods 7d namespace=payments'],
    ['pods namespace=payments --top 3', 'pods namespace=payments top=3'],
    ['pods --held', 'pods held=include'],
    ['health', 'health'],
    ['monthly', 'monthly'],
    ['mo lastmonth', 'monthly lastmonth'],
  ])('“%s” is “%s”', async (line, command) => {
    expect((await documentOf(line)).command).toBe(command);
  });

  it('tells the report as soon as it is known, for a line too that makes no sense after it', async () => {
    const told: string[] = [];
    const onReport = (report: string) => told.push(report);
    await answerLine('ns 7d', { ...context, onReport });
    await answerLine('pods top=many', { ...context, onReport }).catch(() => undefined);
    await answerLine('namespases', { ...context, onReport }).catch(() => undefined);
    expect(told).toEqual(['namespaces', 'pods']);
  });

  it.each([
    ['namespases', 'UNKNOWN_COMMAND', 'namespases', 'namespaces'],
    ['namespases 30d top=3', 'UNKNOWN_COMMAND', 'namespases', 'namespaces 30d top=3'],
    ['namespaces 2026-02-30', null, '2026-02-30', null],
    ['namespaces 10000d', null, '10000d', null],
    ['namespaces 2026-11-15..2026-11-01', null, '2026-11-15..2026-11-01', null],
    ['namespaces 2031-01-01', null, '2031-01-01', null],
    ['namespaces 7d 30d', 'TWO_WINDOWS', '30d', 'namespaces 7d'],
    ['namespaces nmespace=x', 'UNKNOWN_OPTION', 'nmespace', null],
    ['namespaces top=many', 'BAD_VALUE', 'many', null],
    ['namespaces idle=none', 'BAD_VALUE', 'none', null],
    ['namespaces namespace=', 'BAD_VALUE', 'namespace', null],
    ['namespaces namespace=a namespace=b', 'GIVEN_TWICE', 'namespace', null],
    ['pods payments shop', 'GIVEN_TWICE', 'namespace=payments,shop', null],
    ['health payments', 'UNKNOWN_WORD', 'payments', 'health'],
    ['health 7d', 'UNKNOWN_WORD', '7d', 'health'],
    ['pods paymnets', 'UNKNOWN_NAME', 'paymnets', 'pods namespace=payments'],
    ['pods cluster=prd', 'UNKNOWN_CLUSTER', 'prd', null],
    ['monthly 7d', 'NOT_A_MONTH', '7d', 'monthly'],
    ['help nothing', 'UNKNOWN_COMMAND', 'nothing', 'help'],
  ])('“%s” is refused and named', async (line, code, named, suggestion) => {
    const refusal = await refusalOf(line);
    if (code) expect(refusal.code).toBe(code);
    expect(refusal.userMessage).toContain(named);
    if (suggestion) expect(refusal.suggestions.map(({ command }) => command)).toContain(suggestion);
  });

  it('suggests only lines that are themselves understood', async () => {
    for (const line of [
      'namespases 30d',
      'pods paymnets',
      'namespaces 2026-02-30',
      'namespaces 7d 30d',
      'health x',
      'monthly 7d',
      'pods nope=1',
    ]) {
      for (const { command } of (await refusalOf(line)).suggestions)
        await expect(documentOf(command)).resolves.toBeDefined();
    }
  });

  it.each([
    ['cost by=team', 'cost by=label:team'],
    ['cost by=lable:team', 'cost by=label:team'],
    ['cost by=namespase', 'cost by=namespace'],
    ['namespaces idle=none', 'namespaces idle=separate'],
    ['pods sort=size', 'pods sort=cost'],
    ['pods nobody-at-all 3d', 'namespaces 3d'],
    ['help nobody', 'help'],
  ])('“%s”: what is offered first is “%s”', async (line, offered) => {
    expect((await refusalOf(line)).suggestions[0]?.command).toBe(offered);
    await expect(documentOf(offered)).resolves.toBeDefined();
  });

  it.each([
    ['overview cluster=payments,pay*', 'overview cluster=prod'],
    ['savings cluster=prd namespace=payments', 'savings cluster=prod namespace=payments'],
    ['monthly cluster=prd', 'monthly cluster=prod'],
    ['pods namespace=paymnets,nobody-at-all,shop', 'pods namespace=payments,shop'],
    ['pods namespace=paymnets controller=nobody-at-all top=3', 'pods namespace=payments top=3'],
  ])('“%s”: the line offered has every wrong name put right or left out', async (line, offered) => {
    expect((await refusalOf(line)).suggestions[0]?.command).toBe(offered);
    await expect(documentOf(offered)).resolves.toBeDefined();
  });

  it('offers no cluster to exclude where none would be left', async () => {
    const { suggestions } = await refusalOf('overview cluster!=payments');
    expect(suggestions.map(({ command }) => command)).toEqual(['help overview']);
  });

  it('offers no line that is too long to be read again', async () => {
    const values = Array.from({ length: 400 }, (_, at) => `x${at}*`)
      .join(',')
      .slice(0, 1_972);
    const { sections } = await documentOf(`cost namespace=${values},pay*`);
    const commands = sections.flatMap((section) =>
      section.kind === 'actions' ? section.actions.map(({ command }) => command) : [],
    );
    expect(commands.length).toBeGreaterThan(0);
    for (const command of commands) expect(command.length).toBeLessThanOrEqual(2_000);
  });

  it('takes a window word as a name where it is given as one', async () => {
    expect((await refusalOf('pods namespace=today')).code).toBe('UNKNOWN_NAME');
  });

  it('answers or refuses whatever is typed, and never fails', async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'namespaces',
        'pods',
        'monthly',
        '7d',
        'today',
        'week',
        'payments',
        'top=3',
        'idle=share',
        'namespace!=shop',
        '--sort',
        'change',
        '2026-02-30',
        'cluster=*',
      ),
      fc.string({ unit: anyCharacter, maxLength: 12 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 5 }), async (pieces) => {
        try {
          JSON.stringify(await documentOf(pieces.join(' ')));
        } catch (error) {
          expect(error).toBeInstanceOf(KubecentError);
        }
      }),
      { numRuns: 400 },
    );
  });
});

describe('every report', () => {
  it.each(reports.map((report) => [report.name, report] as const))(
    '%s: its examples are understood and its JSON has the shape it promises',
    async (_, report) => {
      for (const example of report.examples) {
        const answer = await answerLine(example, context);
        expect(answer.report).toBe(report.name);
        expect(() => report.result.parse(answer.json())).not.toThrow();
        const { header, rows } = answer.csv();
        for (const row of rows) expect(row).toHaveLength(header.length);
      }
    },
  );

  it('offers only buttons that are understood', async () => {
    for (const report of reports) {
      const document = await documentOf(report.examples[0] ?? '');
      const actions = document.sections.flatMap((section) =>
        section.kind === 'actions' ? section.actions : [],
      );
      const rows = document.sections.flatMap((section) => (section.kind === 'table' ? section.rows : []));
      const commands = [
        ...actions.map(({ command }) => command),
        ...rows.flatMap(({ command }) => command ?? []),
      ];
      expect(actions.length).toBeGreaterThan(0);
      for (const command of commands) await expect(documentOf(command)).resolves.toBeDefined();
    }
  });
});

describe('what was nearly right', () => {
  it.each([
    ['namespaces last week', 'namespaces lastweek'],
    ['namespaces this month', 'namespaces month'],
    ['deployments 7d', 'cost 7d by=controller'],
  ])('“%s” is “%s”', async (line, command) => {
    expect((await documentOf(line)).command).toBe(command);
  });

  it('offers a word that no command resembles as a namespace', async () => {
    const { suggestions } = await refusalOf('payments 7d');
    expect(suggestions.map(({ command }) => command)).toContain('pods 7d payments');
  });

  it('keeps the line when a cluster is not known', async () => {
    const { suggestions } = await refusalOf('pods payments cluster=prd top=3');
    expect(suggestions.map(({ command }) => command)).toContain('pods namespace=payments cluster=prod top=3');
  });

  it('names the nearest label where nobody carries the one asked for', async () => {
    const { userMessage, suggestions } = await refusalOf('cost by=label:apq 7d');
    expect(userMessage).toContain('“apq”');
    expect(suggestions.map(({ command }) => command)).toContain('cost 7d by=label:app');
  });
});
