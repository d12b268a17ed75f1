import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DayState } from '../../../src/cost/day.js';
import { dayMs, hourMs, isoDate, minuteMs, startOfUtcDay } from '../../../src/cost/time.js';
import type { SealedDay } from '../../../src/cost-service/ledger-ports.js';
import type { ReadFailure } from '../../../src/cost-service/look-times.js';
import { type ClusterDays, pickNext, wantedDays } from '../../../src/cost-service/wanted-days.js';
import { someMidnightMs } from '../../support/sample-day.js';
import { sealedDay } from '../../support/sealed-day.js';

const morningMs = Date.parse('2026-11-24T08:55:00Z');
const living = { backfillDays: 10, untilMs: null };
const nothing = { sealed: new Map(), failures: new Map(), clusterFailure: null };
const day = (date: string) => Date.parse(`${date}T00:00:00Z`);
const dayNumberOf = (startMs: number) => (startMs - someMidnightMs) / dayMs;
const knownAs = (
  date: string,
  ...rest: Parameters<typeof sealedDay> extends [number, ...infer R] ? R : never
) => [day(date), sealedDay(dayNumberOf(day(date)), ...rest)] as const;

describe('the days that are wanted', () => {
  it('are the last seven, the newest first, and then the oldest first; never the running one', () => {
    expect(wantedDays({ nowMs: morningMs, ...living }).map(isoDate)).toEqual([
      '2026-11-23',
      '2026-11-22',
      '2026-11-21',
      '2026-11-20',
      '2026-11-19',
      '2026-11-18',
      '2026-11-17',
      '2026-11-14',
      '2026-11-15',
      '2026-11-16',
    ]);
  });

  it('end with the cluster', () => {
    const untilMs = day('2026-11-16');
    expect(wantedDays({ nowMs: morningMs, backfillDays: 10, untilMs }).map(isoDate)).toEqual([
      '2026-11-14',
      '2026-11-15',
    ]);
  });
});

describe('the next day', () => {
  const next = (fields: Partial<ClusterDays>) => {
    const { startMs, wakeMs } = pickNext({ nowMs: morningMs, ...living, ...nothing, ...fields });
    return [
      startMs === null ? null : isoDate(startMs),
      wakeMs === null ? null : new Date(wakeMs).toISOString(),
    ];
  };

  it('is yesterday, but not before 00:15', () => {
    expect(next({})[0]).toBe('2026-11-23');
    expect(next({ nowMs: day('2026-11-24') + 14 * minuteMs })[0]).toBe('2026-11-22');
    expect(next({ nowMs: day('2026-11-24') + 14 * minuteMs, backfillDays: 1 })).toEqual([
      null,
      '2026-11-24T00:15:00.000Z',
    ]);
  });

  it('is a day to be looked at again before the history is read on', () => {
    const week = wantedDays({ nowMs: morningMs, ...living, backfillDays: 7 });
    const sealed = new Map(week.map((startMs) => knownAs(isoDate(startMs), 'final')));
    expect(next({ sealed })[0]).toBe('2026-11-14');
    const again = new Map([...sealed, knownAs('2026-11-19', 'quarantined'), knownAs('2026-11-21', 'sealed')]);
    expect(next({ sealed: again })[0]).toBe('2026-11-19');
  });

  it('is another one while a day that failed waits its turn', () => {
    const failures = new Map([[day('2026-11-23'), { attempts: 1, lastMs: morningMs - 1 }]]);
    expect(next({ failures })[0]).toBe('2026-11-22');
    expect(next({ failures, nowMs: morningMs + minuteMs })[0]).toBe('2026-11-23');
  });

  it('is none while the cluster rests after failures', () => {
    const clusterFailure = { attempts: 4, lastMs: morningMs };
    expect(next({ clusterFailure })).toEqual([null, '2026-11-24T09:05:00.000Z']);
    expect(next({ clusterFailure, nowMs: morningMs + 10 * minuteMs })[0]).toBe('2026-11-23');
  });

  it('is none when all is read: then today is due in the next night, or nothing ever', () => {
    const untilMs = day('2026-11-20');
    const sealed = new Map(
      wantedDays({ nowMs: morningMs, ...living }).map((startMs) => knownAs(isoDate(startMs), 'final')),
    );
    expect(next({ sealed })).toEqual([null, '2026-11-25T00:15:00.000Z']);
    expect(next({ sealed, untilMs })).toEqual([null, null]);
  });
});

