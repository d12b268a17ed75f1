import type { Filter } from '../cost/filter.js';
import { NotUnderstood } from '../errors.js';

/** One piece of a command line. */
export type Token =
  | { kind: 'word'; text: string }
  | { kind: 'option'; key: string; negated: boolean; value: string }
  /** `--key` without a value: the next word may be it. */
  | { kind: 'flag'; key: string };

/** Longest command line that is read; Slack's buttons hold at most 2,000. */
export const longestLine = 2_000;

const spaces = /[\s\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+/gu;
/** Controls, joiners and direction marks: never part of a name, and a way to hide text. */
const invisible = /[\p{Cc}\p{Cf}]/gu;

/**
 * Takes a typed line as people mean it: smart quotes, no-break spaces, dashes that a phone made of `--`,
 * spaces around `=`. Returns one line of plain text; throws NotUnderstood when it is too long to be a command.
 */
export function normaliseLine(text: string): string {
  const clean = text.replace(spaces, ' ').replace(invisible, '').trim();
  if (clean.length > longestLine) {
    const length = clean.length.toLocaleString('en-US');
    throw new NotUnderstood(
      `This line has ${length} characters; at most 2,000 are read.`,
      [],
      'LINE_TOO_LONG',
    );
  }
  return clean
    .replace(/[\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033]/g, '"')
    .replace(/[\u2018\u2019\u201a\u201b]/g, "'")
    .replace(/(^| )[\u2012-\u2015](?=[A-Za-z])/g, '$1--')
    .replace(/ ?(!?=) ?/g, '$1')
    .replace(/(^| )(last|this) (week|month)(?= |$)/gi, (_, before, which, span) =>
      which.toLowerCase() === 'last' ? `${before}last${span}` : `${before}${span}`,
    );
}

/** Whether a line that is offered is short enough to be read when it comes back. */
export function isReadable(command: string): boolean {
  return command.length <= longestLine;
}

/** Splits a normalised line at spaces; quotes hold a piece together, a quote left open ends with the line. */
function splitLine(line: string): string[] {
  const pieces = line.match(/(?:[^\s"]|"[^"]*(?:"|$))+/g) ?? [];
  return pieces.map((piece) => piece.replaceAll('"', ''));
}

const optionPattern = /^(?:--)?([\p{L}][\p{L}\p{N}_:./-]*?)(!?=)(.*)$/u;

/** The tokens of a typed line, in order. Keys are in lower case except the name of a label; values are as typed. */
export function tokenise(text: string): Token[] {
  return splitLine(normaliseLine(text)).map((piece): Token => {
    const option = optionPattern.exec(piece);
    if (option) {
      const [, key = '', operator, value = ''] = option;
      return { kind: 'option', key: optionKey(key), negated: operator === '!=', value };
    }
    if (piece.startsWith('--') && piece.length > 2) return { kind: 'flag', key: optionKey(piece.slice(2)) };
    return { kind: 'word', text: piece };
  });
}

/** Label names keep their case: Kubernetes tells `Team` from `team`. */
function optionKey(key: string): string {
  const colon = key.indexOf(':');
  return colon < 0 ? key.toLowerCase() : key.slice(0, colon).toLowerCase() + key.slice(colon);
}

/** Writes an option so that `tokenise` reads the same value again. */
export function writeOption(key: string, value: string, negated = false): string {
  const safe = value.replaceAll('"', '');
  return `${key}${negated ? '!=' : '='}${/\s/.test(safe) ? `"${safe}"` : safe}`;
}

/** Writes conditions as they would be typed. */
export function writeFilter(filter: Filter): string {
  return filter.map((term) => writeOption(term.dimension, term.values.join(','), term.negated)).join(' ');
}
