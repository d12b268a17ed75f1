import { LIMITS } from '../limits.js';
import {
  byType,
  type Check,
  type Finding,
  isJson,
  type Json,
  list,
  number,
  object,
  oneOf,
  refuse,
  text,
  then,
  unique,
} from './check.js';
import { blockFields } from './text-object.js';

const { title, segments, series, points, name, axisLabel } = LIMITS.dataVisualization;

const positive: Check = (value, pointer) =>
  typeof value === 'number' && Number.isFinite(value) && value > 0
    ? []
    : refuse(pointer, 'must be greater than 0');

const pie = object({
  type: oneOf('pie'),
  segments: list(object({ label: text(name), value: positive }), segments),
});

const point = object({ label: text(name), value: number() });
const oneSeries = object({ name: text(name), data: list(point, points) });
const axis = object({
  categories: then(
    list(text(name), points),
    unique((category) => category, 'category'),
  ),
  'x_label?': text(axisLabel),
  'y_label?': text(axisLabel),
});

/** Every series has exactly one point for each category. */
function pointsMatchCategories(value: Json, pointer: string): Finding[] {
  const axisConfig = value.axis_config as { categories: string[] };
  const wanted = [...axisConfig.categories].sort().join('\n');
  return (value.series as { data: { label: string }[] }[]).flatMap((entry, index) => {
    const labels = entry.data
      .map((item) => item.label)
      .sort()
      .join('\n');
    return labels === wanted
      ? []
      : refuse(`${pointer}/series/${index}/data`, 'labels must match axis_config.categories');
  });
}

function axisChart(type: string): Check {
  return object(
    {
      type: oneOf(type),
      series: then(
        list(oneSeries, series),
        unique((entry) => (isJson(entry) ? entry.name : undefined), 'name'),
      ),
      axis_config: axis,
    },
    pointsMatchCategories,
  );
}

/** A native chart: line, bar, area or pie. */
export const dataVisualization: Check = object({
  ...blockFields('data_visualization'),
  title: text(title),
  chart: byType({ pie, line: axisChart('line'), bar: axisChart('bar'), area: axisChart('area') }),
});
