import type { AnyReport } from '../reports/report.js';
import { sortOrders } from '../reports/report-params.js';
import { lineParameters, ownParameters } from './query.js';

interface Parameter {
  name: string;
  in: 'query';
  required: false;
  description: string;
  schema: Record<string, unknown>;
  example?: string;
}

/** What is said of each parameter; labels are named by whoever asks. */
const known: Record<string, Omit<Parameter, 'name' | 'in' | 'required'>> = {
  window: {
    description:
      'Closed UTC days: 7d, 30d, 4w, yesterday, lastweek, lastmonth, month, 2026-10, 2026-11-12, 2026-11-01..2026-11-15; today; or two instants, start,end',
    schema: { type: 'string', minLength: 1 },
    example: '7d',
  },
  idle: {
    description: 'What becomes of what is paid for and not allocated; true is separate, false is hide',
    schema: { type: 'string', enum: ['separate', 'share', 'hide', 'true', 'false'] },
  },
  today: {
    description: 'include: Nd ends with today so far instead of yesterday',
    schema: { type: 'string', enum: ['apart', 'include', 'true', 'false'] },
  },
  held: {
    description: 'include: days that are held back are summed too',
    schema: { type: 'string', enum: ['include', 'true'] },
  },
  by: {
    description: 'One grouping or two: cluster, namespace, controller, pod, container, node, label:<name>',
    schema: { type: 'string', minLength: 1 },
    example: 'label:team',
  },
  sort: { description: 'The order of rows', schema: { type: 'string', enum: [...sortOrders] } },
  format: { description: 'csv: the whole table', schema: { type: 'string', enum: ['json', 'csv'] } },
  cursor: { description: 'next_cursor of the page before', schema: { type: 'string', minLength: 1 } },
  step: { description: '1d: rows tell their cost day by day', schema: { type: 'string', enum: ['1d'] } },
};

const label: Parameter = {
  name: 'label:team',
  in: 'query',
  required: false,
  description: 'The same for a label; any name stands behind the colon',
  schema: { type: 'string', minLength: 1 },
};

/** The parameters that a report's route takes. */
export function parametersOf(report: AnyReport): Parameter[] {
  const names = [...lineParameters(report), ...ownParameters(report)];
  const parameters = names.map(
    (name): Parameter => ({
      name,
      in: 'query',
      required: false,
      ...(name === 'limit' ? limitOf(report) : (known[name] ?? condition(name))),
    }),
  );
  return report.options.includes('filters') ? [...parameters, label] : parameters;
}

function limitOf({ list }: AnyReport) {
  return {
    description: 'Items on a page',
    schema: { type: 'integer', minimum: 1, maximum: list?.mostPerPage ?? 1 },
  };
}

function condition(name: string) {
  return {
    description: `Only this ${name}; several with commas, * for any text, and ${name}!= to leave out`,
    schema: { type: 'string', minLength: 1 },
  };
}
