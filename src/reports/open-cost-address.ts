import type { Dimension } from '../cost/group.js';
import { isoInstant } from '../cost/time.js';
import type { CostResult } from './cost-result.js';
import { clustersOf } from './row-names.js';

/** What OpenCost's page can group by. */
const groupings: readonly Dimension[] = ['cluster', 'namespace', 'controller', 'pod', 'container', 'node'];

/** Slack takes no longer one. */
const longestAddress = 3_000;

/**
 * The same days and grouping in OpenCost's own page, where one cluster is spoken of and its page is known; else null.
 * One namespace is narrowed to as well where that page can: it drops other conditions, and this one by namespace.
 */
export function openCostAddress({ answer, pages }: CostResult): string | null {
  const [cluster, ...others] = clustersOf(answer);
  const page = cluster === undefined || others.length > 0 ? undefined : pages[cluster];
  if (!page) return null;
  const { window, groupBy, filter } = answer.question;
  const grouping = groupBy.at(-1) ?? 'namespace';
  const agg = groupings.includes(grouping) ? grouping : 'namespace';
  const query = new URLSearchParams({
    window: `${isoInstant(window.startMs)},${isoInstant(window.endMs)}`,
    agg,
    acc: 'true',
  });
  const [namespace, ...more] =
    filter.find(({ dimension, negated }) => dimension === 'namespace' && !negated)?.values ?? [];
  const isOne = namespace !== undefined && more.length === 0 && /^[a-z0-9-]+$/.test(namespace);
  if (isOne && (agg === 'controller' || agg === 'pod' || agg === 'container'))
    query.set('filter', `namespace:"${namespace}"`);
  const address = `${page}/?${query}`;
  return address.length <= longestAddress ? address : null;
}
