import { describe, expect, it } from '@jest/globals';
import { dayMs, hourMs, isoDate } from '../../../src/cost/time.js';
import { lossOf, retentionOf } from '../../../src/cost-service/lost-days.js';
import { wantedDays } from '../../../src/cost-service/wanted-days.js';
import { someMidnightMs } from '../../support/sample-day.js';
import { sealedDay } from '../../support/sealed-day.js';

const nowMs = someMidnightMs + 9 * hourMs;
/** Days read now: so many with data, and so many older ones without. */
function history(withData: number, empty = 0) {
  return Array.from({ length: withData + empty }, (_, back) =>
    sealedDay(-1 - back, back < withData ? 'final' : 'missing', { hoursAfter: back * 24 + 9 }),
  );
}
const loss = (days: ReturnType<typeof history>, backfillDays = 90, untilMs: number | null = null) => {
  const wanted = wantedDays({ nowMs, backfillDays, untilMs });
  const found = lossOf({ days, wanted, nowMs, untilMs });
  return found && [isoDate(found.firstLostDayMs), (found.lostAtMs - nowMs) / dayMs];
};

describe('how far back OpenCost answers', () => {
  it('is 15 days where nothing is known, or too little', () => {
    expect(retentionOf([])).toBe(15 * dayMs);
    expect(retentionOf(history(3, 20))).toBe(15 * dayMs);
    expect(retentionOf(history(10))).toBe(15 * dayMs);
  });

  it('is learnt from the oldest day with data', () => {
    expect(retentionOf(history(10, 20))).toBe(10 * dayMs + 9 * hourMs);
    expect(retentionOf(history(40))).toBe(40 * dayMs + 9 * hourMs);
    expect(retentionOf(history(40, 50))).toBe(40 * dayMs + 9 * hourMs);
  });
});

describe('what is lost', () => {
  it('is the oldest day that was never read and is still there', () => {
    expect(loss([])).toEqual(['2026-11-02', 1 - 9 / 24]);
    const unread = history(30, 60).filter(({ head }) => head.startMs < someMidnightMs - 3 * dayMs);
    expect(loss(unread)).toEqual(['2026-11-13', 30 - 3]);
  });

  it('is the running day where all is read', () => {
    expect(loss(history(90))).toEqual(['2026-11-16', 90]);
  });

  it('is nothing where the cluster has ended and all of it was read', () => {
    expect(loss(history(90), 90, someMidnightMs - 5 * dayMs)).toBeNull();
  });
});
