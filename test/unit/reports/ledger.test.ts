import { describe, expect, it } from '@jest/globals';
import type { KubecentError, NotUnderstood } from '../../../src/errors.js';
import { answerLine } from '../../../src/reports/answer-line.js';
import type { Document } from '../../../src/reports/document.js';
import { reports } from '../../../src/reports/index.js';
import { ledgerWire } from '../../../src/reports/ledger-wire.js';
import { createFakeLedger } from '../../support/fake-ledger.js';
import { createFakeSource } from '../../support/fake-source.js';
import { createTestService, tuesdayMorningMs } from '../../support/service.js';

function setUp(clusters = ['prod'], surface: 'slack' | 'terminal' = 'terminal') {
  const sources = Object.fromEntries(clusters.map((name) => [name, createFakeSource()]));
  const { costs } = createTestService(sources);
  const { desk, deeds } = createFakeLedger({ clusters });
  const context = {
    costs,
    ledger: desk,
    surface,
    now: () => tuesdayMorningMs,
    weekStarts: 'monday' as const,
  };
  const ask = (line: string) => answerLine(line, context);
  const documentOf = async (line: string) => (await ask(line)).document();
  const refusalOf = async (line: string) =>
    (await ask(line).then(
      () => expect(`“${line}” was not refused`).toBe(''),
      (error: unknown) => error,
    )) as NotUnderstood;
  return { ask, documentOf, refusalOf, deeds };
}

const wordsOf = (document: Document) => JSON.stringify(document);
const commandsOf = ({ sections }: Document) =>
  sections.flatMap((section) =>
    section.kind === 'actions' ? section.actions.map(({ command }) => command) : [],
  );
const rowsOf = ({ sections }: Document) =>
  sections.flatMap((section) => (section.kind === 'table' ? section.rows : []));

