import { useMemo } from 'preact/hooks';
import { Legend } from '../charts/legend.js';
import { readChart } from '../charts/model.js';
import { Pie, shareOf } from '../charts/pie.js';
import { SeriesPlot } from '../charts/series-plot.js';
import { type Json, record, string } from '../json.js';
import { Fallback } from './fallback.js';

/** A chart with its title above and its legend below. */
export function DataVisualization({ block }: { block: Json }) {
  const chart = useMemo(() => readChart(record(block.chart)), [block.chart]);
  if (chart === null) return <Fallback type="data_visualization" />;
  const title = string(block.title);
  const label = `${title}: ${chart.kind} chart`;
  if (chart.kind === 'pie') {
    const names = chart.segments.map(({ label: name, value }) => ({ name, detail: shareOf(value, chart) }));
    return (
      <figure class="chart chart-pie" data-chart="pie">
        <figcaption>{title}</figcaption>
        <div class="pie-row">
          <Pie chart={chart} label={label} />
          <Legend names={names} />
        </div>
      </figure>
    );
  }
  return (
    <figure class="chart" data-chart={chart.kind}>
      <figcaption>{title}</figcaption>
      <SeriesPlot chart={chart} label={label} />
      <Legend names={chart.series.map(({ name }) => ({ name, detail: '' }))} />
    </figure>
  );
}
