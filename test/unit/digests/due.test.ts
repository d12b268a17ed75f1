import { describe, expect, it } from '@jest/globals';
import { dueSlots } from '../../../src/digests/due.js';
import { lateness, periodOf } from '../../../src/digests/period.js';
import type { Schedule } from '../../../src/digests/schedule.js';
import { recordOf } from '../../../src/digests/tick.js';
import { windowText } from '../../../src/digests/window-text.js';
import { deliveryOf, subscriptionOf } from '../../support/digests.js';

const at = (text: string) => Date.parse(`${text}Z`);
const monday9: Schedule = { kind: 'weekly', weekday: 1, time: '09:00' };
const iso = (ms: number) => new Date(ms).toISOString().slice(0, 16);

describe('the days that a digest speaks of', () => {
  it.each<[string, Schedule, string, string, string]>([
    ['the week before', monday9, 'Europe/Berlin', '2026-11-30T08:00', '2026-11-23..2026-11-29'],
    [
      'the week before, by the calendar there',
      monday9,
      'Australia/Sydney',
      '2026-11-29T22:00',
      '2026-11-23..2026-11-29',
    ],
    [
      'the day before',
      { kind: 'daily', time: '09:00' },
      'America/New_York',
      '2026-11-26T14:00',
      '2026-11-25',
    ],
    [
      'the weekend, on Monday',
      { kind: 'weekdays', time: '09:00' },
      'UTC',
      '2026-11-30T09:00',
      '2026-11-27..2026-11-29',
    ],
    [
      'the day before, on Tuesday',
      { kind: 'weekdays', time: '09:00' },
      'UTC',
      '2026-12-01T09:00',
      '2026-11-30',
    ],
    ['the month before', { kind: 'monthly', time: '09:00' }, 'UTC', '2026-12-01T09:00', '2026-11'],
    [
      'what passed since',
      { kind: 'cron', expression: '0 9 * * 1,4' },
      'UTC',
      '2026-11-26T09:00',
      '2026-11-23..2026-11-25',
    ],
    [
      'the last closed day, where it comes every hour',
      { kind: 'cron', expression: '0 * * * *' },
      'UTC',
      '2026-11-26T00:00',
      '2026-11-24',
    ],
  ])('are %s', (_, schedule, zone, slot, window) => {
    expect(windowText(periodOf({ schedule, zone }, at(slot)))).toBe(window);
  });

  it('close too late for nine on a Monday in Sydney, and noon is offered', () => {
    const slot = at('2026-11-29T22:00');
    const late = lateness({ schedule: monday9, zone: 'Australia/Sydney' }, slot);
    expect(late && [iso(late.closesMs), iso(late.completeMs)]).toEqual([
      '2026-11-30T00:00',
      '2026-11-30T01:00',
    ]);
    expect(lateness({ schedule: monday9, zone: 'Europe/Berlin' }, at('2026-11-30T08:00'))).toBeNull();
  });
});

describe('the slots that are due', () => {
  const weekly = subscriptionOf({ schedule: monday9, zone: 'Europe/Berlin', fromMs: at('2026-11-24T00:00') });
  const becomes = (slots: ReturnType<typeof dueSlots>) =>
    slots.map(({ slotMs, becomes: word }) => `${iso(slotMs)} ${word}`);

  it('come at their time, once', () => {
    expect(dueSlots(weekly, null, at('2026-11-30T07:59'))).toEqual([]);
    const [slot] = dueSlots(weekly, null, at('2026-11-30T08:00'));
    expect(slot && becomes([slot])).toEqual(['2026-11-30T08:00 due']);
    const record = slot && recordOf(weekly, slot, at('2026-11-30T08:00'));
    expect(dueSlots(weekly, record ?? null, at('2026-11-30T08:01'))).toEqual([]);
  });

  it('are made up for within a day, and recorded as missed after that', () => {
    expect(becomes(dueSlots(weekly, null, at('2026-12-01T07:59')))).toEqual(['2026-11-30T08:00 due']);
    expect(becomes(dueSlots(weekly, null, at('2026-12-08T09:00')))).toEqual([
      '2026-11-30T08:00 missed',
      '2026-12-07T08:00 missed',
    ]);
  });

  it('wait where their days have not closed', () => {
    const sydney = { ...weekly, zone: 'Australia/Sydney' };
    expect(dueSlots(sydney, null, at('2026-11-29T23:00'))).toEqual([]);
    expect(becomes(dueSlots(sydney, null, at('2026-11-30T00:15')))).toEqual(['2026-11-29T22:00 due']);
  });

  it('that say the same are left to the last of them', () => {
    const hourly = subscriptionOf({
      schedule: { kind: 'cron', expression: '0 * * * *' },
      zone: 'UTC',
      fromMs: at('2026-11-24T09:30'),
    });
    expect(becomes(dueSlots(hourly, null, at('2026-11-24T12:30')))).toEqual([
      '2026-11-24T10:00 superseded',
      '2026-11-24T11:00 superseded',
      '2026-11-24T12:00 due',
    ]);
  });

  it('are none for one that is paused, and those of one that is broken still come', () => {
    const paused = { ...weekly, state: { kind: 'paused' as const, by: 'U1', atMs: 0 } };
    const broken = { ...weekly, state: { kind: 'broken' as const, code: 'is_archived', atMs: 0 } };
    expect(dueSlots(paused, null, at('2026-11-30T09:00'))).toEqual([]);
    expect(dueSlots(broken, null, at('2026-11-30T09:00'))).toHaveLength(1);
  });

  it('do not come again for the same days after the times were changed', () => {
    const [slot] = dueSlots(weekly, null, at('2026-11-30T08:00'));
    const sent = deliveryOf({ ...(slot && recordOf(weekly, slot, 0)), state: 'sent' });
    const later = subscriptionOf({
      schedule: { kind: 'weekly', weekday: 1, time: '10:00' },
      zone: 'Europe/Berlin',
      fromMs: at('2026-11-30T08:10'),
      version: 2,
    });
    expect(dueSlots(later, sent, at('2026-11-30T09:30'))).toEqual([]);
    expect(becomes(dueSlots(later, sent, at('2026-12-07T09:30')))).toEqual(['2026-12-07T09:00 due']);
  });
});
