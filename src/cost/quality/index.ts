import type { DayState, Finding } from '../day.js';
import { checkCoverage } from './coverage.js';
import type { Check, DayFacts } from './day-facts.js';
import { checkGhosts } from './ghosts.js';
import { checkHourless } from './hourless.js';
import { type CheckLimits, defaultLimits } from './limits.js';
import { checkNegativeCost } from './negative-cost.js';
import { checkNegativeIdle } from './negative-idle.js';
import { checkNoPods } from './no-pods.js';
import { checkNulls } from './nulls.js';
import { checkOtherDay } from './other-day.js';
import { checkReconciliation } from './reconciliation.js';
import { checkSpans } from './spans.js';

/** Every check of a day on its own, the gravest kinds first. Those against its neighbours are in `neighbours.ts`. */
export const checks: readonly Check[] = [
  checkOtherDay,
  checkNoPods,
  checkNulls,
  checkNegativeCost,
  checkHourless,
  checkNegativeIdle,
  checkReconciliation,
  checkCoverage,
  checkSpans,
  checkGhosts,
];

/** Runs all checks, on closed and live days alike: a half-dead OpenCost is not to be summed today either. */
export function judgeDay(
  day: DayFacts,
  limits: CheckLimits = defaultLimits,
): { state: DayState; findings: Finding[] } {
  const findings = checks.map((check) => check(day, limits)).filter((finding) => finding !== null);
  return { state: stateOf(day, findings), findings };
}

/** docs/definitions.md, "States of a day". */
function stateOf(day: DayFacts, findings: readonly Finding[]): DayState {
  if (findings.some((finding) => finding.severity === 'held')) return 'quarantined';
  if (!day.closed) return 'live';
  return findings.some((finding) => finding.severity === 'partial') ? 'partial' : 'sealed';
}
