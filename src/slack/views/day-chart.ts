import { toCents, unitsPerCent } from '../../cost/money.js';
import { dayAndMonth, dayMs, shiftMonth, weekdayName } from '../../cost/time.js';
import { showMoney } from '../../reports/figures.js';
import type { MonthDays } from '../../reports/month-glance.js';

const width = 720;
const height = 240;
const frame = { right: 12, top: 44, bottom: 36 } as const;
/** Of one character of a label, generously. */
const characterWidth = 10.2;
const colours = { bar: '#2563a8', grid: '#d5d9de', text: '#24292f', faint: '#57606a' } as const;

/** The days of a month as SVG: a bar for each that is known, a dot for each that is not. Its text is ours alone. */
export function dayChartSvg({ name, startMs, currency, days }: MonthDays): string {
  const count = Math.round((shiftMonth(startMs, 1) - startMs) / dayMs);
  const top = niceTop(Math.max(1, ...days.map(({ total }) => toCents(total))));
  const labels = [0, 0.5, 1].map((share) => ({
    share,
    words: showMoney(top * share * unitsPerCent, currency),
  }));
  const left = 18 + characterWidth * Math.max(...labels.map(({ words }) => words.length));
  const slot = (width - left - frame.right) / count;
  const yOf = (cents: number) =>
    height - frame.bottom - (Math.max(0, cents) / top) * (height - frame.top - frame.bottom);
  const known = new Map(days.map((day) => [Math.round((day.startMs - startMs) / dayMs), toCents(day.total)]));
  const columns = Array.from({ length: count }, (_, index) => {
    const x = left + index * slot;
    const cents = known.get(index);
    const label =
      index % 2 === 0 ? text(x + slot / 2, height - 12, String(index + 1), 'middle', colours.faint) : '';
    if (cents === undefined)
      return `<circle cx="${round(x + slot / 2)}" cy="${height - frame.bottom - 4}" r="2" fill="${colours.faint}"/>${label}`;
    const y = yOf(cents);
    const size = `width="${round(slot * 0.76)}" height="${round(height - frame.bottom - y)}"`;
    return `<rect x="${round(x + slot * 0.12)}" y="${round(y)}" ${size} fill="${colours.bar}"/>${label}`;
  });
  const grid = labels.map(({ share, words }) => {
    const y = round(yOf(top * share));
    const line = `<line x1="${round(left)}" y1="${y}" x2="${width - frame.right}" y2="${y}" stroke="${colours.grid}"/>`;
    return line + text(left - 8, y + 5.5, words, 'end', colours.faint);
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="DejaVu Sans" font-size="16">`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    text(12, 22, `Cost by day, ${name}${currency === '' ? '' : `, ${currency}`}`, 'start', colours.text),
    ...grid,
    ...columns,
    '</svg>',
  ].join('');
}

/** The same in words, for whoever cannot see it. */
export function dayChartWords({ name, currency, days }: MonthDays): string {
  const byCost = [...days].sort((a, b) => a.total - b.total);
  const [lowest, highest, last] = [byCost[0], byCost.at(-1), days.at(-1)];
  if (!lowest || !highest || !last) return `Cost by day in ${name}: no day is known.`;
  const say = ({ startMs, total }: MonthDays['days'][number]) =>
    `${showMoney(total, currency)} on ${weekdayName(startMs)} ${dayAndMonth(startMs)}`;
  const count = `${days.length} ${days.length === 1 ? 'day' : 'days'}`;
  return `Cost by day in ${name}, ${count}: lowest ${say(lowest)}, highest ${say(highest)}, last ${say(last)}.`;
}

/** The next of 1, 2, 2.5 or 5 times a power of ten. */
function niceTop(cents: number): number {
  const power = 10 ** Math.floor(Math.log10(cents));
  return ([1, 2, 2.5, 5, 10].find((step) => step * power >= cents) ?? 10) * power;
}

function text(x: number, y: number, words: string, anchor: string, fill: string): string {
  const safe = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" fill="${fill}">${safe}</text>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
