import { Cron } from 'croner';

/** When a digest comes, in the subscription's time zone. Weekdays count from 1, Monday, to 7. Times are "09:00". */
export type Schedule =
  | { kind: 'daily'; time: string }
  | { kind: 'weekdays'; time: string }
  | { kind: 'weekly'; weekday: number; time: string }
  | { kind: 'monthly'; time: string }
  | { kind: 'cron'; expression: string };

/** What is wrong with a schedule or a zone, in a sentence; null: nothing. */
export function scheduleProblem(schedule: Schedule, zone: string): string | null {
  if (!isZone(zone)) return `There is no time zone “${zone}”. Write one such as Europe/Berlin.`;
  if (schedule.kind !== 'cron' && !isTime(schedule.time))
    return `“${schedule.time}” is not a time of day. Write it as 09:00.`;
  if (
    schedule.kind === 'weekly' &&
    !(Number.isInteger(schedule.weekday) && weekdayNames[schedule.weekday - 1])
  )
    return 'There is no such weekday.';
  if (schedule.kind !== 'cron') return null;
  try {
    const next = cronOf(schedule, zone).nextRun(new Date(0));
    return next === null ? `“${schedule.expression}” never comes: there is no such day.` : null;
  } catch {
    return `“${schedule.expression}” is not a cron expression: write five parts, such as 0 9 * * 1 (minute, hour, day, month, weekday).`;
  }
}

/**
 * The instants in (afterMs, untilMs] at which a digest is due, oldest first, at most `most` of them. A time that the
 * clocks skip in spring comes once, when they have; one that they repeat in autumn comes once, the first time. Throws
 * what `scheduleProblem` would have said.
 */
export function slotsBetween(
  { schedule, zone }: { schedule: Schedule; zone: string },
  { afterMs, untilMs, most = 1_000 }: { afterMs: number; untilMs: number; most?: number },
): number[] {
  const problem = scheduleProblem(schedule, zone);
  if (problem !== null) throw new RangeError(problem);
  const cron = cronOf(schedule, zone);
  const slots: number[] = [];
  let next = cron.nextRun(new Date(afterMs));
  while (next !== null && next.getTime() <= untilMs && slots.length < most) {
    slots.push(next.getTime());
    next = cron.nextRun(next);
  }
  return slots;
}

/** The next instants, at most `count`. */
export function nextSlots(
  when: { schedule: Schedule; zone: string },
  afterMs: number,
  count: number,
): number[] {
  return slotsBetween(when, { afterMs, untilMs: Number.MAX_SAFE_INTEGER, most: count });
}

function cronOf(schedule: Schedule, zone: string): Cron {
  return new Cron(expressionOf(schedule), { timezone: zone, mode: '5-part', paused: true });
}

function expressionOf(schedule: Schedule): string {
  if (schedule.kind === 'cron') return schedule.expression;
  const [hour, minute] = schedule.time.split(':').map(Number);
  const time = `${minute} ${hour}`;
  if (schedule.kind === 'daily') return `${time} * * *`;
  if (schedule.kind === 'weekdays') return `${time} * * 1-5`;
  // the weekday nearest to the first, within the month
  if (schedule.kind === 'monthly') return `${time} 1W * *`;
  return `${time} * * ${schedule.weekday % 7}`;
}

/** A text that is equal for equal times, in whatever order a database gives back what a schedule has. */
export function timesKey({ schedule, zone }: { schedule: Schedule; zone: string }): string {
  return `${schedule.kind} ${expressionOf(schedule)} ${zone}`;
}

export const weekdayNames = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;

/** "every Monday at 09:00", without the zone. */
export function scheduleWords(schedule: Schedule): string {
  switch (schedule.kind) {
    case 'daily':
      return `every day at ${schedule.time}`;
    case 'weekdays':
      return `Monday to Friday at ${schedule.time}`;
    case 'weekly':
      return `every ${weekdayNames[schedule.weekday - 1]} at ${schedule.time}`;
    case 'monthly':
      return `on the first working day of the month at ${schedule.time}`;
    case 'cron':
      return `cron ${schedule.expression}`;
  }
}

export function isTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

/** True for an IANA name that this machine knows. */
export function isZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
