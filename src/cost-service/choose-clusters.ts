import { type Filter, nameMatcher } from '../cost/filter.js';
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
  const asked = [...(question.clusters ?? []), ...terms.flatMap((term) => term.values)];
  const unknown = asked.filter((value) => !names.some(nameMatcher([value])));
  if (unknown[0] !== undefined) throw unknownClusters(unknown, names, terms);
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

/**
 * Says it of the first; the nearest names go along for each, but none that would leave no cluster. What is excluded
 * and does not exist can as well be left out.
 */
function unknownClusters(unknown: readonly string[], names: readonly string[], terms: Filter): NotUnderstood {
  const facts = unknown.map((value, index) => {
    const excluded = terms.some((term) => term.negated && term.values.includes(value));
    const nearest = index > 0 && excluded ? [] : nearestClusters(value, names);
    const useful = nearest.filter((name) => leavesSome(names, terms, unknown, { value, name }));
    return { dimension: 'cluster', value, nearest: useful };
  });
  const [value = ''] = unknown;
  return new NotUnderstood(
    `There is no cluster “${value}”. Known: ${nearestClusters(value, names).join(', ')}.`,
    (facts[0]?.nearest ?? []).map((name) => ({ label: name, command: `cluster=${name}` })),
    'UNKNOWN_CLUSTER',
    facts,
  );
}

function nearestClusters(value: string, names: readonly string[]): string[] {
  const nearest = nearestNames(value, names);
  return (nearest.length > 0 ? nearest : [...names]).slice(0, 5);
}

/** Whether any cluster is left with `name` in place of `value`, and without the other unknown ones. */
function leavesSome(
  names: readonly string[],
  terms: Filter,
  unknown: readonly string[],
  { value, name }: { value: string; name: string },
): boolean {
  const mended = terms.map((term) => ({
    negated: term.negated,
    values: term.values.flatMap((each) => (each === value ? [name] : unknown.includes(each) ? [] : [each])),
  }));
  const tests = mended
    .filter(({ values }) => values.length > 0)
    .map(({ negated, values }) => ({ negated, matches: nameMatcher(values) }));
  return names.some((one) => tests.every((test) => test.matches(one) !== test.negated));
}
