import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Allocation, costPartNames } from '../../../src/cost/allocation.js';
import type { Filter, FilterTerm } from '../../../src/cost/filter.js';
import type { Dimension } from '../../../src/cost/group.js';
import { toCents } from '../../../src/cost/money.js';
import type { Answer } from '../../../src/cost-service/answer.js';
import { KubecentError } from '../../../src/errors.js';
import { answerLine } from '../../../src/reports/answer-line.js';
import { cutTable } from '../../../src/reports/cut-table.js';
import type { ReportAnswer } from '../../../src/reports/report.js';
import { renderDocument } from '../../../src/slack/render/document.js';
import {
  anyClusters,
  createRandomWorld,
  daysInFigures,
  type RandomWorld,
} from '../../support/random-cluster.js';
import { questionFor, tuesdayMorningMs } from '../../support/service.js';
import { centsOf, columnSum, permilleOf, shownColumn, shownLines, tableOf } from './shown-figures.js';

const runs = { numRuns: 35, interruptAfterTimeLimit: 50_000, markInterruptAsFailure: true };

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const costOf = ({ cost }: Allocation) => sum(costPartNames.map((part) => cost[part]));

/** The answer to a line and the cost service's own answer behind it; null where there is nothing to report on. */
async function ask(
  world: RandomWorld,
  line: string,
): Promise<{ report: ReportAnswer; answer: Answer } | null> {
  const context = { costs: world.costs, now: () => tuesdayMorningMs, weekStarts: 'monday' as const };
  const before = world.answers.length;
  try {
    const report = await answerLine(line, context);
    // today is asked for instead where no day is over yet
    const { window } = report.json() as { window: { name: string } };
    const asked = world.answers.slice(before);
    const answer = asked.find(({ question }) => question.window.name === window.name);
    return answer ? { report, answer } : null;
  } catch (error) {
    if (error instanceof KubecentError) return null;
    throw error;
  }
}

const anyWindow = fc.constantFrom('1d', '3d', '7d', 'week', 'yesterday', 'today', '2026-11-10..2026-11-20');
const anyReport = fc.constantFrom(
  'overview',
  'namespaces',
  'pods',
  'cost by=cluster',
  'cost by=controller',
  'cost by=container',
  'cost by=node',
  'cost by=label:team',
  'cost by=namespace,label:app',
);
const anyOptions = fc
  .tuple(
    fc.constantFrom('', '', 'idle=share', 'idle=hide'),
    fc.constantFrom(
      '',
      '',
      'namespace=*s*',
      'namespace!=shop',
      'label:team!=*',
      'cluster=prod-0',
      'node=node-a',
    ),
    fc.constantFrom('', 'held=include'),
    fc.constantFrom('', 'today=include'),
  )
  .map((options) => options.join(' '));
const anyLine = fc
  .tuple(anyReport, anyWindow, anyOptions, fc.constantFrom('', 'sort=change', 'sort=name', 'sort=used'))
  .map(([report, window, options, sort]) =>
    [report, window, options, report === 'overview' ? '' : sort].join(' '),
  );

/** How often a property had something to look at. */
const seen = { answers: 0, tables: 0, changes: 0, rests: 0, splits: 0, nodes: 0 };

