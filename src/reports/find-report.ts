import { nearestNames } from '../cost/nearest.js';
import { NotUnderstood, type Suggestion } from '../errors.js';
import type { AnyReport } from './report.js';

/** The report that a word means: its name or an alias, singular or plural, or the start of one name only. Null: none. */
export function matchReport(reports: readonly AnyReport[], word: string): AnyReport | null {
  const wanted = word.toLowerCase();
  const short = reports.find(({ shortWords = {} }) => shortOption(shortWords, wanted) !== null);
  const exact = reports.find(({ name, aliases }) => [name, ...aliases].includes(wanted));
  if (exact ?? short) return exact ?? short ?? null;
  const otherNumber = reports.find(({ name }) => name === `${wanted}s` || `${name}s` === wanted);
  if (otherNumber) return otherNumber;
  const started = reports.filter(({ name }) => wanted.length >= 2 && name.startsWith(wanted));
  return started.length === 1 ? (started[0] ?? null) : null;
}

/**
 * As `matchReport`, but throws NotUnderstood with the nearest commands; `lineOf` makes the line behind each suggestion.
 * `meant`: whether the word may as well have been a namespace.
 */
export function findReport(
  reports: readonly AnyReport[],
  word: string,
  lineOf: (name: string) => string,
  meant: 'commands' | 'anything',
): AnyReport {
  const report = matchReport(reports, word);
  if (report) return report;
  const names = reports.flatMap(({ name, aliases, shortWords = {} }) => [
    name,
    ...aliases,
    ...Object.keys(shortWords),
  ]);
  const nearest = [...new Set(nearestNames(word, names).map((name) => plainWord(reports, name)))];
  const suggestions = nearest.map((name) => suggest(lineOf(name)));
  const hint =
    nearest.length > 0
      ? `Did you mean ${nearest.join(' or ')}?`
      : `Known: ${reports.map(({ name }) => name).join(', ')}.`;
  if (meant === 'anything' && nearest.length === 0 && mayBeName(word))
    suggestions.push(...['pods', 'namespaces'].map((name) => suggest(`${lineOf(name)} ${word}`)));
  const help = nearest.includes('help') ? [] : [{ label: 'Help', command: 'help' }];
  throw new NotUnderstood(
    `There is no command “${word}”. ${hint}`,
    [...suggestions, ...help],
    'UNKNOWN_COMMAND',
  );
}

/** Kubernetes names are of lower-case letters, digits and dashes: perhaps a namespace was meant. */
function mayBeName(word: string): boolean {
  return /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(word);
}

function suggest(command: string): Suggestion {
  return { label: command, command };
}

/** An alias is suggested by its report's name; a short word as it is. */
function plainWord(reports: readonly AnyReport[], word: string): string {
  const report = matchReport(reports, word);
  return report && shortOption(report.shortWords ?? {}, word) === null ? report.name : word;
}

/** The option that a short word stands for, in singular or plural: `nodes` → "by=node". Null: it is not one. */
export function shortOption(shortWords: Readonly<Record<string, string>>, word: string): string | null {
  const wanted = word.toLowerCase();
  const found = Object.entries(shortWords).find(([short]) => short === wanted || short === `${wanted}s`);
  return found?.[1] ?? null;
}
