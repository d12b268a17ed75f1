import { moneyOf } from '../cost/savings/index.js';
import { type Figure, fewestWholeDays } from '../cost/savings/kind.js';
import { hoursPerMonth, minimumPerMonth } from '../cost/savings/per-month.js';
import type { CostResult } from './cost-result.js';
import { showMoney } from './figures.js';
import { coverageOf } from './headline.js';
import { isNarrow } from './savings-conditions.js';
import type { FoundSavings } from './savings-evidence.js';
import type { SavingsResult } from './savings-result.js';

/** "$20.44 a month can go now. Apart from that, $812.40 a month frees capacity, $212.40 of it in idle capacity of nodes." */
export function headWords({ answer: { currency } }: CostResult, found: FoundSavings): string {
  const { canGoNow, freesCapacity, recommendations } = found;
  const money = (units: number) => showMoney(units, currency);
  if (canGoNow === 0 && freesCapacity === 0) return nothingFound(found, money(minimumPerMonth));
  const now = canGoNow > 0 ? `${money(canGoNow)} a month can go now` : 'Nothing worth listing can go now';
  if (freesCapacity === 0) return `${now}.`;
  const idle = moneyOf(recommendations.filter(({ kind }) => kind === 'cluster-idle'));
  const where =
    idle === 0
      ? ' in requests that could shrink'
      : idle === freesCapacity
        ? ' in idle capacity of nodes'
        : `, ${money(idle)} of it in idle capacity of nodes`;
  return `${now}. Apart from that, ${money(freesCapacity)} a month frees capacity${where}.`;
}

function nothingFound(
  { containers, wholeClusters, recommendations, hidden }: FoundSavings,
  minimum: string,
): string {
  const nodes = wholeClusters
    ? ', volumes that nobody mounts and idle nodes'
    : ' and claims that no pod mounts';
  const looked = `Looked at ${containers.toLocaleString('en-US')} ${containers === 1 ? 'container' : 'containers'}${nodes}.`;
  const risks = recommendations.length;
  const without = risks === 0 ? '' : ` ${risks} without requests ${risks === 1 ? 'is' : 'are'} a risk.`;
  const nothing = moneyOf(hidden) > 0 ? 'Nothing else' : 'Nothing';
  return `${nothing} worth ${minimum} a month found. ${looked}${without}`;
}

/** Small print: how the figures were made, what is not listed, and what cannot be seen. */
export function notesOf({ answer, snoozes, canSnooze }: SavingsResult, found: FoundSavings): string[] {
  const { small, leftOut, waiting, freesCapacity, wholeClusters, recommendations } = found;
  const money = (units: number) => showMoney(units, answer.currency);
  const are = small.count === 1 ? 'is' : 'each are';
  const sizes = recommendations.some(({ kind }) => kind === 'over-requested');
  return [
    `Per month of ${hoursPerMonth} h, from ${coverageOf(answer)}`,
    freesCapacity > 0
      ? 'The two figures are not to be added: what frees capacity is money only when nodes go'
      : '',
    small.count > 0
      ? `${small.count} more under ${money(minimumPerMonth)} a month ${are} not listed, worth ${money(small.money)} together`
      : '',
    snoozedWords(found, answer.currency),
    snoozes === null ? 'What is snoozed could not be read, so everything is listed' : '',
    leftOut.length > 0 ? `Left out: ${leftOut.map(leftOutWords).join(', ')}` : '',
    sizes ? 'Autoscalers are not seen: where one scales on CPU, smaller requests make more replicas' : '',
    canSnooze && recommendations.length > 0
      ? 'By its id, one is snoozed with savings snooze <id> 30d, dismissed with savings dismiss <id> why="…"'
      : '',
    wholeClusters
      ? ''
      : 'Idle nodes and volumes that nobody claims are looked at only without such conditions',
    isNarrow(answer) ? 'Only pods that match were looked at: others of the same controller may use more' : '',
    ...waiting.map(
      ({ cluster, wholeDays }) =>
        `${cluster} left out: ${wholeDays} of the ${fewestWholeDays} whole closed days needed`,
    ),
  ].filter((note) => note !== '');
}

/** "3 snoozed, $120.00 a month"; the two figures apart where there are both, '' where nothing is snoozed. */
function snoozedWords({ hidden }: FoundSavings, currency: string): string {
  if (hidden.length === 0) return '';
  const sum = (figure: Figure) => moneyOf(hidden.filter((each) => each.figure === figure));
  const [now, later] = [sum('can_go_now'), sum('frees_capacity')];
  const money =
    now > 0 && later > 0
      ? `, ${showMoney(now, currency)} a month of it can go now, ${showMoney(later, currency)} frees capacity`
      : now + later > 0
        ? `, ${showMoney(now + later, currency)} a month`
        : '';
  return `${hidden.length} snoozed${money}, in no figure here: savings snoozed lists ${hidden.length === 1 ? 'it' : 'them'}`;
}

/** "1 container of jobs", "3 containers of jobs". */
function leftOutWords({ what, count }: { what: string; count: number }): string {
  return `${count} ${count === 1 ? what.replace(/^containers/, 'container') : what}`;
}
