import { describe, expect, it } from '@jest/globals';
import type { Allocation } from '../../../src/cost/allocation.js';
import { dayMs, startOfUtcDay } from '../../../src/cost/time.js';
import type { CostSource } from '../../../src/cost-service/ports.js';
import { answerLine } from '../../../src/reports/answer-line.js';
import type { Document, Line } from '../../../src/reports/document.js';
import { createFakeSource, type FakeSource } from '../../support/fake-source.js';
import { sampleAllocation } from '../../support/sample-allocation.js';
import { createTestService, tuesdayMorningMs } from '../../support/service.js';
import { createFakeSnoozes } from '../../support/snoozes.js';

const today = startOfUtcDay(tuesdayMorningMs);
const daysAgo = (days: number) => today - days * dayMs;

/** The fake source with more rows on every day, and a node that pays for them. */
function sourceWith(rows: Parameters<typeof sampleAllocation>[0][], empty?: (startMs: number) => boolean) {
  const source = createFakeSource(empty);
  const allocation: CostSource['allocation'] = async function* (request) {
    yield* source.allocation(request);
    if (empty?.(request.startMs)) return;
    const { startMs, endMs } = request;
    const span = { startMs, endMs, minutes: (endMs - startMs) / 60_000 };
    for (const row of rows) yield sampleAllocation({ ...span, ...row }) satisfies Allocation;
  };
  const more = rows.reduce((sum, row) => sum + (row?.cost?.cpu ?? 0), 0);
  const assets: CostSource['assets'] = async (request) =>
    (await source.assets(request)).map((node) => ({
      ...node,
      cost: { ...node.cost, cpu: node.cost.cpu + more },
      totalCost: node.totalCost + more,
    }));
  return { ...source, allocation, assets };
}

const oversized = {
  namespace: 'tools',
  controller: 'wiki',
  pod: 'wiki-1',
  container: 'wiki',
  cost: { cpu: 100_000, ram: 0 },
  cpuCoreUsageAverage: 0.05,
  cpuCoreUsageMax: 0.07,
};
const volume = {
  kind: 'unmounted',
  namespace: '__unmounted__',
  controller: '',
  controllerKind: '',
  pod: '__unmounted__',
  container: '__unmounted__',
  node: '',
  cost: { storage: 20_000 },
  pvByteHours: 24 * 1024 ** 3,
} as const;

async function ask(
  line: string,
  sources: Record<string, FakeSource> = { prod: sourceWith([oversized, volume]) },
) {
  const { costs } = createTestService(sources);
  const context = { costs, now: () => tuesdayMorningMs, weekStarts: 'monday' as const };
  const answer = await answerLine(line, context);
  return { document: answer.document(), json: answer.json() as Wire, csv: answer.csv() };
}

interface Wire {
  recommendations: { kind: string; what: string; potential_savings: number; cost: number }[];
  savings: { can_go_now: number; frees_capacity: number };
  waiting: { cluster: string; whole_days: number }[];
  total_cost: number;
}

const wordsOf = (lines: readonly Line[]) =>
  lines.map((line) =>
    line.map((span) => (typeof span === 'string' ? span : 'text' in span ? span.text : '')).join(''),
  );
const textsOf = ({ sections }: Document) =>
  sections.flatMap((section) =>
    section.kind === 'text' || section.kind === 'note' ? wordsOf(section.lines) : [],
  );
const tableOf = ({ sections }: Document) => sections.find((section) => section.kind === 'table');
const commandsOf = ({ sections }: Document) =>
  sections.flatMap((section) =>
    section.kind === 'actions' ? section.actions.map(({ command }) => command) : [],
  );

