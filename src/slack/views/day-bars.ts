import type { types } from '@slack/bolt';
import { dayAndMonth, weekdayName } from '../../cost/time.js';
import { showMoney } from '../../reports/figures.js';
import type { MonthDays } from '../../reports/month-glance.js';
import { cleanText } from '../render/clean-text.js';

const steps = '▁▂▃▄▅▆▇█';
const barLength = 16;
/** So many days get a line and a figure of their own. */
const daysWritten = 7;

/** The days of a month in letters, where no picture can be shown: all of them small, the last with their figures. */
export function dayBars({ days, currency }: MonthDays): types.RichTextBlock | null {
  if (days.length === 0) return null;
  const most = Math.max(1, ...days.map(({ total }) => total));
  const share = (total: number) => Math.max(0, total) / most;
  const first = days[0]?.startMs ?? 0;
  const spark = days.map(({ total }) => steps[Math.min(7, Math.floor(share(total) * 8))]).join('');
  const newest = days.slice(-daysWritten).map(({ startMs, total }) => ({
    day: `${weekdayName(startMs)} ${dayAndMonth(startMs).padStart(6)}`,
    bar: '█'.repeat(Math.round(share(total) * barLength)).padEnd(barLength),
    money: cleanText(showMoney(total, currency)),
  }));
  const wide = Math.max(...newest.map(({ money }) => money.length));
  const lines = [
    `${dayAndMonth(first)} ${spark} ${dayAndMonth(days.at(-1)?.startMs ?? first)}`,
    ...newest.map(({ day, bar, money }) => `${day}  ${bar}  ${money.padStart(wide)}`),
  ];
  return {
    type: 'rich_text',
    elements: [
      { type: 'rich_text_preformatted', elements: [{ type: 'text', text: lines.join('\n') }], border: 0 },
    ],
  };
}