describe('reading the history', () => {
  interface World {
    states: readonly DayState[];
    /** How often each read in turn fails. */
    failing: readonly boolean[];
    backfillDays: number;
    minute: number;
  }
  const worlds = fc.record<World>({
    states: fc.array(fc.constantFrom<DayState>('sealed', 'missing', 'partial', 'quarantined'), {
      minLength: 1,
      maxLength: 40,
    }),
    failing: fc.array(fc.boolean(), { maxLength: 12 }),
    backfillDays: fc.integer({ min: 1, max: 40 }),
    minute: fc.integer({ min: 0, max: 1439 }),
  });

  /** Follows `pickNext` for some days: what was asked, and when. */
  function follow({ states, failing, backfillDays, minute }: World, days: number) {
    const sealed = new Map<number, SealedDay>();
    const failures = new Map<number, ReadFailure>();
    const cluster: { failure: ReadFailure | null } = { failure: null };
    let nowMs = someMidnightMs + minute * minuteMs;
    const untilMs = nowMs + days * dayMs;
    const asked: { startMs: number; atMs: number }[] = [];
    while (nowMs < untilMs) {
      const known = { sealed, failures, clusterFailure: cluster.failure };
      const { startMs, wakeMs } = pickNext({ nowMs, backfillDays, untilMs: null, ...known });
      if (startMs === null) {
        if (wakeMs === null || wakeMs <= nowMs) throw new Error('nothing to do and no time to wait for');
        nowMs = wakeMs;
        continue;
      }
      if (failing[asked.length] === true) {
        failures.set(startMs, { attempts: (failures.get(startMs)?.attempts ?? 0) + 1, lastMs: nowMs });
        cluster.failure = { attempts: (cluster.failure?.attempts ?? 0) + 1, lastMs: nowMs };
      } else {
        const given = states[Math.abs(dayNumberOf(startMs)) % states.length] as DayState;
        const isSettled = given === 'sealed' && nowMs - startMs >= 2 * dayMs;
        const state = isSettled ? 'final' : given;
        const looks = (sealed.get(startMs)?.looks ?? 0) + 1;
        sealed.set(startMs, sealedDay(dayNumberOf(startMs), state, { looks, lookedMs: nowMs }));
        cluster.failure = null;
        failures.delete(startMs);
      }
      asked.push({ startMs, atMs: nowMs });
      nowMs += 1_000;
      if (asked.length > 5_000) throw new Error('it does not end');
    }
    return { asked, sealed, nowMs };
  }

  it('reads every wanted day, empty ones among them, and asks none before 00:15', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const { asked, sealed, nowMs } = follow(world, 3);
        const { backfillDays } = world;
        const missing = wantedDays({ nowMs: nowMs - hourMs, backfillDays, untilMs: null }).filter(
          (startMs) => !sealed.has(startMs) && startMs + dayMs + hourMs < nowMs,
        );
        expect(missing).toEqual([]);
        expect(asked.filter(({ startMs, atMs }) => atMs < startMs + dayMs + 15 * minuteMs)).toEqual([]);
        expect(asked.filter(({ startMs, atMs }) => startMs >= startOfUtcDay(atMs))).toEqual([]);
      }),
    );
  });

  it('comes to rest: of a well OpenCost each closed day is asked twice, of the history once', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const { asked } = follow({ ...world, states: ['sealed'], failing: [] }, 5);
        const counts = new Map<number, number>();
        for (const { startMs } of asked) counts.set(startMs, (counts.get(startMs) ?? 0) + 1);
        for (const [startMs, count] of counts) {
          const firstMs = asked.find((one) => one.startMs === startMs)?.atMs ?? 0;
          expect(count).toBeLessThanOrEqual(firstMs >= startMs + 2 * dayMs ? 1 : 2);
        }
      }),
    );
  });

  it('asks for no day for ever, whatever OpenCost has of it', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const { asked } = follow(world, 40);
        const tooLate = asked.filter(
          ({ startMs, atMs }) => atMs > startMs + 16 * dayMs && atMs > someMidnightMs + 5 * dayMs,
        );
        expect(tooLate).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
