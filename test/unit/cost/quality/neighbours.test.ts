import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DayHead, NodeDay } from '../../../../src/cost/day.js';
import { checkDisappearance } from '../../../../src/cost/quality/disappearance.js';
import type { NeighbourCheck } from '../../../../src/cost/quality/levels.js';
import { defaultLimits } from '../../../../src/cost/quality/limits.js';
import {
  judgeAgainstNeighbours,
  neighbourChecks,
  rejudge,
  withNeighbours,
} from '../../../../src/cost/quality/neighbours.js';
import { checkUnitPrices } from '../../../../src/cost/quality/unit-prices.js';
import { sampleDay } from '../../../support/sample-day.js';

const gib = 2 ** 30;
const hours = 24;

interface Nodes {
  nodeType?: string;
  preemptible?: boolean;
  /** Units for a core-hour and a GiB-hour. */
  cpu?: number;
  ram?: number;
  /** Share of the nodes' cost that was allocated. */
  allocated?: number;
  cores?: number;
}

function nodesOf({
  nodeType = 'm5.large',
  preemptible = false,
  cpu = 3_000,
  ram = 400,
  allocated = 0.6,
  cores = 8,
}: Nodes = {}): NodeDay {
  const cost = { cpu: cpu * cores * hours, ram: ram * cores * 4 * hours, gpu: 0 };
  return {
    name: `node-${nodeType}`,
    nodeType,
    preemptible,
    minutes: 1440,
    cost,
    totalCost: cost.cpu + cost.ram,
    cpuCoreHours: cores * hours,
    ramByteHours: cores * 4 * hours * gib,
    gpuHours: 0,
    allocated: { cpu: Math.round(cost.cpu * allocated), ram: Math.round(cost.ram * allocated), gpu: 0 },
  };
}

function dayWith(dayNumber: number, nodes: readonly NodeDay[], fields: Partial<DayHead> = {}): DayHead {
  const { rows: _rows, labelSets: _labels, ...head } = sampleDay(dayNumber);
  const nodeTotal = nodes.reduce((sum, { totalCost }) => sum + totalCost, 0);
  return { ...head, nodes, nodeTotal, workloads: 40, ...fields };
}

/** One day for each price of a core-hour, in tenths of a cent. */
const pricedDays = (cpu: readonly number[]) =>
  cpu.map((price, number) => dayWith(number, [nodesOf({ cpu: price * 100 })]));
/** One day for each number of workloads, allocated in proportion: 40 are 60 % of the nodes. */
const busyDays = (workloads: readonly number[]) =>
  workloads.map((count, number) =>
    dayWith(number, [nodesOf({ allocated: (count / 40) * 0.6 })], { workloads: count }),
  );

/** The days as they stand when all was written. */
function settle(days: readonly DayHead[]): DayHead[] {
  const changes = new Map(
    rejudge(days).map(({ startMs, state, findings }) => [startMs, { state, findings }]),
  );
  return days.map((day) => ({ ...day, ...changes.get(day.startMs) }));
}
const statesOf = (days: readonly DayHead[]) => settle(days).map(({ state }) => state);
const reasonsOf = (days: readonly DayHead[]) =>
  settle(days).map(({ findings }) => findings.map(({ reason }) => reason).join());
const heldPlaces = (days: readonly DayHead[]) =>
  statesOf(days).flatMap((state, place) => (state === 'quarantined' ? [place] : []));

const week = [1, 1, 1, 1, 1, 1, 1];
const times = (count: number, value: number) => Array.from({ length: count }, () => value);