describe('an answer', () => {
  it('adds up to the last unit: parts, rows, idle, days, changes, and what OpenCost gave', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyClusters,
        fc.array(anyLine, { minLength: 1, maxLength: 3 }),
        async (clusters, lines) => {
          const world = createRandomWorld(clusters);
          for (const line of lines) {
            const asked = await ask(world, line);
            if (!asked) continue;
            seen.answers += 1;
            expectSumsOf(asked.answer);
            expectGivenMoney(world, asked.answer);
          }
        },
      ),
      runs,
    );
    expect(seen.answers).toBeGreaterThan(runs.numRuns);
  }, 60_000);

  it('comes apart by any condition and goes together again', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyClusters,
        anyWindow,
        fc.constantFrom<Dimension[]>(
          'cluster',
          'namespace',
          'controller',
          'pod',
          'container',
          'node',
          'label:team',
        ),
        fc.constantFrom('separate', 'share', 'hide'),
        async (clusters, window, dimension, idle) => {
          const { costs } = createRandomWorld(clusters);
          const askFor = (filter: Filter) =>
            costs.ask(questionFor(window, { filter, idle, groupBy: [dimension] }));
          const whole = await askFor([]);
          const [one, other] = namesOf(whole, dimension);
          if (one === undefined) return;
          seen.splits += 1;
          const only = (...values: string[]): FilterTerm => ({ dimension, negated: false, values });
          const first = await askFor([only(one)]);
          // the only cluster cannot be left out
          const others = await askFor([{ ...only(one), negated: true }]).catch(() => null);
          const parts = others ? [first, others] : [first];
          expect(addUp(parts, dimension)).toEqual(addUp([whole], dimension));
          if (other === undefined) return;
          const pair = await askFor([only(one, other)]);
          const second = await askFor([only(other)]);
          expect(addUp([first, second], dimension)).toEqual(addUp([pair], dimension));
          const proportional = [first, second, pair].map(({ idleBeside }) => idleBeside?.proportional ?? 0);
          expect(sum(proportional.slice(0, 2))).toBe(proportional[2]);
        },
      ),
      runs,
    );
    expect(seen.splits).toBeGreaterThan(runs.numRuns / 2);
  }, 60_000);

  it('with shared idle has the cost of the nodes in its CPU, RAM and GPU', async () => {
    await fc.assert(
      fc.asyncProperty(anyClusters, anyWindow, fc.boolean(), async (clusters, window, includeHeld) => {
        const world = createRandomWorld(clusters);
        const answer = await world.costs.ask(questionFor(window, { idle: 'share', includeHeld }));
        const days = daysInFigures(world, answer);
        const { cpu, ram, gpu } = answer.totalParts;
        const nodes = days.flatMap(({ assets }) => assets.filter(({ type }) => type === 'node'));
        const rest = answer.idle.cpu + answer.idle.ram + answer.idle.gpu;
        expect(cpu + ram + gpu + rest).toBe(sum(nodes.map(({ totalCost }) => totalCost)));
        if (nodes.length > 0) seen.nodes += 1;
      }),
      runs,
    );
    expect(seen.nodes).toBeGreaterThan(runs.numRuns / 2);
  }, 60_000);
});

