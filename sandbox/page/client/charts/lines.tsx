import type { Frame } from './frame.js';
import type { SeriesChart } from './model.js';
import { fullNumber } from './scale.js';

interface MarksProps {
  chart: SeriesChart;
  frame: Frame;
}

/** One path a series, broken where a point is missing, and a dot with its words on every point. */
export function Lines({ chart, frame }: MarksProps) {
  return (
    <g>
      {chart.series.map((series, index) => (
        <g key={series.name} class={`series-${index}`}>
          <path class="line" data-mark="line" d={linePath(series.values, frame)} />
          <Dots series={series} categories={chart.categories} frame={frame} />
        </g>
      ))}
    </g>
  );
}

/** Filled down to zero; later series lie in front of earlier ones, as Slack layers them. */
export function Areas({ chart, frame }: MarksProps) {
  return (
    <g>
      {chart.series.map((series, index) => (
        <g key={series.name} class={`series-${index}`}>
          <path class="area" data-mark="area" d={areaPath(series.values, frame)} />
          <path class="line" d={linePath(series.values, frame)} />
          <Dots series={series} categories={chart.categories} frame={frame} />
        </g>
      ))}
    </g>
  );
}

interface DotsProps {
  series: SeriesChart['series'][number];
  categories: readonly string[];
  frame: Frame;
}

function Dots({ series, categories, frame }: DotsProps) {
  return series.values.map((value, index) =>
    value === null ? null : (
      <circle
        key={categories[index]}
        class="dot"
        data-mark="dot"
        cx={frame.x(index)}
        cy={frame.y(value)}
        r={3}
      >
        <title>{`${series.name}, ${categories[index]}: ${fullNumber(value)}`}</title>
      </circle>
    ),
  );
}

function linePath(values: readonly (number | null)[], frame: Frame): string {
  return runs(values)
    .map((run) => `M${run.map(([index, value]) => `${frame.x(index)} ${frame.y(value)}`).join('L')}`)
    .join('');
}

function areaPath(values: readonly (number | null)[], frame: Frame): string {
  return runs(values)
    .map((run) => {
      const top = run.map(([index, value]) => `${frame.x(index)} ${frame.y(value)}`).join('L');
      const [first, last] = [run[0]?.[0] ?? 0, run.at(-1)?.[0] ?? 0];
      return `M${frame.x(first)} ${frame.y(0)}L${top}L${frame.x(last)} ${frame.y(0)}Z`;
    })
    .join('');
}

/** The stretches of neighbouring points without a gap. */
function runs(values: readonly (number | null)[]): readonly (readonly [number, number][])[] {
  const found: [number, number][][] = [];
  for (const [index, value] of values.entries()) {
    if (value === null) continue;
    const last = found.at(-1);
    if (last?.at(-1)?.[0] === index - 1) last.push([index, value]);
    else found.push([[index, value]]);
  }
  return found;
}
