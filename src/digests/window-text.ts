import { dayMs, isoDate, isoMonth } from '../cost/time.js';
import type { Period } from './period.js';

/** A period as it is typed: "2026-11", "2026-11-12", "2026-11-16..2026-11-22". */
export function windowText({ startMs, endMs, isMonth }: Period): string {
  if (isMonth) return isoMonth(startMs);
  const [first, last] = [isoDate(startMs), isoDate(endMs - dayMs)];
  return first === last ? first : `${first}..${last}`;
}
