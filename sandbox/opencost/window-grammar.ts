import { dayMs, hourMs, type Interval, minuteMs, startOfDay } from './time.js';

const unitsMs: Readonly<Record<string, number>> = { m: minuteMs, h: hourMs, d: dayMs, w: 7 * dayMs };
const instant = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ`;
const instantPair = new RegExp(`(${instant}),(${instant})`);
/** What the real server takes an impossible date for: its parse error is dropped. */
export const yearOneMs = Date.parse('0001-01-01T00:00:00Z');

/** Reads a window as the real server does; null where it is illegal. May be empty or reversed. */
export function parseWindow(text: string, nowMs: number): Interval | null {
  const window = wordWindow(text, nowMs) ?? durationWindow(text, nowMs) ?? pairWindow(text);
  return window && isDate(window.startMs) && isDate(window.endMs) ? window : null;
}

function isDate(atMs: number): boolean {
  return !Number.isNaN(new Date(atMs).getTime());
}

function wordWindow(text: string, nowMs: number): Interval | null {
  const today = startOfDay(nowMs);
  const date = new Date(today);
  const sunday = today - date.getUTCDay() * dayMs;
  const month = (offset: number) => Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + offset, 1);
  const words: Readonly<Record<string, Interval>> = {
    today: { startMs: today, endMs: today + dayMs },
    yesterday: { startMs: today - dayMs, endMs: today },
    week: { startMs: sunday, endMs: nowMs },
    lastweek: { startMs: sunday - 7 * dayMs, endMs: sunday },
    month: { startMs: month(0), endMs: nowMs },
    lastmonth: { startMs: month(-1), endMs: month(0) },
  };
  return Object.hasOwn(words, text) ? (words[text] ?? null) : null;
}

/** "7d" ends tonight, "24h" at the next full hour, "45m" now; "45m offset 15m" ends that much earlier. */
function durationWindow(text: string, nowMs: number): Interval | null {
  const match = /^(\d+)([mhdw])(?: offset (\d+)([mhdw]))?$/.exec(text);
  if (!match) return null;
  const [, count, unit = '', offsetCount, offsetUnit = ''] = match;
  const unitMs = unitsMs[unit] ?? 0;
  const lengthMs = Number(count) * unitMs;
  if (offsetCount !== undefined) {
    // The real server counts 24 times too much for a week.
    const weekFault = offsetUnit === 'w' ? 24 : 1;
    const endMs = nowMs - Number(offsetCount) * (unitsMs[offsetUnit] ?? 0) * weekFault;
    return { startMs: endMs - lengthMs, endMs };
  }
  const grainMs = unit === 'w' ? dayMs : unitMs;
  const endMs =
    unit === 'm' ? Math.floor(nowMs / 1000) * 1000 : Math.floor(nowMs / grainMs) * grainMs + grainMs;
  return { startMs: endMs - lengthMs, endMs };
}

function pairWindow(text: string): Interval | null {
  const seconds = /^(\d+)[,|-](\d+)$/.exec(text);
  if (seconds) return { startMs: Number(seconds[1]) * 1000, endMs: Number(seconds[2]) * 1000 };
  const instants = instantPair.exec(text);
  if (!instants) return null;
  return { startMs: parseInstant(instants[1] ?? ''), endMs: parseInstant(instants[2] ?? '') };
}

function parseInstant(text: string): number {
  const atMs = Date.parse(text);
  const possible = !Number.isNaN(atMs) && new Date(atMs).toISOString() === text.replace('Z', '.000Z');
  return possible ? atMs : yearOneMs;
}

/** "30m", "2h", "1d", "1w" in ms; null for anything else, which the server drops without a word. */
export function parseStep(text: string): number | null {
  const match = /^(\d+)([mhdw])$/.exec(text);
  const stepMs = match ? Number(match[1]) * (unitsMs[match[2] ?? ''] ?? 0) : 0;
  return stepMs > 0 ? stepMs : null;
}

/** Go's ParseBool; anything else is the default, false. */
export function parseFlag(text: string | null): boolean {
  return text !== null && ['1', 't', 'T', 'TRUE', 'true', 'True'].includes(text);
}
