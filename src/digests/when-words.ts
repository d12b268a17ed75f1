import { dayAndMonth, weekdayName } from '../cost/time.js';
import { localClock, localDayMs, placeOf } from './local-time.js';

/** "Mon 30 Nov 09:00 Berlin". */
export function whenWords(ms: number, zone: string): string {
  const day = localDayMs(ms, zone);
  return `${weekdayName(day)} ${dayAndMonth(day)} ${localClock(ms, zone)} ${placeOf(zone)}`;
}
