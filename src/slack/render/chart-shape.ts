import type { ChartSection } from '../../reports/document.js';
import { cleanText } from './clean-text.js';
import { cutEnd, cutMiddle } from './cut-text.js';
import { limits } from './limits.js';

/** A chart that keeps every limit: at most 20 points and 6 series, short unique names, one value per point. */
export interface ChartShape {
  title: string;
  kind: ChartSection['chart'];
  categories: string[];
  series: { name: string; values: number[] }[];
  yLabel: string;
}

const restName = 'other';

/** Brings a chart within Slack's limits: averages neighbours, so that a shorter last bucket does not dip, then sums smaller series. null: there is nothing to draw. */
export function shapeChart(chart: ChartSection): ChartShape | null {
  const series = chart.series.map(({ name, values }) => ({
    name,
    values: chart.categories.map((_, index) => tidy(values[index] ?? 0)),
  }));
  if (!series.some(({ values }) => values.some((value) => value !== 0))) return null;
  const yLabel = cutEnd(cleanText(chart.yLabel), limits.chartAxisLabel);
  const base = { kind: chart.chart, yLabel };
  if (chart.chart === 'pie') return shapePie(chart, base, series[0]?.values ?? []);
  const size = Math.ceil(chart.categories.length / limits.chartPoints);
  const starts = chart.categories.map((_, index) => index).filter((index) => index % size === 0);
  return {
    ...base,
    title: titleOf(chart.title, size > 1 ? ` (averages of ${size})` : ''),
    categories: uniqueNames(starts.map((start) => rangeName(chart.categories.slice(start, start + size)))),
    series: nameSeries(
      largestAndRest(series).map(({ name, values }) => ({
        name,
        values: starts.map((start) => tidy(mean(values.slice(start, start + size)))),
      })),
    ),
  };
}

function mean(values: readonly number[]): number {
  return sum(values) / Math.max(1, values.length);
}

function shapePie(
  chart: ChartSection,
  base: Pick<ChartShape, 'kind' | 'yLabel'>,
  values: readonly number[],
): ChartShape | null {
  const slices = chart.categories.map((name, index) => ({ name, values: [values[index] ?? 0] }));
  const positive = slices.filter((slice) => sum(slice.values) > 0);
  if (positive.length === 0) return null;
  const shown = nameSeries(largestAndRest(positive));
  return {
    ...base,
    title: titleOf(
      chart.title,
      positive.length < slices.filter((slice) => sum(slice.values) !== 0).length ? ' (above 0)' : '',
    ),
    categories: shown.map(({ name }) => name),
    series: [{ name: restName, values: shown.map((slice) => tidy(sum(slice.values))) }],
  };
}

type Series = { name: string; values: number[] };

/** The five largest, in their own order, and the sum of the others; all of them where six or fewer. */
function largestAndRest(series: readonly Series[]): Series[] {
  if (series.length <= limits.chartSeries) return [...series];
  const size = ({ values }: Series) => sum(values.map(Math.abs));
  const largest = new Set([...series].sort((a, b) => size(b) - size(a)).slice(0, limits.chartSeries - 1));
  const rest = series.filter((one) => !largest.has(one));
  const points = series[0]?.values ?? [];
  const values = points.map((_, index) => tidy(sum(rest.map((one) => one.values[index] ?? 0))));
  return [...series.filter((one) => largest.has(one)), { name: restName, values }];
}

function nameSeries(series: readonly Series[]): Series[] {
  const names = uniqueNames(series.map(({ name }) => name));
  return series.map(({ values }, index) => ({ name: names[index] ?? restName, values }));
}

/** Names of at most 20 characters, cut in the middle; those that came out equal are numbered. */
function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((raw) => {
    const clean = cleanText(raw) || '–';
    let name = cutMiddle(clean, limits.chartName);
    for (let number = 2; taken.has(name); number += 1) {
      const suffix = ` ${number}`;
      name = cutMiddle(clean, limits.chartName - suffix.length) + suffix;
    }
    taken.add(name);
    return name;
  });
}

/** "1 Nov–3 Nov"; only the first where that is too long. */
function rangeName(categories: readonly string[]): string {
  const first = cleanText(categories[0] ?? '');
  const last = cleanText(categories.at(-1) ?? '');
  const range = `${first}–${last}`;
  return categories.length > 1 && range.length <= limits.chartName ? range : first;
}

function titleOf(title: string, suffix: string): string {
  return cutEnd(cleanText(title) || 'Chart', limits.chartTitle - suffix.length) + suffix;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** To the cent; what is not a number counts as nothing. */
function tidy(value: number): number {
  return Number.isFinite(value) ? Math.round(value * 100) / 100 || 0 : 0;
}
