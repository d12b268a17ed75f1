import type { types } from '@slack/bolt';
import type { ChartSection } from '../../reports/document.js';
import { formatNumber } from '../../reports/format.js';
import { countShown, type DataVisualizationBlock } from './blocks.js';
import { type ChartShape, shapeChart } from './chart-shape.js';
import { countCharacters } from './cut-text.js';

/** Slack's own chart; null where there is nothing to draw or it does not fit. */
export function renderChart(chart: ChartSection, maxCharacters: number): DataVisualizationBlock | null {
  const shape = shapeChart(chart);
  if (shape === null) return null;
  const block: DataVisualizationBlock = {
    type: 'data_visualization',
    title: shape.title,
    chart: toChart(shape),
  };
  return countShown(block) <= maxCharacters ? block : null;
}

/** A chart in letters, for where data_ blocks are refused; null as for the chart. */
export function renderPlainChart(chart: ChartSection, maxCharacters: number): types.RichTextBlock | null {
  const shape = shapeChart(chart);
  if (shape === null) return null;
  const block: types.RichTextBlock = {
    type: 'rich_text',
    elements: [
      { type: 'rich_text_section', elements: [{ type: 'text', text: shape.title, style: { bold: true } }] },
      { type: 'rich_text_preformatted', elements: [{ type: 'text', text: drawInLetters(shape).join('\n') }] },
    ],
  };
  return countShown(block) <= maxCharacters ? block : null;
}

function toChart(shape: ChartShape): DataVisualizationBlock['chart'] {
  const points = (values: readonly number[]) =>
    shape.categories.map((label, index) => ({ label, value: values[index] ?? 0 }));
  if (shape.kind === 'pie') return { type: 'pie', segments: points(shape.series[0]?.values ?? []) };
  return {
    type: shape.kind,
    series: shape.series.map(({ name, values }) => ({ name, data: points(values) })),
    axis_config: {
      categories: shape.categories,
      ...(shape.yLabel === '' ? {} : { y_label: shape.yLabel }),
    },
  };
}

const heights = '▁▂▃▄▅▆▇█';

/** A line for each series (of a pie: for each slice) and one that says what it runs over. */
function drawInLetters(shape: ChartShape): string[] {
  const isPie = shape.kind === 'pie';
  const values = shape.series[0]?.values ?? [];
  const rows = isPie
    ? shape.categories.map((name, index) => ({ name, values: [values[index] ?? 0] }))
    : shape.series;
  const width = Math.max(...rows.map(({ name }) => countCharacters(name)));
  const top = Math.max(...rows.flatMap((row) => row.values));
  const lines = rows.map((row) => {
    const name = row.name + ' '.repeat(width - countCharacters(row.name));
    const range = isPie ? [row.values[0] ?? 0] : [Math.min(...row.values), Math.max(...row.values)];
    return `${name}  ${drawSeries(row.values, top)}  ${range.map(writeValue).join(' to ')}`;
  });
  if (isPie) return lines;
  const unit = shape.yLabel === '' ? '' : ` · ${shape.yLabel}`;
  return [...lines, `${shape.categories[0]} to ${shape.categories.at(-1)}${unit}`];
}

function drawSeries(values: readonly number[], top: number): string {
  const steps = heights.length - 1;
  const heightOf = (value: number) => (top > 0 ? Math.round((Math.max(0, value) / top) * steps) : 0);
  return values.map((value) => heights[heightOf(value)]).join('');
}

/** A bare amount with its cents: the unit is said once, below. */
function writeValue(value: number): string {
  return formatNumber('cents', Math.round(value * 100), '');
}
