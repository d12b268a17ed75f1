const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
/** Monday, 08:59 UTC, counted from Monday 00:00. */
const MONDAY_MS = 8 * HOUR_MS + 59 * 60_000;
/** 1970 began on a Thursday. */
const FIRST_MONDAY_MS = 4 * DAY_MS;

/** "Mon 30 Nov 09:00 UTC". */
export function clockWords(nowMs: number): string {
  const [, weekday, day, time] = /^(\w+), (\d+ \w+) \d+ (\d+:\d+)/.exec(new Date(nowMs).toUTCString()) ?? [];
  return `${weekday} ${day} ${time} UTC`;
}

/** The ways to move the clock, each with how far from now. */
export function clockMoves(nowMs: number): readonly { label: string; moveMs: number }[] {
  return [
    { label: '+1 h', moveMs: HOUR_MS },
    { label: '+1 day', moveMs: DAY_MS },
    { label: 'next Monday 08:59 UTC', moveMs: msToMonday(nowMs) },
  ];
}

/** From now to the next Monday 08:59 UTC; a whole week on that minute's beginning. */
function msToMonday(nowMs: number): number {
  const week = 7 * DAY_MS;
  const since = (nowMs - FIRST_MONDAY_MS - MONDAY_MS) % week;
  return week - ((since + week) % week);
}
