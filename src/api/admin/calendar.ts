import type { DayState } from '../../cost/day.js';
import {
  dayMs,
  dayOfWeek,
  monthName,
  shiftMonth,
  startOfWeek,
  type WeekStart,
  weekdayName,
  yearOf,
} from '../../cost/time.js';
import type { LedgerLine } from '../../cost-service/ledger-desk.js';
import { stateWord } from '../../reports/ledger-words.js';

/** One day of a month: what is known of it, in a letter, a word and a name for its colour. */
export interface CalendarDay {
  startMs: number;
  number: number;
  letter: string;
  word: string;
  /** "complete", "held-back", …: a class of the style sheet. */
  look: string;
}

export interface CalendarMonth {
  startMs: number;
  title: string;
  /** "Mon" to "Sun", or "Sun" to "Sat". */
  weekdays: readonly string[];
  /** Seven each; null: of another month. */
  weeks: readonly (readonly (CalendarDay | null)[])[];
}

/** `unread`: will be asked; `outside`: never will, nor is anything known; `open`: not over. */
type Shown = DayState | 'unread' | 'outside' | 'open';

const letters: Record<Shown, string> = {
  live: 'S',
  sealed: 'C',
  final: 'F',
  partial: 'P',
  quarantined: 'H',
  missing: 'N',
  unread: '?',
  outside: '·',
  open: '',
};

/** What the letters mean, in the order in which a day goes through them. */
export const legend: readonly Pick<CalendarDay, 'letter' | 'word' | 'look'>[] = (
  ['sealed', 'final', 'partial', 'quarantined', 'missing', 'unread', 'outside'] as const
).map(look);

export interface CalendarOptions {
  nowMs: number;
  weekStarts: WeekStart;
  /** Days that are older than so many are not asked for. */
  historyDays: number;
}

type CalendarLine = Pick<LedgerLine, 'startMs' | 'sealed' | 'nextLookMs'>;

/** The month as a grid of weeks. Days that are not over at `nowMs` have no letter. */
export function calendarMonth(
  startMs: number,
  lines: readonly CalendarLine[],
  { nowMs, weekStarts, historyDays }: CalendarOptions,
): CalendarMonth {
  const byDay = new Map(lines.map((line) => [line.startMs, line]));
  const cells: (CalendarDay | null)[] = Array.from({ length: dayOfWeek(startMs, weekStarts) }, () => null);
  for (let day = startMs; day < shiftMonth(startMs, 1); day += dayMs) {
    const line = byDay.get(day);
    const shown = day + dayMs > nowMs ? 'open' : stateOf(line, nowMs - historyDays * dayMs);
    cells.push({ startMs: day, number: new Date(day).getUTCDate(), ...look(shown) });
  }
  while (cells.length % 7 > 0) cells.push(null);
  const weeks = Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
  const weekMs = startOfWeek(startMs, weekStarts);
  const weekdays = Array.from({ length: 7 }, (_, day) => weekdayName(weekMs + day * dayMs));
  return { startMs, title: `${monthName(startMs)} ${yearOf(startMs)}`, weekdays, weeks };
}

function stateOf(line: CalendarLine | undefined, firstMs: number): Shown {
  if (line?.sealed) return line.sealed.head.state;
  const isWanted = line && line.nextLookMs !== null && line.startMs + dayMs > firstMs;
  return isWanted ? 'unread' : 'outside';
}

function look(shown: Shown): Pick<CalendarDay, 'letter' | 'word' | 'look'> {
  const word = wordOf(shown);
  return { letter: letters[shown], word, look: word.replaceAll(' ', '-') };
}

function wordOf(shown: Shown): string {
  if (shown === 'open') return 'not over';
  if (shown === 'outside') return 'not kept';
  return stateWord(shown === 'unread' ? null : shown);
}