describe('unit prices', () => {
  it('hold a day back that is four times as dear or as cheap as the days around it, and not less', () => {
    const odd = (price: number) => heldPlaces(pricedDays([...times(7, 100), price, ...times(7, 100)]));
    expect([odd(399), odd(400), odd(26), odd(25), odd(0)]).toEqual([[], [7], [], [7], [7]]);
  });

  it('say which price it is', () => {
    const days = [0, 1, 2, 3].map((number) =>
      dayWith(number, [
        nodesOf(),
        nodesOf({ nodeType: 'c5.large', preemptible: true, ram: number === 2 ? 4_000 : 400 }),
      ]),
    );
    expect(reasonsOf(days)[2]).toBe(
      'a GiB-hour of c5.large (spot) cost $0.04000, on the days around it $0.00400',
    );
  });

  it('are told apart by type and price class: dear nodes that are new hold nothing back', () => {
    const days = times(8, 1).map((_, number) =>
      dayWith(number, number === 5 ? [nodesOf(), nodesOf({ nodeType: 'p4d', cpu: 90_000 })] : [nodesOf()]),
    );
    expect(heldPlaces(days)).toEqual([]);
  });

  it('are not judged beside fewer than three days', () => {
    const [a, b, odd, c] = pricedDays([1, 1, 9, 1]) as [DayHead, DayHead, DayHead, DayHead];
    expect(judgeAgainstNeighbours(odd, [a, b])).toEqual({ findings: [], release: [], judged: false });
    expect(judgeAgainstNeighbours(odd, [a, b, c])).toMatchObject({
      findings: [{ check: 'unit-prices', severity: 'held' }],
      judged: true,
    });
  });

  it('release three days in a row at a new level, and say since when', () => {
    const old = times(7, 1);
    expect(heldPlaces(pricedDays([...old, 5]))).toEqual([7]);
    expect(heldPlaces(pricedDays([...old, 5, 6]))).toEqual([7, 8]);
    expect(heldPlaces(pricedDays([...old, 5, 6, 5]))).toEqual([]);
    expect(reasonsOf(pricedDays([...old, 5, 6, 5])).slice(6)).toEqual([
      '',
      ...times(3, 1).map(() => 'price level changed 23 Nov'),
    ]);
  });

  it('release those that were held back before, when the third comes', () => {
    const days = settle(pricedDays([...times(7, 1), 5, 5]));
    const third = pricedDays(times(10, 5))[9] as DayHead;
    expect(judgeAgainstNeighbours(third, days)).toMatchObject({
      findings: [{ severity: 'note', reason: 'price level changed 23 Nov' }],
      release: [days[7]?.startMs, days[8]?.startMs],
    });
  });

  it('keep the note when the new level has become the usual one, and none on the day before', () => {
    const reasons = reasonsOf(pricedDays([...times(20, 1), ...times(20, 5)]));
    expect(reasons[19]).toBe('');
    expect(reasons.slice(20, 23)).toEqual(times(3, 1).map(() => 'price level changed 6 Dec'));
    const steep = pricedDays([...times(20, 1), ...times(20, 30)]);
    expect([heldPlaces(steep), reasonsOf(steep)[19]]).toEqual([[], '']);
  });

  it('do not release days that differ among each other', () => {
    expect(heldPlaces(pricedDays([...times(7, 1), 5, 30, 200, ...times(7, 1)]))).toEqual([7, 8, 9]);
  });

  it('do not take a rise for a level that the days beside it have not reached', () => {
    expect(heldPlaces(pricedDays([...times(6, 10), 12, 42, 12, ...times(6, 10)]))).toEqual([7]);
  });
});

