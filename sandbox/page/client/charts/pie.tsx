import type { PieChart } from './model.js';
import { pieSlices, slicePath } from './pie-geometry.js';
import { fullNumber } from './scale.js';

const RADIUS = 90;

/** The share of a segment as it is written: "32.5%". */
export function shareOf(value: number, chart: PieChart): string {
  const total = chart.segments.reduce((sum, segment) => sum + segment.value, 0);
  return `${((value / total) * 100).toFixed(1)}%`;
}

export function Pie({ chart, label }: { chart: PieChart; label: string }) {
  const slices = pieSlices(chart.segments.map((segment) => segment.value));
  return (
    <svg
      class="pie"
      viewBox={`${-RADIUS - 2} ${-RADIUS - 2} ${2 * RADIUS + 4} ${2 * RADIUS + 4}`}
      role="img"
      aria-label={label}
    >
      {slices.map((slice, index) => {
        const segment = chart.segments[index];
        if (segment === undefined) return null;
        return (
          <path
            key={segment.label}
            class={`slice series-${index}`}
            data-mark="slice"
            d={slicePath(slice, RADIUS)}
          >
            <title>{`${segment.label}: ${fullNumber(segment.value)} (${shareOf(segment.value, chart)})`}</title>
          </path>
        );
      })}
    </svg>
  );
}
