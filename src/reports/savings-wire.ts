import { z } from 'zod';
import { moneyToNumber } from '../cost/money.js';
import { savingId } from '../cost/savings/identity.js';
import { moneyOf } from '../cost/savings/index.js';
import { type Figure, fewestWholeDays, type Recommendation } from '../cost/savings/kind.js';
import { minimumPerMonth } from '../cost/savings/per-month.js';
import type { Answer } from '../cost-service/answer.js';
import type { CostResult } from './cost-result.js';
import { pageOf } from './paging.js';
import type { CsvTable, WirePart } from './report.js';
import type { FoundSavings } from './savings-evidence.js';
import type { SavingsResult } from './savings-result.js';
import { answerFrame, frameToJson } from './wire.js';

const { total: totalWire, ...frameWire } = answerFrame;

/** Money is per month of 730 hours, except `total_cost` and what stands beside it, which is the window's. */
export const savingsWire = z.strictObject({
  recommendations: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.string(),
      what: z.string(),
      cluster: z.string(),
      namespace: z.string(),
      controller: z.string(),
      controller_kind: z.string(),
      container: z.string(),
      potential_savings: z.number(),
      cost: z.number(),
      figure: z.enum(['can_go_now', 'frees_capacity', 'none']),
      priority: z.enum(['high', 'medium']),
      risk: z.enum(['low', 'medium', 'high']),
      risk_reason: z.string(),
      evidence: z.string(),
      next_step: z.string(),
    }),
  ),
  savings: z.strictObject({ can_go_now: z.number(), frees_capacity: z.number() }),
  below_minimum: z.strictObject({ minimum: z.number(), count: z.number(), potential_savings: z.number() }),
  /** Of what people have snoozed or dismissed; null where that could not be read, and everything is listed. */
  snoozed: z
    .strictObject({ count: z.number(), can_go_now: z.number(), frees_capacity: z.number() })
    .nullable(),
  left_out: z.array(z.strictObject({ what: z.string(), count: z.number() })),
  waiting: z.array(
    z.strictObject({ cluster: z.string(), whole_days: z.number(), whole_days_needed: z.number() }),
  ),
  total_cost: totalWire,
  ...frameWire,
});

/** Recommendations in their order, from the first to show on, at most so many as asked for. */
export function listedFindings(
  { recommendations }: FoundSavings,
  asked: Pick<CostResult, 'top' | 'from'>,
): readonly Recommendation[] {
  return pageOf(recommendations, asked);
}

export function savingsToJson(
  result: SavingsResult,
  found: FoundSavings,
  { from, to }: WirePart,
): z.infer<typeof savingsWire> {
  const { total, ...frame } = frameToJson(result.answer);
  return {
    recommendations: listedFindings(found, result).slice(from, to).map(recommendationToJson),
    savings: {
      can_go_now: moneyToNumber(found.canGoNow),
      frees_capacity: moneyToNumber(found.freesCapacity),
    },
    below_minimum: {
      minimum: moneyToNumber(minimumPerMonth),
      count: found.small.count,
      potential_savings: moneyToNumber(found.small.money),
    },
    snoozed: result.snoozes && snoozedToJson(found),
    left_out: found.leftOut.map(({ what, count }) => ({ what, count })),
    waiting: found.waiting.map(({ cluster, wholeDays }) => ({
      cluster,
      whole_days: wholeDays,
      whole_days_needed: fewestWholeDays,
    })),
    total_cost: total,
    ...frame,
  };
}

function snoozedToJson({ hidden }: FoundSavings) {
  const sum = (figure: Figure) => moneyToNumber(moneyOf(hidden.filter((each) => each.figure === figure)));
  return { count: hidden.length, can_go_now: sum('can_go_now'), frees_capacity: sum('frees_capacity') };
}

function recommendationToJson(recommendation: Recommendation) {
  const { kind, what, cluster, namespace, controller, container, figure, priority, risk, evidence } =
    recommendation;
  return {
    id: savingId(recommendation),
    kind: kind.replaceAll('-', '_'),
    what,
    cluster,
    namespace,
    controller,
    controller_kind: recommendation.controllerKind,
    container,
    potential_savings: moneyToNumber(recommendation.moneyPerMonth),
    cost: moneyToNumber(recommendation.costPerMonth),
    figure,
    priority,
    risk,
    risk_reason: recommendation.riskReason,
    evidence,
    next_step: recommendation.nextStep,
  };
}

/** Every recommendation, with all that is said of it. */
export function savingsCsv(answer: Answer, found: FoundSavings): CsvTable {
  const header = Object.keys(savingsWire.shape.recommendations.element.shape);
  const rows = found.recommendations.map((recommendation) => [
    answer.currency,
    ...Object.values(recommendationToJson(recommendation)),
  ]);
  return { header: ['currency', ...header], rows };
}