describe('what is shown of an answer', () => {
  it('adds up to the shown cent, tenth of a per cent and change, cut at any length', async () => {
    await fc.assert(
      fc.asyncProperty(anyClusters, anyLine, fc.integer({ min: 1, max: 20 }), async (clusters, line, top) => {
        const asked = await ask(
          createRandomWorld(clusters),
          line.includes('overview') ? line : `${line} top=${top}`,
        );
        const table = asked && tableOf(asked.report.document());
        if (!asked || !table) return;
        seen.tables += 1;
        const { answer, report } = asked;
        const change = toCents(answer.totalCompared - (answer.totalBaseline ?? 0));
        const share = answer.total > 0 ? 1_000 : 0;
        for (let rows = 1; rows <= table.rows.length + 2; rows += 1) {
          const cut = cutTable(table, rows);
          expect(cut.rows.length).toBeLessThanOrEqual(rows);
          expect(columnSum(cut, 'Cost')).toBe(toCents(answer.total));
          expect(columnSum(cut, 'Share')).toBe(share);
          expect(columnSum(cut, 'Change')).toBe(answer.totalBaseline === null ? null : change);
        }
        const { blocks } = renderDocument(report.document(), { level: 'native' });
        expect(sum(shownColumn(blocks, 'Cost')?.map(centsOf) ?? [Number.NaN])).toBe(toCents(answer.total));
        expect(sum(shownColumn(blocks, 'Share')?.map(permilleOf) ?? [Number.NaN])).toBe(share);
        const changes = shownColumn(blocks, 'Change');
        if (changes) seen.changes += 1;
        if (changes) expect(sum(changes.map(centsOf))).toBe(change);
      }),
      runs,
    );
    expect(seen.tables).toBeGreaterThan(runs.numRuns / 2);
    expect(seen.changes).toBeGreaterThan(runs.numRuns / 4);
  }, 60_000);

  it('adds up in the lines above the table, where “N more” stands for the rest', async () => {
    await fc.assert(
      fc.asyncProperty(anyClusters, anyLine, async (clusters, line) => {
        const asked = await ask(createRandomWorld(clusters), line);
        if (!asked || !tableOf(asked.report.document())) return;
        const { answer, report } = asked;
        const lines = shownLines(report.document());
        // what is gone has a change alone
        const [costs, shares, changes] = [0, 1, 2].map((place) =>
          lines.map(({ figures }) => (figures.length === 1 ? ['–', '–', ...figures] : figures)[place] ?? '–'),
        ) as [string[], string[], string[]];
        expect(sum(shares.map(permilleOf))).toBe(answer.total > 0 ? 1_000 : 0);
        if (!lines.some(({ name }) => / more$/.test(name))) return;
        seen.rests += 1;
        expect(sum(costs.map(centsOf))).toBe(toCents(answer.total));
        if (answer.totalBaseline === null) return;
        const [, said = ''] = /\(changes add up to (.*?)\)/.exec(JSON.stringify(report.document())) ?? [];
        expect(centsOf(said)).toBe(toCents(answer.totalCompared - answer.totalBaseline));
        expect(sum(changes.map(centsOf))).toBe(centsOf(said));
      }),
      { ...runs, numRuns: 80 },
    );
    expect(seen.rests).toBeGreaterThan(2);
  }, 60_000);

  it('is the same for programs: JSON and CSV add up to the total', async () => {
    await fc.assert(
      fc.asyncProperty(anyClusters, anyLine, async (clusters, line) => {
        const asked = await ask(createRandomWorld(clusters), line);
        if (!asked) return;
        const { answer, report } = asked;
        const json = report.json() as Record<string, unknown> &
          Record<'total' | 'idle_cost' | 'unclaimed_storage_cost', number>;
        const rows = Object.values(json).find(
          (value) => Array.isArray(value) && value[0]?.total_cost !== undefined,
        );
        const units = (amount: number) => Math.round(amount * 1e5);
        const costs = ((rows ?? []) as { total_cost: number }[]).map(({ total_cost }) => units(total_cost));
        const beside = units(json.idle_cost) + units(json.unclaimed_storage_cost);
        expect(sum(costs) + beside).toBe(answer.total);
        expect(units(json.total)).toBe(answer.total);
        const { header, rows: lines } = report.csv();
        const place = header.indexOf('total_cost');
        expect(sum([...lines].map((cells) => units(Number(cells[place]))))).toBe(answer.total);
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  it('has a split of the bill that is the whole bill, in money and in tenths of a per cent', async () => {
    let splits = 0;
    await fc.assert(
      fc.asyncProperty(anyClusters, anyWindow, anyOptions, async (clusters, window, options) => {
        const asked = await ask(createRandomWorld(clusters), `overview ${window} ${options}`);
        const { split = [] } = (asked?.report.json() ?? {}) as { split?: { name: string; cost: number }[] };
        if (!asked || split.length === 0) return;
        splits += 1;
        expect(sum(split.map(({ cost }) => Math.round(cost * 1e5)))).toBe(asked.answer.total);
        const said = JSON.stringify(asked.report.document());
        const parts = split.map(
          ({ name }) => new RegExp(`["·] ?${name} [^ ]+ \\((−?[\\d.]+ %)\\)`).exec(said)?.[1],
        );
        expect(sum(parts.map((part) => permilleOf(part ?? '')))).toBe(1_000);
      }),
      { numRuns: 40 },
    );
    expect(splits).toBeGreaterThan(10);
  }, 60_000);

  it('is the same by day: the days of a month add up to its total', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyClusters,
        fc.constantFrom('', 'namespace=*s*', 'idle=hide'),
        async (clusters, options) => {
          const asked = await ask(createRandomWorld(clusters), `monthly month ${options}`);
          const table = asked && tableOf(asked.report.document());
          if (!asked || !table) return;
          const { months, by_day } = asked.report.json() as {
            months: { month: string; total_cost: number }[];
            by_day: { total_cost: number }[];
          };
          const total = months.find(({ month }) => month === '2026-11')?.total_cost ?? 0;
          expect(sum(by_day.map(({ total_cost }) => Math.round(total_cost * 1e5)))).toBe(
            Math.round(total * 1e5),
          );
          for (const rows of [1, 5, 40]) {
            expect(columnSum(cutTable(table, rows), 'Cost')).toBe(toCents(Math.round(total * 1e5)));
          }
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);
});

function expectSumsOf(answer: Answer): void {
  const { rows, idleTotal, totalParts, seriesDays } = answer;
  for (const row of rows) {
    expect(row.total).toBe(sum(costPartNames.map((part) => row.cost[part])));
    if (seriesDays.length > 0) expect(sum(row.byDay)).toBe(row.total);
    expect(row.used.cpu).toBeLessThanOrEqual(row.cost.cpu);
    expect(row.used.ram).toBeLessThanOrEqual(row.cost.ram);
  }
  expect(sum(rows.map(({ total }) => total)) + idleTotal).toBe(answer.total);
  expect(sum(costPartNames.map((part) => totalParts[part])) + idleTotal).toBe(answer.total);
  if (seriesDays.length > 0) expect(sum(answer.idleByDay)).toBe(idleTotal);
  expect(sum(answer.idleByCluster.map(({ total }) => total))).toBe(idleTotal);
  expect(sum(rows.map(({ compared }) => compared)) + answer.idleCompared).toBe(answer.totalCompared);
  const baselines = rows.map(({ baseline }) => baseline);
  if (answer.totalBaseline === null) expect(baselines.every((baseline) => baseline === null)).toBe(true);
  else
    expect(sum(baselines.map((baseline) => baseline ?? 0)) + (answer.idleBaseline ?? 0)).toBe(
      answer.totalBaseline,
    );
}

/** Against the allocations themselves, where the question leaves all of them in, or those of one cluster. */
function expectGivenMoney(world: RandomWorld, answer: Answer): void {
  const { filter, idle } = answer.question;
  if (filter.some(({ dimension }) => dimension !== 'cluster')) return;
  const rows = daysInFigures(world, answer).flatMap(({ allocations }) => allocations);
  const counted = idle === 'hide' ? rows.filter(({ kind }) => kind !== 'idle') : rows;
  expect(answer.total).toBe(sum(counted.map(costOf)));
}

/** Names that the rows have in a dimension. */
function namesOf({ rows }: Answer, dimension: Dimension): string[] {
  const keys = rows.map(({ key }) => key[0] ?? '');
  const names = keys.map((key) => (dimension === 'controller' ? key.slice(key.indexOf('/') + 1) : key));
  return [...new Set(names)].filter((name) => name !== '');
}

/** What parts of a filter must share out between them. Only clusters and nodes have a part in idle and unclaimed volumes. */
function addUp(answers: readonly Answer[], dimension: Dimension): Record<string, number> {
  const withIdle = dimension === 'cluster' || dimension === 'node';
  const rows = answers.flatMap((answer) => answer.rows).filter(({ kind }) => withIdle || kind === 'group');
  return {
    cost: sum(rows.map(({ total }) => total)),
    used: sum(rows.map(({ used }) => used.cpu + used.ram)),
    compared: sum(rows.map(({ compared }) => compared)),
    baseline: sum(rows.map(({ baseline }) => baseline ?? 0)),
    idle: withIdle ? sum(answers.map(({ idleTotal }) => idleTotal)) : 0,
  };
}
