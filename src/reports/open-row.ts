import type { Dimension } from '../cost/group.js';
import type { Answer, AnswerRow } from '../cost-service/answer.js';
import { writeOption } from './line.js';
import { clustersOf } from './row-names.js';

/** What a row opens into, by the finest thing that it names: clusters into namespaces, these into pods. */
function reportFor(dimensions: readonly Dimension[]): string | null {
  if (dimensions.includes('container') || dimensions.includes('pod')) return null;
  if (
    dimensions.some(
      (dimension) => dimension === 'controller' || dimension === 'namespace' || dimension === 'node',
    )
  )
    return 'pods';
  return 'namespaces';
}

/** What opens a row: the next finer report under the row's own names. Null where there is none. */
export function rowOpener(answer: Answer, window: string): (row: AnswerRow) => string | null {
  const dimensions = answer.question.groupBy;
  const report = reportFor(dimensions);
  const several = clustersOf(answer).length > 1;
  return (row) => {
    if (report === null || row.kind !== 'group') return null;
    const conditions = dimensions.flatMap((dimension, index) =>
      dimension === 'cluster' && !several ? [] : [condition(dimension, row.key[index] ?? '')],
    );
    return [report, window, ...conditions].join(' ');
  };
}

/** `label:team!=*` is what has no team label; a controller's key carries its kind, its name is what is asked for. */
function condition(dimension: Dimension, value: string): string {
  if (value === '') return writeOption(dimension, '*', true);
  return writeOption(dimension, dimension === 'controller' ? value.slice(value.indexOf('/') + 1) : value);
}
