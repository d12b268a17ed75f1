import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { grains, type SumDay } from '../../../src/cost/block.js';
import type { DayCosts, DayRow } from '../../../src/cost/day.js';
import type { FilterTerm } from '../../../src/cost/filter.js';
import { type Dimension, grainFor } from '../../../src/cost/group.js';
import { groupId } from '../../../src/cost/group-sum.js';
import { runSlices } from '../../../src/cost/slices.js';
import { createSpareColumns } from '../../../src/cost/spare-columns.js';
import { type SumRequest, sumDays, sumDaysInSlices, type Totals } from '../../../src/cost/sum.js';
import { createBlockMaker } from '../../support/day-blocks.js';
import { sampleDay, sampleRow } from '../../support/sample-day.js';

const money = fc.nat({ max: 1_000_000_000 });
/** Whole numbers: their sums are the same in any order. */
const figure = fc.nat({ max: 1_000_000 });
const minutes = fc.constantFrom(0, 3, 700, 1425, 1440);
const peak = fc.option(fc.nat({ max: 100 }));

const labelSets = [{}, { team: 'a' }, { team: 'b', app: 'web' }, { app: 'api' }, { team: 'a' }];
const name = (...names: string[]) => fc.constantFrom(...names);
const anyName = {
  namespace: name('a', 'b', 'shop'),
  controllerKind: name('deployment', 'job', ''),
  controller: name('web', 'api', ''),
  pod: name('web-1', 'web-2', 'api-1'),
  container: name('main', 'proxy'),
  node: name('n1', 'n2', ''),
  labelSet: fc.nat({ max: labelSets.length - 1 }),
};
const figures = {
  minutes,
  cpuCoreHours: figure,
  cpuRequestCoreHours: figure,
  cpuUsageCoreHours: figure,
  ramByteHours: figure,
  ramRequestByteHours: figure,
  ramUsageByteHours: figure,
  gpuHours: figure,
  pvByteHours: figure,
  networkTransferBytes: figure,
  networkReceiveBytes: figure,
  podMinutes: minutes,
  containerMinutes: minutes,
  runs: fc.nat({ max: 3 }),
  cpuCoreUsageMax: peak,
  ramByteUsageMax: peak,
  cpuCoreAverageMax: fc.nat({ max: 100 }),
  ramByteAverageMax: fc.nat({ max: 100 }),
  used: fc.record({ cpu: money, ram: money }),
  cost: fc.record({ cpu: money, ram: money, gpu: money, storage: money, network: money, other: money }),
};
const unmounted = {
  kind: 'unmounted',
  namespace: '',
  controllerKind: '',
  controller: '',
  pod: '',
  container: '',
  node: '',
  labelSet: 0,
} as const;
const anyRow = fc
  .record({ names: fc.record(anyName), figures: fc.record(figures), isUnmounted: fc.nat({ max: 8 }) })
  .map(({ names, figures, isUnmounted }): DayRow => {
    return sampleRow({ ...names, ...figures, ...(isUnmounted === 0 ? unmounted : {}) });
  });
const anyDay = fc
  .record({
    number: fc.nat({ max: 4 }),
    cluster: fc.constantFrom('x', 'y'),
    rows: fc.array(anyRow, { maxLength: 14 }),
    idle: fc.record({ cpu: money, ram: money, gpu: fc.constantFrom(0, -5, 77) }),
  })
  .map(({ number, cluster, rows, idle }): DayCosts => {
    const node = { nodeType: 't', preemptible: false, minutes: 1440, totalCost: 9 };
    const hours = { cpuCoreHours: 1, ramByteHours: 1, gpuHours: 0 };
    const nodes = ['n1', 'n2'].map((name) => ({ name, ...node, ...hours, cost: { cpu: 9, ram: 8, gpu: 7 } }));
    return sampleDay(number, { cluster, rows, idle, nodes, labelSets });
  });

