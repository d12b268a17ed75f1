import { type Json, number, record, records, string } from '../json.js';

export interface Series {
  name: string;
  /** One for each category; null where the series has no point there. */
  values: readonly (number | null)[];
}

/** A line, bar or area chart. */
export interface SeriesChart {
  kind: 'line' | 'bar' | 'area';
  categories: readonly string[];
  series: readonly Series[];
  xLabel: string;
  yLabel: string;
}

export interface PieChart {
  kind: 'pie';
  segments: readonly { label: string; value: number }[];
}

/** The chart of a data_visualization block; null for one that cannot be drawn. Points are found by their label. */
export function readChart(chart: Json): SeriesChart | PieChart | null {
  if (chart.type === 'pie') {
    const segments = records(chart.segments)
      .map((segment) => ({ label: string(segment.label), value: number(segment.value) ?? 0 }))
      .filter((segment) => segment.value > 0);
    return segments.length === 0 ? null : { kind: 'pie', segments };
  }
  if (chart.type !== 'line' && chart.type !== 'bar' && chart.type !== 'area') return null;
  const axes = record(chart.axis_config);
  const categories = Array.isArray(axes.categories) ? axes.categories.map(string) : [];
  const series = records(chart.series).map((one) => ({
    name: string(one.name),
    values: valuesOf(records(one.data), categories),
  }));
  if (categories.length === 0 || series.length === 0) return null;
  return { kind: chart.type, categories, series, xLabel: string(axes.x_label), yLabel: string(axes.y_label) };
}

function valuesOf(points: readonly Json[], categories: readonly string[]): readonly (number | null)[] {
  const byLabel = new Map(points.map((point) => [string(point.label), number(point.value)]));
  return categories.map((category) => byLabel.get(category) ?? null);
}
