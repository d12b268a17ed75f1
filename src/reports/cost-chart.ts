import { moneyToNumber } from '../cost/money.js';
import { dayAndMonth } from '../cost/time.js';
import type { CostResult } from './cost-result.js';
import type { NamedRow } from './cost-table.js';
import type { ChartSection } from './document.js';

/** Groups drawn on their own; idle and everything else come on top: six series at most. */
const groupsDrawn = 4;
/** Bars of a chart without days. */
const barsDrawn = 10;

/**
 * Cost by day: a line each for the largest rows, the others and idle; for a single day one bar a row.
 * Days without figures are left out, never drawn as nothing. Null where there is nothing to draw.
 */
export function costChart(result: CostResult, rows: readonly NamedRow[]): ChartSection | null {
  const { answer } = result;
  if (answer.total <= 0 || rows.length === 0) return null;
  const drawn = daysWithFigures(result);
  return drawn.length >= 2 ? dailyChart(result, rows, drawn) : rowsChart(result, rows);
}

/** Positions in `seriesDays` of the days that are in the figures. */
function daysWithFigures({ answer }: CostResult): number[] {
  const known = new Set(
    answer.days
      .filter((day) => day.role === 'window' && day.missing === null)
      .filter((day) => day.state !== 'quarantined' || answer.question.includeHeld)
      .map((day) => day.startMs),
  );
  return answer.seriesDays.flatMap((day, index) => (known.has(day) ? [index] : []));
}

function dailyChart(
  { answer }: CostResult,
  rows: readonly NamedRow[],
  drawn: readonly number[],
): ChartSection {
  const ranked = [...rows].filter(({ row }) => row !== null).sort((a, b) => b.total - a.total);
  const series = ranked.slice(0, groupsDrawn).map(({ name, row }) => ({
    name,
    values: drawn.map((day) => moneyToNumber(row?.byDay[day] ?? 0)),
  }));
  const others = ranked.slice(groupsDrawn);
  if (others.length > 0) {
    const sum = (day: number) => others.reduce((money, { row }) => money + (row?.byDay[day] ?? 0), 0);
    series.push({
      name: `${others.length.toLocaleString('en-US')} others`,
      values: drawn.map((day) => moneyToNumber(sum(day))),
    });
  }
  if (answer.idleInTotal && answer.idleTotal !== 0) {
    series.push({ name: 'idle', values: drawn.map((day) => moneyToNumber(answer.idleByDay[day] ?? 0)) });
  }
  return {
    kind: 'chart',
    title: `Cost by day, ${answer.currency}`,
    chart: 'line',
    categories: drawn.map((day) => dayAndMonth(answer.seriesDays[day] ?? 0)),
    series,
    yLabel: answer.currency,
  };
}

function rowsChart({ answer }: CostResult, rows: readonly NamedRow[]): ChartSection | null {
  const largest = [...rows]
    .filter(({ total }) => total > 0)
    .sort((a, b) => b.total - a.total)
    .slice(0, barsDrawn);
  if (largest.length < 2) return null;
  return {
    kind: 'chart',
    title: `Largest costs, ${answer.currency}`,
    chart: 'bar',
    categories: largest.map(({ name }) => name),
    series: [{ name: 'cost', values: largest.map(({ total }) => moneyToNumber(total)) }],
    yLabel: answer.currency,
  };
}