const dimensions: Dimension[] = [
  'cluster',
  'namespace',
  'controller',
  'pod',
  'container',
  'node',
  'label:team',
  'label:app',
];
const dimension = fc.constantFrom(...dimensions);
const term: fc.Arbitrary<FilterTerm> = fc.record({
  dimension,
  negated: fc.boolean(),
  values: fc.array(name('a', 'b', 'x', 'web', 'web*', '*-1', 'n1', 'main', '*', 'nothing'), {
    minLength: 1,
    maxLength: 2,
  }),
});
const anyRequest: fc.Arbitrary<SumRequest> = fc.record({
  groupBy: fc.uniqueArray(dimension, { maxLength: 3 }),
  filter: fc.array(term, { maxLength: 2 }),
  idle: fc.constantFrom('separate' as const, 'share' as const, 'hide' as const),
  namespaces: fc.constantFrom(null, null, ['a', 'sh*']),
  seriesDays: fc.constantFrom(
    [],
    [0, 1, 3].map((number) => sampleDay(number).startMs),
  ),
});

/** As plain values, in an order of their own. */
function plain({ groups, seen, ...rest }: Totals) {
  return {
    ...rest,
    groups: [...groups].sort((a, b) => (groupId(a.kind, a.key) < groupId(b.kind, b.key) ? -1 : 1)),
    seen: Array.from(seen, ([key, names]) => [key, [...names].sort()]),
  };
}

describe('days kept as blocks', () => {
  it('are summed to the same as their rows, at every grain that tells enough, and mixed with rows', () => {
    fc.assert(
      fc.property(fc.array(anyDay, { maxLength: 6 }), anyRequest, fc.nat(), (days, request, mix) => {
        const toBlock = createBlockMaker();
        const expected = plain(sumDays(days, request));
        const coarsest = grains.indexOf(grainFor(request.groupBy, request.filter));
        for (const grain of grains.slice(coarsest)) {
          const blocks = days.map((day) => toBlock(day, grain));
          expect(plain(sumDays(blocks, request))).toEqual(expected);
          const mixed = days.map((day, at): SumDay => ((mix >> at) % 2 ? day : toBlock(day, grain)));
          expect(plain(sumDays(mixed, request))).toEqual(expected);
        }
      }),
      { numRuns: 250 },
    );
  });

  it('are summed to the same in columns that were used before', () => {
    const days = fc.array(anyDay, { maxLength: 4 });
    fc.assert(
      fc.property(days, anyRequest, days, anyRequest, (first, firstRequest, second, secondRequest) => {
        const spare = createSpareColumns();
        const sum = (some: readonly SumDay[], request: SumRequest) =>
          plain(runSlices(sumDaysInSlices(some, request, spare)));
        expect(sum(first, firstRequest)).toEqual(plain(sumDays(first, firstRequest)));
        expect(sum(second, secondRequest)).toEqual(plain(sumDays(second, secondRequest)));
      }),
      { numRuns: 120 },
    );
  });

  it('tell pods apart by names that end in each other', () => {
    const rows = [
      sampleRow({ pod: 'a', node: 'bc', cost: { cpu: 1 } }),
      sampleRow({ pod: 'ab', node: 'c', cost: { cpu: 2 } }),
    ];
    const block = createBlockMaker()(sampleDay(0, { rows }), 'pod');
    const { groups } = sumDays([block], {
      groupBy: ['node', 'pod'],
      filter: [],
      idle: 'separate',
      namespaces: null,
    });
    expect(groups.map(({ key, total }) => [...key, total])).toEqual([
      ['bc', 'a', 1],
      ['c', 'ab', 2],
    ]);
  });

  it('of many rows are summed in several slices', () => {
    const rows = Array.from({ length: 9_000 }, (_, at) =>
      sampleRow({ namespace: `ns-${at % 7}`, pod: `web-${at}`, cost: { cpu: 1 + (at % 11) } }),
    );
    const day = sampleDay(0, { rows });
    const request: SumRequest = { groupBy: ['namespace'], filter: [], idle: 'share', namespaces: null };
    const block = createBlockMaker()(day, 'pod');
    const slices = sumDaysInSlices([block, block], request);
    let turns = 0;
    let slice = slices.next();
    for (; !slice.done; slice = slices.next()) turns += 1;
    expect(turns).toBeGreaterThanOrEqual(6);
    expect(plain(slice.value)).toEqual(plain(sumDays([day, day], request)));
  });
});
