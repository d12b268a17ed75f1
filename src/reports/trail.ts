import type { FilterTerm } from '../cost/filter.js';
import type { Dimension } from '../cost/group.js';
import { writeConditions } from './conditions.js';
import type { CostResult } from './cost-result.js';
import type { TrailSection, TrailStep } from './document.js';

/** From the whole to the finest: what a name on each level opens into. */
const levels = [
  { dimension: 'cluster', lists: 'namespace', line: (window: string) => `namespaces ${window}` },
  { dimension: 'namespace', lists: 'controller', line: (window: string) => `cost ${window} by=controller` },
  { dimension: 'controller', lists: 'pod', line: (window: string) => `pods ${window}` },
  { dimension: 'pod', lists: 'container', line: (window: string) => `cost ${window} by=container` },
] as const;

const listWords: Readonly<Record<string, string>> = {
  cluster: 'Clusters',
  namespace: 'Namespaces',
  controller: 'Controllers',
  pod: 'Pods',
  container: 'Containers',
  node: 'Nodes',
};

/**
 * The way from the overview to an answer, "Overview › prod › payments › api": each part but the last can be opened. The
 * last is what the answer is about, or what it lists where that is not what lies next below. Empty for the overview itself.
 */
export function trailOf(result: CostResult): TrailSection[] {
  const { question } = result.answer;
  const window = question.window.name;
  const named = levels.flatMap((level, rank) => {
    const term = question.filter.find((one) => isOneName(one, level.dimension));
    return term ? [{ ...level, rank, term }] : [];
  });
  const lineTo = (line: string, rank: number) =>
    [line, writeConditions(question, conditionsUpTo(question.filter, rank))].filter(Boolean).join(' ');
  const steps: TrailStep[] = [
    { label: 'Overview', command: lineTo(`overview ${window}`, -1) },
    ...named.map(({ term, line, rank }) => ({
      label: term.values[0] ?? '',
      command: lineTo(line(window), rank),
    })),
  ];
  const deepest = named.at(-1);
  const listed = question.groupBy.at(-1);
  if (deepest ? listed === deepest.lists : result.report === 'overview') {
    const last = steps.pop();
    if (steps.length === 0 || !last) return [];
    return [{ kind: 'trail', steps: [...steps, { ...last, command: null }] }];
  }
  return [{ kind: 'trail', steps: [...steps, { label: listWord(listed), command: null }] }];
}

function isOneName({ dimension, negated, values }: FilterTerm, wanted: Dimension): boolean {
  return dimension === wanted && !negated && values.length === 1 && !values[0]?.includes('*');
}

/** Conditions that a step keeps: those on labels, and those on names no finer than its own. One name of a level is the level itself. */
function conditionsUpTo(filter: readonly FilterTerm[], rank: number): FilterTerm[] {
  return filter.filter((term) => {
    if (term.dimension.startsWith('label:')) return true;
    const own = levels.findIndex(({ dimension }) => dimension === term.dimension);
    if (own < 0) return false;
    return own <= rank || (own <= 1 && !isOneName(term, term.dimension));
  });
}

function listWord(dimension: Dimension | undefined): string {
  if (dimension === undefined) return 'Costs';
  return listWords[dimension] ?? `${dimension.slice('label:'.length)} label`;
}
