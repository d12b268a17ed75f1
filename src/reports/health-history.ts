import { z } from 'zod';
import { clockTime, dayAndMonth, dayMs, isoDate, isoInstant } from '../cost/time.js';
import type { HistoryProgress } from '../cost-service/ledger-desk.js';
import type { Line } from './document.js';
import { formatNumber } from './format.js';
import { dayName } from './trust.js';

const heldTold = 3;

export const historyWire = z.strictObject({
  cluster: z.string(),
  wanted_days: z.number(),
  settled_days: z.number(),
  first_day: z.string().nullable(),
  last_day: z.string().nullable(),
  last_complete_day: z.string().nullable(),
  seconds_left: z.number().nullable(),
  held_back: z.array(z.strictObject({ date: z.string(), reason: z.string() })),
  unread: z
    .strictObject({ since: z.string(), reason: z.string(), first_lost_day: z.string(), lost_at: z.string() })
    .nullable(),
  grain: z.enum(['container', 'workload']),
});

export function historyToJson(history: HistoryProgress) {
  const { unread, held } = history;
  const date = (ms: number | null) => (ms === null ? null : isoDate(ms));
  return {
    cluster: history.cluster,
    wanted_days: history.wantedDays,
    settled_days: history.settledDays,
    first_day: date(history.firstDayMs),
    last_day: date(history.lastDayMs),
    last_complete_day: date(history.lastCompleteMs),
    seconds_left: history.secondsLeft,
    held_back: held.map(({ startMs, reason }) => ({ date: isoDate(startMs), reason })),
    unread: unread && {
      since: isoInstant(unread.sinceMs),
      reason: unread.reason,
      first_lost_day: isoDate(unread.firstLostDayMs),
      lost_at: isoInstant(unread.lostAtMs),
    },
    grain: history.grain.grain,
  };
}

/** What is known of a cluster's past: how much is read, what is held back, what will be lost. */
export function historyLines(history: HistoryProgress): Line[] {
  return [progressLine(history), ...heldLines(history), ...unreadLines(history), ...grainLines(history)];
}

/** "History prod: 28 of 97 days read, about 3 min left, last complete day Mon 23 Nov". */
function progressLine({
  cluster,
  settledDays,
  wantedDays,
  secondsLeft,
  lastCompleteMs,
}: HistoryProgress): Line {
  const left =
    settledDays >= wantedDays || secondsLeft === null ? '' : `, about ${showSeconds(secondsLeft)} left`;
  const last =
    lastCompleteMs === null ? 'no complete day yet' : `last complete day ${dayName(lastCompleteMs)}`;
  return [
    { text: `History ${cluster}`, style: 'bold' },
    `  ${settledDays} of ${wantedDays} days read${left} · ${last}`,
  ];
}

function heldLines({ held }: HistoryProgress): Line[] {
  if (held.length === 0) return [];
  const newest = [...held].sort((a, b) => b.startMs - a.startMs).slice(0, heldTold);
  const named = newest.map(({ startMs, reason }) => `${dayName(startMs)}: ${reason}`).join('; ');
  const more = held.length > heldTold ? `; and ${held.length - heldTold} more` : '';
  return [[`${held.length} ${held.length === 1 ? 'day' : 'days'} held back: ${named}${more}`]];
}

/** "unread since 20 Nov 08:00 UTC (…); 12 Nov is lost on 27 Nov if its Prometheus keeps 15 days". */
function unreadLines({ unread }: HistoryProgress): Line[] {
  if (!unread) return [];
  const { sinceMs, reason, firstLostDayMs, lostAtMs } = unread;
  const kept = Math.round((lostAtMs - firstLostDayMs) / dayMs);
  return [
    [
      { text: `unread since ${dayAndMonth(sinceMs)} ${clockTime(sinceMs)} UTC`, style: 'bold' },
      `: ${reason} ${dayAndMonth(firstLostDayMs)} is lost on ${dayAndMonth(lostAtMs)} if its Prometheus keeps ${kept} days.`,
    ],
  ];
}

function grainLines({ grain }: HistoryProgress): Line[] {
  if (grain.grain === 'container') return [];
  return [[`read by controller since ${dayAndMonth(grain.sinceMs)}, without pods and nodes: ${grain.why}`]];
}

/** "40 s", "3 min". */
function showSeconds(seconds: number): string {
  return seconds < 60 ? `${seconds} s` : formatNumber('minutes', seconds / 60, '');
}
