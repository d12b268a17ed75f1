import type { SeriesChart } from './model.js';
import { axisNumber, axisTicks } from './scale.js';

/** Where things are in a chart with axes, in pixels. */
export interface Frame {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  ticks: readonly number[];
  /** Pixels that one category has. */
  band: number;
  /** Middle of a category. */
  x(category: number): number;
  y(value: number): number;
}

const HEIGHT = 240;
const LABEL_ROW = 24;
const AXIS_TITLE = 18;

/** Makes room for axis numbers, category labels and axis titles, and scales what is left. */
export function frameOf(chart: SeriesChart, width: number): Frame {
  const values = chart.series.flatMap((series) => series.values).filter((value) => value !== null);
  const ticks = axisTicks(values);
  const numbersWidth = Math.max(...ticks.map((tick) => axisNumber(tick).length)) * 7 + 12;
  const left = numbersWidth + (chart.yLabel === '' ? 0 : AXIS_TITLE);
  const right = width - 8;
  const top = 12;
  const bottom = HEIGHT - LABEL_ROW - (chart.xLabel === '' ? 0 : AXIS_TITLE);
  const band = (right - left) / chart.categories.length;
  const low = ticks[0] ?? 0;
  const high = ticks.at(-1) ?? 1;
  return {
    width,
    height: HEIGHT,
    left,
    right,
    top,
    bottom,
    ticks,
    band,
    x: (category) => left + band * (category + 0.5),
    y: (value) => bottom - ((value - low) / (high - low)) * (bottom - top),
  };
}
