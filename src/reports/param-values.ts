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

const rowWords = { top: 'a number of rows', from: 'the number of a row' } as const;

/** Rows to show at most, or the first one to show: 1 to 99,999. Throws NotUnderstood. */
export function parseRows(key: keyof typeof rowWords, text: string): number {
  const rows = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (rows >= 1) return rows;
  const example = { top: 'top=20', from: 'from=21' }[key];
  throw new NotUnderstood(
    `${key}=${text} is not ${rowWords[key]} from 1 to 99,999, such as ${example}.`,
    [],
    'BAD_VALUE',
  );
}
