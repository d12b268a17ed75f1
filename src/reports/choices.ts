import { NotUnderstood } from '../errors.js';
import type { Token } from './line.js';
import { sortOrders } from './report-params.js';

const choices = {
  idle: ['separate', 'share', 'hide'],
  sort: sortOrders,
  today: ['apart', 'include'],
  held: ['include'],
  yes: ['true'],
} as const;

/** What `--held` alone means: options that need no value. */
const flagMeanings: ReadonlyMap<string, string> = new Map([
  ['held', 'include'],
  ['today', 'include'],
  ['yes', 'true'],
]);

/** `--top 20` becomes `top=20`; `--held` and `--yes` alone mean the one choice that makes sense. */
export function joinFlags(tokens: readonly Token[]): Exclude<Token, { kind: 'flag' }>[] {
  const joined: Exclude<Token, { kind: 'flag' }>[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token) continue;
    if (token.kind !== 'flag') {
      joined.push(token);
      continue;
    }
    const next = tokens[at + 1];
    const meaning = flagMeanings.get(token.key) ?? null;
    const bare = meaning !== null && !(next?.kind === 'word' && next.text.toLowerCase() === meaning);
    if (next?.kind === 'word' && !bare) at += 1;
    const value = bare ? meaning : next?.kind === 'word' ? next.text : '';
    joined.push({ kind: 'option', key: token.key, negated: false, value });
  }
  return joined;
}

/** A bare word that is as good as its flag, where the report takes it: `yes`. */
export function isFlagWord(word: string, keys: readonly string[]): boolean {
  return word.toLowerCase() === 'yes' && keys.includes('yes');
}

/** Options whose value is a person's own text. */
const freeTexts = ['why', 'file'];

/** What an option can be, as help writes it: "separate|share|hide"; "…" for what is a name, or a number. */
export function valuesOf(key: string): string {
  return Object.hasOwn(choices, key) ? choices[key as keyof typeof choices].join('|') : '…';
}

/** The choice that was typed, in lower case; a free text as it is. Throws NotUnderstood with the line of `report` under each that there is. */
export function parseChoice(report: string, key: string, text: string): string {
  if (freeTexts.includes(key)) return parseText(key, text);
  const allowed: readonly string[] = choices[key as keyof typeof choices];
  const value = text.toLowerCase();
  if (allowed.includes(value)) return value;
  const suggestions = allowed.map((choice) => ({
    label: `${key}=${choice}`,
    command: `${report} ${key}=${choice}`,
  }));
  throw new NotUnderstood(
    `${key}=${text} is not known: ${key} is ${allowed.join(', ')}.`,
    suggestions,
    'BAD_VALUE',
  );
}

function parseText(key: string, text: string): string {
  const value = text.trim();
  if (value !== '') return value;
  throw new NotUnderstood(
    `${key}= is empty: write it behind, in quotes where it has blanks.`,
    [],
    'BAD_VALUE',
  );
}