describe('disappearance', () => {
  const usual = times(7, 40);

  it('holds a day back whose workloads went while nodes were paid for', () => {
    const days = busyDays([...usual, 5, ...usual]);
    expect(heldPlaces(days)).toEqual([7]);
    expect(reasonsOf(days)[7]).toBe(
      '5 workloads where 40 are usual, at 12.5 % of their cost, while nodes cost 100.0 % of what is usual',
    );
    expect(heldPlaces(busyDays([...usual, 9, ...usual]))).toEqual([]);
  });

  it('holds a day back whose workloads cost a fraction, however many they are', () => {
    const days = busyDays([...usual, 5, ...usual]).map((day) => ({ ...day, workloads: 40 }));
    expect(heldPlaces(days)).toEqual([7]);
  });

  it('leaves a day alone on which many small workloads went and most of the cost stayed', () => {
    const days = busyDays([...usual, 32, ...usual]).map((day, at) =>
      at === 7 ? { ...day, workloads: 3 } : day,
    );
    expect(heldPlaces(days)).toEqual([]);
  });

  it('leaves a cluster alone that was scaled down with its nodes', () => {
    const small = dayWith(7, [nodesOf({ cores: 1, allocated: 0.6 })], { workloads: 2 });
    expect(heldPlaces([...busyDays(usual), small])).toEqual([]);
    expect(heldPlaces([...busyDays(usual), dayWith(7, [], { workloads: 0 })])).toEqual([]);
  });

  it('leaves a cluster alone that grows', () => {
    expect(heldPlaces(busyDays([1, 1, 1, ...usual, ...usual]))).toEqual([]);
    expect(heldPlaces(busyDays([1, ...usual]))).toEqual([]);
    expect(heldPlaces(busyDays([1, 2, 4, 8, 16, 32, 64, 128]))).toEqual([]);
  });

  it('leaves quiet weekends alone, on a flat cluster and on one that is all but empty then', () => {
    const weeks = (quiet: number) => times(4, 1).flatMap(() => [...times(5, 40), quiet, quiet]);
    expect(heldPlaces(busyDays(weeks(12)))).toEqual([]);
    expect(heldPlaces(busyDays(weeks(2)))).toEqual([]);
    expect(heldPlaces(busyDays([...times(5, 40), 2]))).toEqual([5]);
  });

  it('takes a week at the new level for the usual one', () => {
    expect(heldPlaces(busyDays([...usual, ...times(6, 2)]))).not.toEqual([]);
    expect(heldPlaces(busyDays([...usual, ...times(14, 2)]))).toEqual([]);
  });

  it('leaves the partial first and last day of an install alone', () => {
    const partial = (number: number, minutes: number): DayHead => {
      const finding = {
        check: 'coverage',
        severity: 'partial',
        reason: 'seen in part',
        figures: {},
      } as const;
      const node = nodesOf({ allocated: 0.02 });
      return dayWith(number, [node], {
        state: 'partial',
        workloads: 1,
        coveredMinutes: minutes,
        findings: [finding],
      });
    };
    const between = busyDays(times(9, 40)).slice(1);
    expect(statesOf([partial(0, 300), ...between, partial(9, 600)])).toEqual([
      'partial',
      ...between.map(() => 'final'),
      'partial',
    ]);
  });
});

describe('each check', () => {
  const heldBy = (check: NeighbourCheck, days: readonly DayHead[], at: number) => {
    const around = { day: days[at] as DayHead, before: days.slice(0, at), after: days.slice(at + 1) };
    return check(around, defaultLimits)?.severity === 'held';
  };
  it.each([
    ['unit-prices', checkUnitPrices, pricedDays([...week, 9, ...week])],
    ['disappearance', checkDisappearance, busyDays([...times(7, 40), 3, ...times(7, 40)])],
  ] as const)('%s alone holds its day back', (_name, check, days) => {
    expect(neighbourChecks.filter((each) => heldBy(each, days, 7))).toEqual([check]);
    expect(days[7]?.findings).toEqual([]);
  });
});

