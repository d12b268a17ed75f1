import type { Dimension } from '../cost/group.js';
import type { Answer, AnswerRow } from '../cost-service/answer.js';

/** What stands for a name that a row has not. */
const noName: Record<string, string> = {
  namespace: 'no namespace',
  controller: 'no controller',
  pod: 'unmounted claims',
  container: 'unmounted claims',
  node: 'no node',
};

export const unclaimedName = 'unclaimed volumes';

/** Clusters that the answer speaks of, in order. */
export function clustersOf(answer: Answer): string[] {
  return [...new Set(answer.days.map((day) => day.cluster))];
}

/** How rows are called: most telling part first, the cluster last and only where there are several. */
export function rowNamer(answer: Answer): (row: AnswerRow) => string {
  const several = clustersOf(answer).length > 1;
  const dimensions = answer.question.groupBy;
  // what the question names once need not stand in every row
  const single = new Set(
    answer.question.filter
      .filter(({ negated, values }) => !negated && values.length === 1 && !values[0]?.includes('*'))
      .map(({ dimension }) => dimension),
  );
  return (row) => {
    const cluster = several ? row.key[dimensions.indexOf('cluster')] : undefined;
    const merged =
      !dimensions.includes('cluster') && row.clusters > 1 ? `in ${row.clusters} clusters` : undefined;
    if (row.kind === 'unmounted') return [unclaimedName, cluster].filter(Boolean).join(' · ');
    const parts = dimensions.flatMap((dimension, index) => {
      const known = dimensions.length > 1 && index < dimensions.length - 1 && single.has(dimension);
      if (known || (dimension === 'cluster' && dimensions.length > 1)) return [];
      return [nameOf(dimension, row.key[index] ?? '')];
    });
    return [...parts.reverse(), dimensions.length === 1 ? merged : (cluster ?? merged)]
      .filter(Boolean)
      .join(' · ');
  };
}

function nameOf(dimension: Dimension, value: string): string {
  if (value !== '') return value;
  if (dimension.startsWith('label:')) return `no ${dimension.slice('label:'.length)} label`;
  return noName[dimension] ?? 'unnamed';
}
