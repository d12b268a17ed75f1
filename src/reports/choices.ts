import { NotUnderstood } from '../errors.js';
import { sortOrders } from './report-params.js';

const choices = {
  idle: ['separate', 'share', 'hide'],
  sort: sortOrders,
  today: ['apart', 'include'],
  held: ['include'],
} as const;

/** What an option can be, as help writes it: "separate|share|hide"; "…" for what is a name, or a number. */
export function valuesOf(key: string): string {
  return Object.hasOwn(choices, key) ? choices[key as keyof typeof choices].join('|') : '…';
}

/** The choice that was typed, in lower case. Throws NotUnderstood with the line of `report` under each that there is. */
export function parseChoice(report: string, key: string, text: string): string {
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