describe('judging again', () => {
  const held = { check: 'nulls', severity: 'held', reason: 'no figures', figures: {} } as const;

  it('does not hold against days that failed checks of their own, and leaves those alone', () => {
    const broken = pricedDays([9, 9, 9]).map((day) => ({
      ...day,
      state: 'quarantined' as const,
      findings: [held],
    }));
    expect(rejudge([...broken, ...pricedDays([0, 0, 0, 1, 1, 9, 1]).slice(3)])).toMatchObject([
      { state: 'quarantined', findings: [{ check: 'unit-prices' }] },
    ]);
  });

  it('gives a released day the state that it would have had', () => {
    const finding = { check: 'unit-prices', severity: 'held', reason: 'dear', figures: {} } as const;
    const endMs = Date.parse('2026-11-21T00:00:00Z');
    const day = { state: 'quarantined', findings: [finding], endMs, asOfMs: endMs + 3_600_000 } as const;
    const partial = { check: 'coverage', severity: 'partial', reason: 'in part', figures: {} } as const;
    const settled = { check: 'second-look', severity: 'note', reason: 'stands', figures: {} } as const;
    const states = [
      day,
      { ...day, asOfMs: endMs + 86_400_000 },
      { ...day, findings: [partial, finding] },
      { ...day, findings: [settled, finding] },
      { ...day, findings: [held, finding] },
    ].map((one) => withNeighbours(one, []).state);
    expect(states).toEqual(['sealed', 'final', 'partial', 'final', 'quarantined']);
  });

  it('leaves accepted days as they are, and counts them', () => {
    const days = pricedDays([...times(5, 1), 9]);
    expect(rejudge(days, { accepted: new Set([days[5]?.startMs ?? 0]) })).toEqual([]);
  });

  it('gives nothing more once its result is written', () => {
    fc.assert(
      fc.property(histories, (days) => {
        expect(rejudge(settle(days))).toEqual([]);
      }),
    );
  });

  it('ends in the same states whatever the order of sealing, day by day', () => {
    fc.assert(
      fc.property(
        histories.chain((days) =>
          fc.tuple(fc.constant(days), fc.shuffledSubarray(days, { minLength: days.length })),
        ),
        ([days, order]) => {
          expect(sealOneByOne(order)).toEqual(summary(settle(days)));
        },
      ),
    );
  });

  it('releases what `rejudge` releases', () => {
    fc.assert(
      fc.property(histories, fc.nat(), (days, pick) => {
        const added = days[pick % days.length] as DayHead;
        const before = settle(days.filter((day) => day !== added));
        const { release } = judgeAgainstNeighbours(added, before);
        const released = rejudge([...before, added]).filter(
          ({ startMs, state }) =>
            state !== 'quarantined' &&
            before.some((day) => day.startMs === startMs && day.state === 'quarantined'),
        );
        expect(release).toEqual(released.map(({ startMs }) => startMs));
      }),
      { numRuns: 400 },
    );
  });
});

/** Levels of prices and of activity that last a while, with odd days, days that failed on their own and days not known. */
const stretches = fc.record({
  cpu: fc.constantFrom(1, 1, 1, 5, 40),
  busy: fc.constantFrom(40, 40, 40, 3),
  odd: fc.array(fc.constantFrom('', '', '', '', '', '', 'dear', 'free', 'quiet', 'broken', 'unknown'), {
    minLength: 1,
    maxLength: 12,
  }),
});
const histories = fc.array(stretches, { minLength: 1, maxLength: 5 }).map((parts) => {
  const each = parts.flatMap(({ cpu, busy, odd }) => odd.map((what) => ({ cpu, busy, what })));
  const failed = { check: 'nulls', severity: 'held', reason: 'no figures', figures: {} } as const;
  return each.flatMap(({ cpu, busy, what }, number): DayHead[] => {
    if (what === 'unknown' && number > 0) return [];
    const price = what === 'dear' ? 9 * cpu : what === 'free' ? 0 : cpu;
    const workloads = what === 'quiet' ? 2 : busy;
    const nodes = [nodesOf({ cpu: price * 1_000, allocated: (workloads / 40) * 0.6 })];
    const day = dayWith(number, nodes, { workloads });
    return [what === 'broken' ? { ...day, state: 'quarantined', findings: [failed] } : day];
  });
});

const summary = (days: readonly DayHead[]) =>
  [...days]
    .sort((a, b) => a.startMs - b.startMs)
    .map(({ startMs, state, findings }) => [startMs, state, findings.map(({ reason }) => reason)]);

/** Writes each day and then what judging those around it again gives. */
function sealOneByOne(order: readonly DayHead[]) {
  const sealed = new Map<number, DayHead>();
  for (const day of order) {
    sealed.set(day.startMs, day);
    for (const { startMs, ...change } of rejudge([...sealed.values()], { touchedMs: day.startMs })) {
      sealed.set(startMs, { ...(sealed.get(startMs) as DayHead), ...change });
    }
  }
  return summary([...sealed.values()]);
}
