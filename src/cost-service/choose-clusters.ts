import { nameMatcher } from '../cost/filter.js';
import { nearestNames } from '../cost/nearest.js';
import { NotUnderstood } from '../errors.js';
import type { Question } from './question.js';

/**
 * The configured clusters that a question speaks of, in their order: its own list, narrowed by `cluster` conditions
 * and by the scope. Throws NotUnderstood for an unknown name, for none left, and for unlike currencies.
 */
export function chooseClusters(
  configured: readonly { name: string; currency: string }[],
  question: Pick<Question, 'clusters' | 'filter' | 'scope'>,
): string[] {
  const allowed = configured.filter(({ name }) => question.scope.clusters?.includes(name) ?? true);
  const names = allowed.map(({ name }) => name);
  const terms = question.filter.filter((term) => term.dimension === 'cluster');
  for (const value of [...(question.clusters ?? []), ...terms.flatMap((term) => term.values)]) {
    if (names.some(nameMatcher([value]))) continue;
    const nearest = nearestNames(value, names);
    const hint = nearest.length > 0 ? nearest : names;
    throw new NotUnderstood(
      `There is no cluster “${value}”. Known: ${hint.join(', ')}.`,
      hint.slice(0, 5).map((name) => ({ label: name, command: `cluster=${name}` })),
      'UNKNOWN_CLUSTER',
      { dimension: 'cluster', value, nearest: hint.slice(0, 5) },
    );
  }
  const listed = question.clusters ? nameMatcher(question.clusters) : () => true;
  const tests = terms.map((term) => ({ matches: nameMatcher(term.values), negated: term.negated }));
  const chosen = allowed.filter(
    ({ name }) => listed(name) && tests.every((test) => test.matches(name) !== test.negated),
  );
  if (chosen.length === 0)
    throw new NotUnderstood('No cluster is left by these conditions.', [], 'NO_CLUSTER');
  const currencies = [...new Set(chosen.map(({ currency }) => currency))];
  if (currencies.length > 1) {
    throw new NotUnderstood(
      `These clusters are paid in ${currencies.join(' and ')}, which cannot be added. Ask for one: cluster=${chosen[0]?.name}.`,
      chosen.slice(0, 5).map(({ name }) => ({ label: name, command: `cluster=${name}` })),
      'UNLIKE_CURRENCIES',
    );
  }
  return chosen.map(({ name }) => name);
}
