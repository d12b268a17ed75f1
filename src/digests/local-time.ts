const minuteMs = 60_000;

/** An instant as the clocks and calendars of a zone show it. */
export interface LocalTime {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
  hour: number;
  minute: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Throws RangeError for a zone that is none. */
export function localTime(ms: number, zone: string): LocalTime {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
    formats.set(zone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = parts;
  return { year, month, day, hour, minute };
}

/** UTC midnight of the day that the zone's calendar shows: a day of costs, which is always a UTC day. */
export function localDayMs(ms: number, zone: string): number {
  const { year, month, day } = localTime(ms, zone);
  return Date.UTC(year, month - 1, day);
}

/** "09:00". */
export function localClock(ms: number, zone: string): string {
  const { hour, minute } = localTime(ms, zone);
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** "Berlin" of "Europe/Berlin". */
export function placeOf(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}

/** The first full hour at or after an instant, as the zone's clocks show it. */
export function nextFullHourMs(ms: number, zone: string): number {
  const upMs = Math.ceil(ms / minuteMs) * minuteMs;
  const { minute } = localTime(upMs, zone);
  return minute === 0 ? upMs : upMs + (60 - minute) * minuteMs;
}
