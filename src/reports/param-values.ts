import { type Dimension, parseDimension } from '../cost/group.js';
import { nearestNames } from '../cost/nearest.js';
import { NotUnderstood } from '../errors.js';

/** What conditions and groupings can be about, besides labels. */
export const filterKeys = ['namespace', 'cluster', 'controller', 'pod', 'container', 'node'] as const;

const keyAliases = new Map([
  ['ns', 'namespace'],
  ['namespaces', 'namespace'],
  ['clusters', 'cluster'],
]);

/** The plain name of an option's key: `ns` is `namespace`. */
export function plainKey(key: string): string {
  return keyAliases.get(key) ?? key;
}

/** One grouping or two, "label:team" or "namespace,label:team". */
export function parseBy(text: string): Dimension[] {
  const words = text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
  const dimensions = words.map((word) => {
    const lower = word.toLowerCase();
    const dimension =
      parseDimension(word) ?? parseDimension(plainKey(lower)) ?? parseDimension(lower.replace(/s$/, ''));
    if (dimension) return dimension;
    const nearest = nearestGroupings(word);
    const hint =
      nearest.length > 0
        ? `Did you mean ${nearest.join(' or ')}?`
        : `It is ${filterKeys.join(', ')} or label:team.`;
    const suggestions = nearest.map((name) => ({ label: `by=${name}`, command: `cost by=${name}` }));
    throw new NotUnderstood(`Costs cannot be grouped by “${word}”. ${hint}`, suggestions, 'BAD_VALUE');
  });
  if (dimensions.length >= 1 && dimensions.length <= 2) return [...new Set(dimensions)];
  throw new NotUnderstood(
    'by= takes one grouping or two: by=namespace or by=namespace,label:team.',
    [],
    'BAD_VALUE',
  );
}

/** "namespase" → namespace; "lable:team" and "team" → label:team. */
function nearestGroupings(word: string): string[] {
  const colon = word.indexOf(':');
  const isLabel = colon > 0 && nearestNames(word.slice(0, colon), ['label']).length > 0;
  const nearest = isLabel ? [] : nearestNames(word, filterKeys);
  if (nearest.length > 0 || !/^[A-Za-z0-9]/.test(word) || (colon >= 0 && !isLabel)) return nearest;
  return [parseDimension(`label:${word.slice(colon + 1)}`) ?? []].flat();
}

/** Rows to show at most: 1 to 99,999. */
export function parseTop(text: string): number {
  const top = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (top >= 1) return top;
  throw new NotUnderstood(
    `top=${text} is not a number of rows from 1 to 99,999, such as top=20.`,
    [],
    'BAD_VALUE',
  );
}
