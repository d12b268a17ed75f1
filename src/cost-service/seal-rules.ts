import type { DayCosts, DayHead, Finding } from '../cost/day.js';
import { type Money, unitsPerCent } from '../cost/money.js';
import type { CheckLimits } from '../cost/quality/limits.js';
import { dayAndMonth, hourMs } from '../cost/time.js';
import type { SealedDay } from './ledger-ports.js';

/** From here on the earlier answer stands for good where no better one came. */
const decidedAfterMs = 36 * hourMs;

/** A closed day as OpenCost gives it now, judged against its neighbours too. */
export interface NewerAnswer {
  day: DayCosts;
  hash: string;
  total: Money;
}

/**
 * What becomes of a sealed day that OpenCost was asked for again. `same`: nothing new; `keep`: the earlier answer is the
 * better one; both leave the revision, with this state and these findings. `replace`: the newer answer counts, silently;
 * `restate`: it counts and differs visibly from figures that were shown.
 */
export type LookOutcome =
  | ({ kind: 'same' } & Known)
  | ({ kind: 'keep' } & Known)
  | { kind: 'replace'; day: DayCosts }
  | { kind: 'restate'; day: DayCosts };

type Known = Pick<DayHead, 'state' | 'findings'>;

/**
 * Decides between a sealed day and a newer answer: docs/definitions.md, "The second look". Pure. A final or accepted day
 * keeps its figures: these only a person changes.
 */
export function secondLook(
  sealed: SealedDay,
  again: NewerAnswer,
  limits: CheckLimits,
  nowMs: number,
): LookOutcome {
  const { head } = sealed;
  const { day } = again;
  if (sealed.accepted || head.state === 'final') return keep(head);
  const worse = whyWorse(head, day);
  if (worse !== null) {
    const isDecided = head.state === 'sealed' && nowMs >= head.endMs + decidedAfterMs;
    return isDecided ? keepForGood(head, worse, nowMs) : keep(head);
  }
  if (again.hash === sealed.contentHash) return { kind: 'same', state: day.state, findings: day.findings };
  const visibly = wasShown(head) && differsVisibly(sealed.total, again.total, limits);
  return { kind: visibly ? 'restate' : 'replace', day };
}

/** How much an answer is worth: nothing, figures that fail their checks, part of a day, a whole one. */
const worth = { missing: 0, live: 0, quarantined: 1, partial: 2, sealed: 3, final: 3 } as const;

/** Why the earlier answer is the better one, as a clause; null where it is not. */
function whyWorse(earlier: DayHead, newer: DayHead): string | null {
  if (newer.state === 'missing' && earlier.state !== 'missing') return 'OpenCost had nothing of the day';
  if (isUnreconciled(newer) && !isUnreconciled(earlier) && earlier.state !== 'missing')
    return 'OpenCost gave no nodes and disks';
  const fallsShort = newer.state === 'partial' && newer.coveredMinutes < earlier.coveredMinutes;
  if (fallsShort && worth[earlier.state] >= worth.partial) return 'OpenCost showed less of the day';
  if (worth[newer.state] >= worth[earlier.state]) return null;
  const found = newer.findings.find(({ severity }) => severity !== 'note');
  return `the newer answer failed a check${found ? ` (${found.reason})` : ''}`;
}

function keep({ state, findings }: DayHead): LookOutcome {
  return { kind: 'keep', state, findings };
}

/** A complete day that got no better answer in time is final, and says so. */
function keepForGood(head: DayHead, worse: string, nowMs: number): LookOutcome {
  const finding: Finding = {
    check: 'second-look',
    severity: 'note',
    reason: `asked again on ${dayAndMonth(nowMs)}, ${worse}: the earlier answer stands`,
    figures: {},
  };
  return { kind: 'keep', state: 'final', findings: [...head.findings, finding] };
}

function isUnreconciled({ findings }: DayHead): boolean {
  return findings.some(({ check }) => check === 'assets');
}

function wasShown({ state }: DayHead): boolean {
  return worth[state] >= worth.partial;
}

/** Under 0.5 % and $10 a difference is silent, and so is one that no figure shows. */
function differsVisibly(before: Money, after: Money, limits: CheckLimits): boolean {
  const difference = Math.abs(after - before);
  if (difference < unitsPerCent) return false;
  return difference >= limits.restatedShare * Math.abs(before) || difference >= limits.restatedMoney;
}
