import type { Recommendation } from '../cost/savings/kind.js';
import type { Answer } from '../cost-service/answer.js';
import type { Line } from './document.js';
import { showMoney } from './figures.js';
import { savingsOf } from './savings-evidence.js';
import { savingNamer } from './savings-names.js';
import type { Snooze } from './snoozes.js';

/** So many things to do are named. */
const named = 3;

/**
 * "Do next: 3 staging nodes $420.48 a month · spark-exec $662.26* (* frees capacity)": what can go now before what
 * frees capacity, the most money first, one of each at least where there is one. [] where nothing is worth it, and
 * where nobody knows what is snoozed.
 */
export function nextStepLines(answer: Answer, snoozes: readonly Snooze[] | null): Line[] {
  if (snoozes === null) return [];
  const { recommendations } = savingsOf(answer, snoozes);
  const steps = chooseSteps(recommendations);
  if (steps.length === 0) return [];
  const nameOf = savingNamer(answer);
  const words = steps.map(
    (step) =>
      `${nameOf(step)} ${showMoney(step.moneyPerMonth, answer.currency)}${step.figure === 'frees_capacity' ? '*' : ''}`,
  );
  const star = steps.some(({ figure }) => figure === 'frees_capacity') ? ' (* frees capacity)' : '';
  return [[{ text: 'Do next', style: 'bold' }, `, a month: ${words.join(' · ')}${star}`]];
}

function chooseSteps(recommendations: readonly Recommendation[]): Recommendation[] {
  const now = recommendations.filter(({ figure }) => figure === 'can_go_now');
  const later = recommendations.filter(({ figure }) => figure === 'frees_capacity');
  return [...now.slice(0, 1), ...later, ...now.slice(1)].slice(0, named);
}
