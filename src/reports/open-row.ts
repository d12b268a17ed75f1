import type { FilterTerm } from '../cost/filter.js';
import type { Dimension } from '../cost/group.js';
import type { Answer, AnswerRow } from '../cost-service/answer.js';
import { writeConditions } from './conditions.js';
import { clustersOf } from './row-names.js';

/** What a row opens into, by the finest thing that it names: clusters into namespaces, these into controllers, pods, containers. */
function reportFor(dimensions: readonly Dimension[], window: string): string | null {
  if (dimensions.includes('container')) return null;
  if (dimensions.includes('pod')) return `cost ${window} by=container`;
  if (dimensions.includes('controller') || dimensions.includes('node')) return `pods ${window}`;
  if (dimensions.includes('namespace')) return `cost ${window} by=controller`;
  return `namespaces ${window}`;
}

/**
 * What opens a row: the next finer report under the row's own names, and under what was asked for beside them. Null
 * where there is none.
 */
export function rowOpener(answer: Answer, window: string): (row: AnswerRow) => string | null {
  const { question } = answer;
  const dimensions = question.groupBy;
  const report = reportFor(dimensions, window);
  const several = clustersOf(answer).length > 1;
  return (row) => {
    if (report === null || row.kind !== 'group') return null;
    const own = dimensions.flatMap((dimension, index) =>
      dimension === 'cluster' && !several ? [] : [condition(dimension, row.key[index] ?? '')],
    );
    const named = new Set(own.map(({ dimension }) => dimension));
    const others = question.filter.filter(({ dimension }) => !named.has(dimension));
    return [report, writeConditions(question, [...own, ...others])].filter(Boolean).join(' ');
  };
}

/** `label:team!=*` is what has no team label; a controller's key carries its kind, its name is what is asked for. */
function condition(dimension: Dimension, value: string): FilterTerm {
  if (value === '') return { dimension, negated: true, values: ['*'] };
  const name = dimension === 'controller' ? value.slice(value.indexOf('/') + 1) : value;
  return { dimension, negated: false, values: [name] };
}
