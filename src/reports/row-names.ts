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
  const named = dimensions
    .map((dimension, index) => ({ dimension, index }))
    .filter(({ dimension, index }) => {
      if (dimensions.length === 1) return true;
      return dimension !== 'cluster' && !(index < dimensions.length - 1 && single.has(dimension));
    })
    .sort((a, b) => rankOf(a.dimension) - rankOf(b.dimension));
  const clusterAt = several ? dimensions.indexOf('cluster') : -1;
  const merges = !dimensions.includes('cluster');
  return (row) => {
    const cluster = row.key[clusterAt];
    if (row.kind === 'unmounted') return cluster ? `${unclaimedName} · ${cluster}` : unclaimedName;
    const merged = merges && row.clusters > 1 ? `in ${row.clusters} clusters` : undefined;
    const place = dimensions.length === 1 ? merged : (cluster ?? merged);
    const name = named.map(({ dimension, index }) => nameOf(dimension, row.key[index] ?? '')).join(' · ');
    return place ? [name, place].filter(Boolean).join(' · ') : name;
  };
}

/** The finest name first; where two are equally fine, as they were asked for. */
function rankOf(dimension: Dimension): number {
  const fine: readonly Dimension[] = ['container', 'pod', 'controller'];
  const rank = fine.indexOf(dimension);
  return rank < 0 ? fine.length : rank;
}

function nameOf(dimension: Dimension, value: string): string {
  if (value !== '') return value;
  if (dimension.startsWith('label:')) return `no ${dimension.slice('label:'.length)} label`;
  return noName[dimension] ?? 'unnamed';
}