describe('savings', () => {
  it('say the two figures apart, and each in its own money', async () => {
    const { document, json } = await ask('savings');
    // volumes 0.2 a day × 730 ÷ 24; CPU 1.0 a day × (1 − 0.1) of it; idle 2.5 a day
    expect(json.savings).toEqual({ can_go_now: 6.08333, frees_capacity: 27.375 + 76.04166 });
    expect(document.summary).toBe(
      'Savings: $6.08 a month can go now. Apart from that, $103.42 a month frees capacity, $76.04 of it in idle capacity of nodes.',
    );
    const all = textsOf(document).join('\n');
    expect(all).not.toContain('109.50');
    expect(all).toContain('The two figures are not to be added');
    expect(all).toContain('Per month of 730 h, from 7 of 7 days');
    expect(all).toContain('OpenCost’s prices, not your invoice');
  });

  it('hold a table of five columns whose money is never added up', async () => {
    const table = tableOf((await ask('savings')).document);
    expect(table?.columns.map(({ title, total }) => [title, total])).toEqual([
      ['What', null],
      ['Saves a month', null],
      ['Kind', null],
      ['Risk', null],
      ['Next step', null],
    ]);
    expect(table?.rows.map(({ cells: [name] }) => name)).toEqual([
      { text: 'unclaimed volumes' },
      { text: 'idle capacity of nodes' },
      { text: 'requests of wiki · tools' },
    ]);
    expect(table?.rows.map(({ command }) => command)).toEqual([
      'cost 7d by=node',
      'cost 7d by=node',
      'savings 7d namespace=tools controller=wiki',
    ]);
  });

  it('list those without a line of their own, to snooze one of them', async () => {
    const names = Array.from({ length: 9 }, (_, at) => `wiki-${at}`);
    const rows = names.map((controller) => ({ ...oversized, controller, pod: `${controller}-1` }));
    const { costs } = createTestService({ prod: sourceWith(rows) });
    const snoozes = createFakeSnoozes();
    const now = () => tuesdayMorningMs;
    const context = { costs, snoozes, asker: 'U1', now, weekStarts: 'monday' as const };
    const document = (await answerLine('savings 7d', context)).document();
    const [menu] = document.sections.flatMap((section) =>
      section.kind === 'actions' ? (section.menus ?? []) : [],
    );
    expect(menu?.label).toBe('Snooze another …');
    // idle nodes and five of the nine have lines
    expect(menu?.choices).toHaveLength(4);
    for (const { label, command } of menu?.choices ?? []) {
      const offer = (await answerLine(command, context)).document();
      expect(offer.summary).toBe(`Snooze ${label}: for how long?`);
    }
  });

  it('give evidence and the next step in words', async () => {
    const all = textsOf((await ask('savings')).document).join('\n');
    expect(all).toContain('CPU: 1 core asked for, 50 mCPU used on average, 70 mCPU at most');
    expect(all).toContain('Next: set requests: cpu 100m.');
  });

  it('can be narrowed, and then leave idle nodes and volumes of nobody out and say so', async () => {
    const { document, json } = await ask('savings tools');
    expect(json.recommendations.map(({ kind }) => kind)).toEqual(['over_requested']);
    const all = textsOf(document).join('\n');
    expect(all).toContain(
      'Nothing worth listing can go now. Apart from that, $27.38 a month frees capacity in requests',
    );
    expect(all).toContain('looked at only without such conditions');
    expect(all).not.toContain('idle=share');
    expect(commandsOf(document)).toContain('savings 7d');
  });

  it('say what was looked at where nothing is worth a unit of currency', async () => {
    const { document } = await ask('savings shop');
    expect(document.summary).toBe(
      'Savings: Nothing worth $1.00 a month found. Looked at 1 container and claims that no pod mounts.',
    );
    expect(tableOf(document)).toBeUndefined();
  });

  it.each([
    ['savings yesterday', 'yesterday has 1'],
    ['savings today', 'today has none'],
    ['savings 2026-11-20T00:00:00Z,2026-11-21T12:00:00Z', 'has none'],
  ])('“%s” says that the window is too short', async (line, words) => {
    const { document, json } = await ask(line);
    expect(document.summary).toContain('at least 3 whole closed days');
    expect(document.summary).toContain(words);
    expect(json.recommendations).toEqual([]);
    expect(commandsOf(document)).toContain('savings 7d');
  });

  it('wait for three whole closed days, and say how many are known', async () => {
    const two = sourceWith([oversized], (startMs) => startMs < daysAgo(2));
    const { document, json } = await ask('savings', { prod: two });
    expect(document.summary).toBe('Savings need at least 3 whole closed days; 2 are known so far.');
    expect(json.waiting).toEqual([{ cluster: 'prod', whole_days: 2, whole_days_needed: 3 }]);
    const three = sourceWith([oversized], (startMs) => startMs < daysAgo(3));
    expect((await ask('savings', { prod: three })).json.recommendations).not.toEqual([]);
  });

  it('judge the clusters that have enough days, name the others, and keep equal names apart', async () => {
    const sources = {
      prod: sourceWith([oversized]),
      test: sourceWith([oversized]),
      young: sourceWith([oversized], (startMs) => startMs < daysAgo(1)),
    };
    const { document } = await ask('savings', sources);
    expect(tableOf(document)?.rows.map(({ cells: [name] }) => name && 'text' in name && name.text)).toEqual([
      'idle capacity of nodes · prod',
      'idle capacity of nodes · test',
      'requests of wiki · tools · prod',
      'requests of wiki · tools · test',
    ]);
    expect(textsOf(document)).toContain('young left out: 1 of the 3 whole closed days needed');
  });

  it('are asked at container grain, without a request more than other reports need', async () => {
    const source = sourceWith([oversized]);
    await ask('savings', { prod: source });
    expect([...source.allocationsAsked].sort()).toEqual([7, 6, 5, 4, 3, 2, 1, 0].map(daysAgo));
  });

  it('have a row of CSV for every recommendation, with all that is said of it', async () => {
    const { csv, json } = await ask('savings');
    expect((await ask('savings top=1')).json.recommendations).toEqual(json.recommendations.slice(0, 1));
    expect(csv.header).toEqual(expect.arrayContaining(['currency', 'what', 'potential_savings', 'evidence']));
    expect([...csv.rows]).toHaveLength(json.recommendations.length);
  });
});
