import type { Frame } from './frame.js';
import type { SeriesChart } from './model.js';
import { axisNumber, labelStride } from './scale.js';

/** Grid lines with their numbers, category labels as far as they fit, and the titles of both axes. */
export function Axes({ chart, frame }: { chart: SeriesChart; frame: Frame }) {
  const stride = labelStride(chart.categories, frame.band);
  const middle = (frame.top + frame.bottom) / 2;
  return (
    <g class="axes">
      {frame.ticks.map((tick) => (
        <g key={tick}>
          <line
            class={tick === 0 ? 'zero-line' : 'grid-line'}
            x1={frame.left}
            x2={frame.right}
            y1={frame.y(tick)}
            y2={frame.y(tick)}
          />
          <text x={frame.left - 6} y={frame.y(tick) + 4} text-anchor="end">
            {axisNumber(tick)}
          </text>
        </g>
      ))}
      {chart.categories.map((category, index) =>
        index % stride === 0 ? (
          <text key={category} x={frame.x(index)} y={frame.bottom + 17} text-anchor="middle">
            {category}
          </text>
        ) : null,
      )}
      {chart.xLabel !== '' && (
        <text class="axis-title" x={(frame.left + frame.right) / 2} y={frame.height - 4} text-anchor="middle">
          {chart.xLabel}
        </text>
      )}
      {chart.yLabel !== '' && (
        <text
          class="axis-title"
          x={0}
          y={0}
          text-anchor="middle"
          transform={`translate(12 ${middle}) rotate(-90)`}
        >
          {chart.yLabel}
        </text>
      )}
    </g>
  );
}
