import type { Action } from './document.js';
import { writeOption } from './line.js';
import type { FoundSavings } from './savings-evidence.js';
import type { SavingsResult } from './savings-result.js';
import { snoozedList } from './savings-snooze.js';

/** What is snoozed, other windows, the namespace that most could be saved in or all of them, and what these cost. */
export function savingsActions({ answer, tail }: SavingsResult, found: FoundSavings): Action[] {
  const window = answer.question.window.name;
  const windows = [
    { label: '7 days', command: savingsLine('7d', tail) },
    { label: '14 days', command: savingsLine('14d', tail) },
    { label: '30 days', command: savingsLine('30d', tail) },
  ].filter(({ command }) => command !== savingsLine(window, tail));
  const snoozed = found.hidden.length > 0 ? [snoozedList] : [];
  return [...snoozed, ...windows, ...scopeActions(window, tail, found, answer.question.filter.length > 0)];
}

function scopeActions(window: string, tail: string, found: FoundSavings, filtered: boolean): Action[] {
  const costs = { label: 'Namespaces', command: ['namespaces', window, tail].filter(Boolean).join(' ') };
  if (filtered) return [{ label: 'All savings', command: savingsLine(window, '') }, costs];
  const namespace = richestNamespace(found);
  if (namespace === null) return [costs];
  const command = savingsLine(window, [writeOption('namespace', namespace), tail].filter(Boolean).join(' '));
  return [{ label: `Only ${namespace}`, command }, costs];
}

function richestNamespace({ recommendations }: FoundSavings): string | null {
  const sums = new Map<string, number>();
  for (const { namespace, moneyPerMonth } of recommendations) {
    if (namespace !== '') sums.set(namespace, (sums.get(namespace) ?? 0) + moneyPerMonth);
  }
  return [...sums].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}

function savingsLine(window: string, tail: string): string {
  return ['savings', window, tail].filter(Boolean).join(' ');
}