describe('ledger', () => {
  const { ask, documentOf, refusalOf } = setUp(['prod'], 'slack');

  it('says in one sentence how its days are', async () => {
    const { summary, command } = await documentOf('ledger');
    expect(summary).toBe('27 of 30 days complete, 1 partial, 1 held back, 1 not read yet.');
    expect(command).toBe('ledger');
  });

  it('lists each day in words that people read, the newest first', async () => {
    const document = await documentOf('ledger 14d');
    const cells = rowsOf(document).map((row) =>
      row.cells.map((cell) =>
        'text' in cell && cell.text !== undefined ? cell.text : 'number' in cell ? cell.number : '',
      ),
    );
    expect(cells).toHaveLength(14);
    expect(cells[0]).toEqual([
      'Mon 23 Nov',
      'complete',
      '$100.00',
      1440,
      1,
      1,
      'to be asked 24 Nov 10:00 UTC',
    ]);
    expect(cells[3]?.slice(0, 2)).toEqual(['Fri 20 Nov', 'held back']);
    expect(cells[3]?.at(-1)).toBe('no pods in the answer while nodes cost $31.10');
    expect(cells[5]?.at(-1)).toBe('restated on 20 Nov: was $1,234.50');
    expect(cells[9]?.at(-1)).toBe('accepted on 17 Nov: the price is right');
    expect(cells[12]?.slice(0, 3)).toEqual(['Wed 11 Nov', 'not read yet', '–']);
    expect(wordsOf(document)).not.toMatch(/quarantined|sealed|first"/);
    expect(wordsOf(document)).toContain(
      '39 days in 40 revisions in the data folder, 6.1 MB of tables, 31.4 MB on disk',
    );
  });

  it('shows one day with the figures of its findings and all its revisions', async () => {
    const held = wordsOf(await documentOf('ledger 2026-11-20'));
    expect(held).toContain('Fri 20 Nov held back');
    expect(held).toContain(
      'check no-pods: no pods in the answer while nodes cost $31.10 (node cost $31.10, ordinary rows 0)',
    );
    expect(held).toContain('kubecent ledger accept 2026-11-20 why=\\"…\\"');
    const restated = await documentOf('ledger 2026-11-18');
    expect(rowsOf(restated).map(({ cells }) => cells[0])).toEqual([{ text: '2' }, { text: '1' }]);
    expect(wordsOf(restated)).toContain('restated on 20 Nov: was $1,234.50');
    expect(wordsOf(await documentOf('ledger 2026-11-11'))).toContain('not read yet');
  });

  it('has JSON and CSV of all of it', async () => {
    for (const line of ['ledger 14d', 'ledger 2026-11-18', 'ledger 2026-11-11', 'ledger grain']) {
      const answer = await ask(line);
      expect(() => ledgerWire.parse(answer.json())).not.toThrow();
      const { header, rows } = answer.csv();
      expect([...rows].length).toBeGreaterThan(0);
      for (const row of rows) expect(row).toHaveLength(header.length);
    }
  });

  it.each([
    ['ledger today', 'NO_CLOSED_DAY', 'ledger yesterday'],
    ['ledger acept 2026-11-13', 'UNKNOWN_WORD', 'help ledger'],
    ['ledger cluster=prd', 'UNKNOWN_CLUSTER', 'ledger cluster=prod'],
    ['ledger namespace=x', 'UNKNOWN_OPTION', 'help ledger'],
    ['ledger 7d why=because', 'UNKNOWN_OPTION', 'help ledger'],
    ['ledger verify 7d', 'UNKNOWN_OPTION', 'help ledger'],
    ['ledger top=3', 'UNKNOWN_OPTION', null],
    ['ledger verify export', 'UNKNOWN_WORD', null],
    ['ledger export file=', 'BAD_VALUE', null],
    ['ledger grain pod', 'UNKNOWN_WORD', null],
    ['ledger yes', 'UNKNOWN_OPTION', 'help ledger'],
    ['reseal 3d payments', 'TERMINAL_ONLY', 'ledger'],
    ['pods why=x', 'UNKNOWN_OPTION', null],
  ])('“%s” is refused: %s', async (line, code, suggestion) => {
    const refusal = await refusalOf(line);
    expect(refusal.code).toBe(code);
    if (suggestion) expect(refusal.suggestions.map(({ command }) => command)).toContain(suggestion);
  });

  it('names the nearest action', async () => {
    expect((await refusalOf('ledger acept')).userMessage).toContain('Did you mean accept?');
  });

  it('opens a day of one of several clusters', async () => {
    const several = setUp(['prod', 'stage']);
    const document = await several.documentOf('ledger 2d');
    expect(document.summary).toBe('4 of 4 cluster-days complete.');
    expect(rowsOf(document).map(({ command }) => command)).toContain('ledger 2026-11-23 cluster=stage');
    const one = await several.documentOf('ledger 2d cluster=stage');
    expect(commandsOf(await several.documentOf('ledger 2026-11-20 cluster=stage'))).toEqual([
      'namespaces 2026-11-20 cluster=stage',
      'namespaces 2026-11-20 cluster=stage held=include',
      'reseal 2026-11-20 cluster=stage',
      'ledger',
    ]);
    expect(rowsOf(one)).toHaveLength(2);
    expect(commandsOf(one)).toContain('ledger 7d cluster=stage');
  });

  it('is not there in a process that keeps none', async () => {
    const { costs } = createTestService();
    const asked = answerLine('ledger', { costs, now: () => tuesdayMorningMs, weekStarts: 'monday' });
    await expect(asked).rejects.toMatchObject({ code: 'NO_LEDGER' } satisfies Partial<KubecentError>);
  });
});

describe('what changes the ledger', () => {
  const changing = [
    'ledger accept 2026-11-20 why=x',
    'ledger purge namespace=payments',
    'ledger purge namespace=payments --yes',
    'ledger import file=x',
    'ledger export file=x',
    'ledger verify',
    'ledger grain container',
    'ledger grain workload cluster=prod',
    'reseal yesterday',
    'reseal yesterday --yes',
  ];

  it.each(changing)('“%s” is answered in Slack with the line for a terminal', async (line) => {
    const { refusalOf, deeds } = setUp(['prod'], 'slack');
    const refusal = await refusalOf(line);
    expect(refusal.code).toBe('TERMINAL_ONLY');
    expect(refusal.userMessage).toContain(`type: kubecent ${line}`);
    expect(deeds).toEqual([]);
  });

  it('is refused where nobody said who asks', async () => {
    const { costs } = createTestService();
    const { desk, deeds } = createFakeLedger();
    const context = { costs, ledger: desk, now: () => tuesdayMorningMs, weekStarts: 'monday' as const };
    const asked = answerLine('ledger purge namespace=x --yes', context);
    await expect(asked).rejects.toMatchObject({ code: 'TERMINAL_ONLY' });
    expect(deeds).toEqual([]);
  });

  it('is offered by help in a terminal alone', async () => {
    expect(commandsOf(await setUp(['prod'], 'slack').documentOf('help'))).not.toContain('reseal yesterday');
    expect(commandsOf(await setUp(['prod']).documentOf('help'))).toContain('reseal yesterday');
  });

  it.each([
    ['ledger accept 2026-11-20 --why "the price is right"', 'the price is right'],
    ['ledger accept why="x = y, so be it" 2026-11-20', 'x=y, so be it'],
    ['ledger 2026-11-20 accept why=right', 'right'],
  ])('%s', async (line, why) => {
    const { documentOf, deeds } = setUp();
    const { summary } = await documentOf(line);
    expect(summary).toContain('Fri 20 Nov counts from now on: $100.37.');
    expect(deeds).toEqual([{ did: 'accept', cluster: 'prod', startMs: Date.parse('2026-11-20'), why }]);
  });

  it.each([
    ['ledger accept 2026-11-20', 'OPTION_NEEDED'],
    ['ledger accept why=x', 'WHICH_DAY'],
    ['ledger accept 3d why=x', 'WHICH_DAY'],
    ['ledger purge', 'OPTION_NEEDED'],
    ['ledger purge namespace=pay*', 'BAD_VALUE'],
    ['ledger purge namespace=a,b --yes', 'BAD_VALUE'],
    ['ledger purge namespace!=a --yes', 'BAD_VALUE'],
    ['ledger purge namespace=a yes=no', 'BAD_VALUE'],
    ['ledger purge namespace=a yes --yes', 'GIVEN_TWICE'],
    ['ledger grain container workload', 'GIVEN_TWICE'],
    ['reseal --yes', 'WHICH_DAY'],
    ['reseal today', 'NO_CLOSED_DAY'],
    ['reseal 3d payments', 'UNKNOWN_WORD'],
    ['reseal 3d --why x', 'UNKNOWN_OPTION'],
  ])('“%s” is refused and does nothing: %s', async (line, code) => {
    const { refusalOf, deeds } = setUp();
    expect((await refusalOf(line)).code).toBe(code);
    expect(deeds).toEqual([]);
  });

  it('wants the cluster where there are several', async () => {
    const { refusalOf, documentOf, deeds } = setUp(['prod', 'stage']);
    expect((await refusalOf('ledger accept 2026-11-20 why=x')).code).toBe('WHICH_CLUSTER');
    expect((await refusalOf('ledger grain container')).code).toBe('WHICH_CLUSTER');
    await documentOf('ledger accept 2026-11-20 why=x cluster=stage');
    const fine = await documentOf('ledger grain container cluster=stage');
    expect(fine.summary).toBe('stage is read by container again, from the next day on.');
    const coarse = await documentOf('ledger grain workload cluster=stage');
    expect(coarse.summary).toBe('stage is read by controller, from the next day on.');
    expect(deeds).toMatchObject([
      { cluster: 'stage' },
      { cluster: 'stage', grain: 'container' },
      { cluster: 'stage', grain: 'workload' },
    ]);
  });

  it('opens the day of the cluster that was accepted', async () => {
    const { documentOf } = setUp(['prod', 'stage']);
    const document = await documentOf('ledger accept 2026-11-20 why=x cluster=stage');
    expect(commandsOf(document)).toContain('ledger 2026-11-20 cluster=stage');
  });

  it('purges only with --yes, and says before what it would do', async () => {
    const { documentOf, deeds } = setUp();
    const before = await documentOf('ledger purge namespace=payments');
    expect(before.summary).toContain('Nothing was removed');
    expect(wordsOf(before)).toContain('kubecent ledger purge namespace=payments --yes');
    expect(deeds).toEqual([]);
    expect((await documentOf('ledger purge namespace=payments --yes')).summary).toContain(
      'removed from 12 days',
    );
    const bare = await documentOf('ledger purge namespace=payments yes');
    expect(bare.command).toBe('ledger purge namespace=payments --yes');
    expect(deeds).toEqual([
      { did: 'purge', namespace: 'payments' },
      { did: 'purge', namespace: 'payments' },
    ]);
  });

  it('moves files and verifies', async () => {
    const { documentOf, ask, deeds } = setUp();
    expect((await documentOf('ledger export file=out.jsonl')).summary).toBe(
      '39 days written to out.jsonl, 1.2 MB.',
    );
    expect((await documentOf('ledger import --file in.jsonl')).summary).toBe(
      '1 day taken from in.jsonl; 38 days were there already.',
    );
    const verified = await documentOf('ledger verify');
    expect(verified.summary).toBe('1 of 39 days is not as sealed.');
    expect(commandsOf(verified)).toContain('reseal 2026-11-23 cluster=prod');
    for (const line of [
      'ledger verify',
      'ledger export file=a',
      'ledger import file=a',
      'ledger purge namespace=a',
      'ledger accept 2026-11-20 why=x',
    ]) {
      const answer = await ask(line);
      expect(() => ledgerWire.parse(answer.json())).not.toThrow();
      for (const row of answer.csv().rows) expect(row).toHaveLength(answer.csv().header.length);
    }
    expect(deeds.slice(0, 2)).toEqual([
      { did: 'export', file: 'out.jsonl' },
      { did: 'import', file: 'in.jsonl' },
    ]);
  });
});

describe('reseal', () => {
  const line = 'reseal 2026-11-20..2026-11-23';

  it('shows before, after and difference, and says that nothing was written', async () => {
    const { documentOf, deeds } = setUp();
    const document = await documentOf(line);
    expect(document.summary).toBe('4 days asked again: 2 differ, 1 could not be read; nothing was written.');
    const words = wordsOf(document);
    expect(words).toContain('payments $10.00 → $30.00 (+$20.00)');
    expect(words).toContain('idle $5.00 → $4.63 (−$0.37)');
    expect(words).toContain(`kubecent ${line} --yes`);
    expect(words).toContain('fails a check: no pods');
    expect(words).toContain('OpenCost did not answer within 120 s.');
    expect(commandsOf(document)).toContain(`${line} --yes`);
    expect(deeds).toMatchObject([{ request: { write: false, clusters: ['prod'] } }]);
  });

  it('writes with --yes', async () => {
    const { ask, deeds } = setUp();
    const answer = await ask(`${line} --yes`);
    expect(answer.document().summary).toContain('2 written');
    expect(commandsOf(answer.document())).not.toContain(`${line} --yes`);
    expect(deeds).toMatchObject([{ request: { write: true } }]);
    const report = reports.find(({ name }) => name === 'reseal');
    expect(() => report?.result.parse(answer.json())).not.toThrow();
    for (const row of answer.csv().rows) expect(row).toHaveLength(answer.csv().header.length);
  });

  it('does not offer to write what nothing differs in', async () => {
    const document = await setUp().documentOf('reseal yesterday');
    expect(document.summary).toBe('1 day asked again: none differs; nothing was written.');
    expect(commandsOf(document)).toEqual(['ledger']);
  });
});
