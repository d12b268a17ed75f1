import type { Frame } from './frame.js';
import type { SeriesChart } from './model.js';
import { fullNumber } from './scale.js';

/** Bars side by side within each category, from zero up or down. */
export function Bars({ chart, frame }: { chart: SeriesChart; frame: Frame }) {
  const group = frame.band * 0.76;
  const each = group / chart.series.length;
  return (
    <g>
      {chart.series.map((series, place) => (
        <g key={series.name} class={`series-${place}`}>
          {series.values.map((value, index) =>
            value === null ? null : (
              <rect
                key={chart.categories[index]}
                class="bar"
                data-mark="bar"
                x={frame.x(index) - group / 2 + place * each}
                width={Math.max(each - 1, 1)}
                y={Math.min(frame.y(value), frame.y(0))}
                height={Math.max(Math.abs(frame.y(value) - frame.y(0)), 1)}
              >
                <title>{`${series.name}, ${chart.categories[index]}: ${fullNumber(value)}`}</title>
              </rect>
            ),
          )}
        </g>
      ))}
    </g>
  );
}
