import type { Money } from '../money.js';
import { clusterIdle } from './cluster-idle.js';
import type { Evidence, Figure, Recommendation, SavingKind } from './kind.js';
import { noRequests } from './no-requests.js';
import { overRequested } from './over-requested.js';
import { highPriorityPerMonth, minimumPerMonth } from './per-month.js';
import { unclaimedVolumes } from './unclaimed-volumes.js';

/** All kinds of savings. A new kind is one file and one line here. */
export const savingKinds: readonly SavingKind[] = [unclaimedVolumes, overRequested, clusterIdle, noRequests];

export interface Savings {
  /** What can go now before what frees capacity before risks; in each the most money first. */
  recommendations: readonly Recommendation[];
  /** Sums of what is listed, a month. Never to be added to each other. */
  canGoNow: Money;
  freesCapacity: Money;
  /** What is worth something, but less than the minimum a month each. */
  small: { count: number; money: Money };
  leftOut: readonly { what: string; count: number }[];
  /** What was found and is not to be shown: in none of the figures above. The most money first. */
  hidden: readonly Recommendation[];
}

const figureOrder: readonly Figure[] = ['can_go_now', 'frees_capacity', 'none'];

/** Looks for savings of every kind: docs/definitions.md, "Savings". What `isHidden` names is found and kept apart. Pure. */
export function findSavings(
  evidence: Evidence,
  isHidden: (recommendation: Recommendation) => boolean = () => false,
): Savings {
  const found = savingKinds.map((kind) => ({ kind: kind.name, ...kind.find(evidence) }));
  const all = found.flatMap(({ kind, recommendations }) =>
    recommendations.map(
      (recommendation): Recommendation => ({
        ...recommendation,
        kind,
        priority: isUrgent(recommendation) ? 'high' : 'medium',
      }),
    ),
  );
  const hidden = all.filter(isHidden).sort(byWeight);
  const seen = hidden.length === 0 ? all : all.filter((recommendation) => !hidden.includes(recommendation));
  const listed = seen.filter(isListed).sort(byWeight);
  const small = seen.filter((recommendation) => !isListed(recommendation));
  return {
    recommendations: listed,
    canGoNow: moneyOf(listed.filter(({ figure }) => figure === 'can_go_now')),
    freesCapacity: moneyOf(listed.filter(({ figure }) => figure === 'frees_capacity')),
    small: { count: small.length, money: moneyOf(small) },
    leftOut: found.flatMap(({ leftOut }) => leftOut),
    hidden,
  };
}

function isUrgent({ figure, moneyPerMonth }: Pick<Recommendation, 'figure' | 'moneyPerMonth'>): boolean {
  return figure === 'can_go_now' || moneyPerMonth >= highPriorityPerMonth;
}

function isListed({ figure, moneyPerMonth }: Recommendation): boolean {
  return figure === 'none' || moneyPerMonth >= minimumPerMonth;
}

function byWeight(a: Recommendation, b: Recommendation): number {
  return (
    figureOrder.indexOf(a.figure) - figureOrder.indexOf(b.figure) ||
    b.moneyPerMonth - a.moneyPerMonth ||
    b.costPerMonth - a.costPerMonth ||
    (placeOf(a) < placeOf(b) ? -1 : 1)
  );
}

function placeOf({ cluster, namespace, controller, container, kind }: Recommendation): string {
  return [cluster, namespace, controller, container, kind].join('\u0000');
}

/** Sum of what recommendations are worth a month. */
export function moneyOf(recommendations: readonly Pick<Recommendation, 'moneyPerMonth'>[]): Money {
  return recommendations.reduce((sum, { moneyPerMonth }) => sum + moneyPerMonth, 0);
}
