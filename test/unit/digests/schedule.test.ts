import { describe, expect, it } from '@jest/globals';
import { localClock, localDayMs } from '../../../src/digests/local-time.js';
import {
  nextSlots,
  type Schedule,
  scheduleProblem,
  scheduleWords,
  slotsBetween,
} from '../../../src/digests/schedule.js';

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const zones = [
  'UTC',
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'America/Los_Angeles',
  'America/Santiago',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Sydney',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
];
const year = { afterMs: Date.UTC(2026, 0, 1) - 1, untilMs: Date.UTC(2027, 0, 1) - 1 };
const slotsOf = (schedule: Schedule, zone: string) =>
  slotsBetween({ schedule, zone }, { ...year, most: 20_000 });
/** The days of the year, by the calendar there. */
const daysOfYear = (schedule: Schedule, zone: string) =>
  slotsBetween({ schedule, zone }, { afterMs: year.afterMs - dayMs, untilMs: year.untilMs + dayMs })
    .map((slot) => localDayMs(slot, zone))
    .filter((day) => new Date(day).getUTCFullYear() === 2026);
const iso = (slots: readonly number[]) => slots.map((ms) => new Date(ms).toISOString().slice(0, 16));

describe('a year of slots', () => {
  it.each(zones)('comes once on every day of %s, at its time', (zone) => {
    const slots = slotsOf({ kind: 'daily', time: '02:30' }, zone);
    const days = slots.map((slot) => localDayMs(slot, zone));
    expect(new Set(days).size).toBe(slots.length);
    expect(slots.length).toBe(365);
    const odd = slots.filter((slot) => localClock(slot, zone) !== '02:30');
    // only on the day on which clocks skip it
    expect(odd.length).toBeLessThanOrEqual(1);
    for (const slot of odd) expect(['03:00', '03:30']).toContain(localClock(slot, zone));
  });

  it.each(['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe'])(
    'comes once in every hour that passes in %s',
    (zone) => {
      const slots = slotsOf({ kind: 'cron', expression: '0 * * * *' }, zone);
      const gaps = slots.slice(1).map((slot, at) => slot - (slots[at] ?? 0));
      // half an hour is put in or taken out on Lord Howe Island
      const odd = gaps.filter((gap) => gap !== hourMs);
      expect(odd.length).toBeLessThanOrEqual(zone === 'Australia/Lord_Howe' ? 2 : 0);
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(hourMs / 2);
      expect(slots.length).toBeGreaterThanOrEqual(365 * 24 - 1);
    },
  );

  it.each(zones)(
    'comes on one weekday of every week, and on the first working day of every month, in %s',
    (zone) => {
      const weekly = daysOfYear({ kind: 'weekly', weekday: 1, time: '09:00' }, zone);
      expect(weekly).toHaveLength(52);
      for (const day of weekly) expect(new Date(day).getUTCDay()).toBe(1);
      const monthly = daysOfYear({ kind: 'monthly', time: '09:00' }, zone);
      expect(monthly.map((day) => new Date(day).toISOString().slice(0, 10))).toEqual([
        '2026-01-01',
        '2026-02-02',
        '2026-03-02',
        '2026-04-01',
        '2026-05-01',
        '2026-06-01',
        '2026-07-01',
        '2026-08-03',
        '2026-09-01',
        '2026-10-01',
        '2026-11-02',
        '2026-12-01',
      ]);
    },
  );

  it('gives the same slots in pieces as in one go', () => {
    const when = { schedule: { kind: 'daily', time: '02:30' } as const, zone: 'Europe/Berlin' };
    const whole = slotsBetween(when, year);
    const pieces: number[] = [];
    for (let at = year.afterMs; at < year.untilMs; at += 7 * hourMs)
      pieces.push(...slotsBetween(when, { afterMs: at, untilMs: Math.min(at + 7 * hourMs, year.untilMs) }));
    expect(pieces).toEqual(whole);
  });
});

describe('the hour that clocks skip, and the one that they repeat', () => {
  const berlin = { schedule: { kind: 'daily', time: '02:30' } as const, zone: 'Europe/Berlin' };

  it('comes once, when the clocks have skipped it', () => {
    const slots = slotsBetween(berlin, {
      afterMs: Date.UTC(2026, 2, 28),
      untilMs: Date.UTC(2026, 2, 30, 12),
    });
    expect(iso(slots)).toEqual(['2026-03-28T01:30', '2026-03-29T01:00', '2026-03-30T00:30']);
  });

  it('comes once, the first time', () => {
    const slots = slotsBetween(berlin, {
      afterMs: Date.UTC(2026, 9, 24),
      untilMs: Date.UTC(2026, 9, 26, 12),
    });
    expect(iso(slots)).toEqual(['2026-10-24T00:30', '2026-10-25T00:30', '2026-10-26T01:30']);
  });
});

describe('a schedule that makes no sense', () => {
  it.each<[Schedule, string, RegExp]>([
    [{ kind: 'daily', time: '09:00' }, 'Mars/Olympus', /no time zone “Mars\/Olympus”/],
    [{ kind: 'daily', time: '25:00' }, 'UTC', /not a time of day/],
    [{ kind: 'weekly', weekday: 8, time: '09:00' }, 'UTC', /no such weekday/],
    [{ kind: 'cron', expression: 'every day' }, 'UTC', /not a cron expression/],
    [{ kind: 'cron', expression: '0 0 9 * * *' }, 'UTC', /not a cron expression/],
    [{ kind: 'cron', expression: '0 9 31 2 *' }, 'UTC', /never comes/],
  ])('%j in %s is answered with a sentence', (schedule, zone, words) => {
    expect(scheduleProblem(schedule, zone)).toMatch(words);
    expect(() => nextSlots({ schedule, zone }, 0, 1)).toThrow(RangeError);
  });

  it('is not among those that people write', () => {
    expect(scheduleProblem({ kind: 'cron', expression: '*/30 8-18 * * mon-fri' }, 'Asia/Tokyo')).toBeNull();
    expect(scheduleWords({ kind: 'weekly', weekday: 7, time: '18:00' })).toBe('every Sunday at 18:00');
  });
});
