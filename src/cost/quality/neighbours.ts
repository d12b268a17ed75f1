import type { DayHead, DayState, Finding } from '../day.js';
import { hourMs } from '../time.js';
import { checkDisappearance } from './disappearance.js';
import type { NeighbourCheck } from './levels.js';
import { type CheckLimits, defaultLimits } from './limits.js';
import { checkUnitPrices } from './unit-prices.js';

/** Every check of a closed day against the days around it. */
export const neighbourChecks: readonly NeighbourCheck[] = [checkUnitPrices, checkDisappearance];

const neighbourCheckNames: ReadonlySet<string> = new Set(['unit-prices', 'disappearance']);
/** Read so long after its end, a day that passes is final. */
const finalAfterMs = 24 * hourMs;

export interface NeighbourVerdict {
  /** Of the day; [] where all is well or `judged` is false. */
  findings: Finding[];
  /** Days of `neighbours` that were held back for their neighbours alone, and are not any more beside this day. */
  release: number[];
  /** false: fewer than `leastNeighbours` days are known, so it is to be judged again when there are more. */
  judged: boolean;
}

/** What becomes of a day that is known already. */
export interface Rejudged {
  startMs: number;
  state: DayState;
  findings: readonly Finding[];
}

export interface RejudgeOptions {
  limits?: CheckLimits;
  /** Starts of days that a person accepted: they count as neighbours and stay as they are. */
  accepted?: ReadonlySet<number>;
  /**
   * Only what one day that was just written may have changed. Then `days` need reach no further than 14 standing
   * days (twice `neighbourDays`) on either side of it; without, every day is judged, and `days` must be all there are.
   */
  touchedMs?: number;
}

/**
 * Judges a closed day against others of its cluster, in any order, near ones and far ones; those held back for their
 * neighbours alone should be among them. Pure.
 */
export function judgeAgainstNeighbours(
  day: DayHead,
  neighbours: readonly DayHead[],
  limits: CheckLimits = defaultLimits,
): NeighbourVerdict {
  const others = neighbours.filter((other) => isLike(day, other) && other.startMs !== day.startMs);
  const standing = byDate([day, ...others].filter(stands));
  const release = others.filter(
    (other) =>
      other.state === 'quarantined' &&
      stands(other) &&
      !isHeld(findingsAt(standing, standing.indexOf(other), limits)),
  );
  return {
    findings: findingsAt(standing, standing.indexOf(day), limits),
    release: release.map(({ startMs }) => startMs),
    judged: others.filter(stands).length >= limits.leastNeighbours,
  };
}

/**
 * What must be written about the days of one cluster so that each stands as its neighbours say. It depends on what
 * OpenCost said of the days and on nothing that was found before: the order in which days come changes nothing, and
 * once its result is written it gives [].
 */
export function rejudge(days: readonly DayHead[], options: RejudgeOptions = {}): Rejudged[] {
  const { limits = defaultLimits, accepted, touchedMs } = options;
  const standing = byDate(days.filter(stands));
  const place = standing.filter(({ startMs }) => touchedMs !== undefined && startMs < touchedMs).length;
  return standing.flatMap((day, at) => {
    if (accepted?.has(day.startMs)) return [];
    if (touchedMs !== undefined && Math.abs(at - place) > limits.neighbourDays) return [];
    const verdict = withNeighbours(day, findingsAt(standing, at, limits));
    const isSame = verdict.state === day.state && sameFindings(verdict.findings, day.findings);
    return isSame ? [] : [{ startMs: day.startMs, ...verdict }];
  });
}

/** State and findings of a day with what its neighbours say of it in place of what they said before. */
export function withNeighbours(
  day: Pick<DayHead, 'state' | 'findings' | 'asOfMs' | 'endMs'>,
  neighbourFindings: readonly Finding[],
): { state: DayState; findings: Finding[] } {
  const own = day.findings.filter(({ check }) => !neighbourCheckNames.has(check));
  const findings = [...own, ...neighbourFindings];
  if (isHeld(findings)) return { state: 'quarantined', findings };
  return { state: day.state === 'quarantined' ? passedState(day, own) : day.state, findings };
}

/** The state of a closed day that nothing speaks against. */
function passedState(day: Pick<DayHead, 'asOfMs' | 'endMs'>, own: readonly Finding[]): DayState {
  if (own.some(({ severity }) => severity === 'partial')) return 'partial';
  if (own.some(({ check }) => check === 'second-look')) return 'final';
  const unreconciled = own.some(({ check }) => check === 'assets');
  return day.asOfMs - day.endMs >= finalAfterMs && !unreconciled ? 'final' : 'sealed';
}

/** Days that others may be held against: whatever passed its own checks, or was accepted. */
function stands(day: DayHead): boolean {
  if (day.state === 'live' || day.state === 'missing') return false;
  if (day.state !== 'quarantined') return true;
  const held = day.findings.filter(({ severity }) => severity === 'held');
  return held.every(({ check }) => neighbourCheckNames.has(check));
}

function findingsAt(standing: readonly DayHead[], at: number, limits: CheckLimits): Finding[] {
  const day = standing[at];
  if (!day) return [];
  const before = standing.slice(Math.max(0, at - limits.neighbourDays), at);
  const after = standing.slice(at + 1, at + 1 + limits.neighbourDays);
  if (before.length + after.length < limits.leastNeighbours) return [];
  return neighbourChecks
    .map((check) => check({ day, before, after }, limits))
    .filter((finding) => finding !== null);
}

function isHeld(findings: readonly Finding[]): boolean {
  return findings.some(({ severity }) => severity === 'held');
}

function isLike(day: DayHead, other: DayHead): boolean {
  return other.cluster === day.cluster && other.currency === day.currency;
}

function byDate(days: readonly DayHead[]): DayHead[] {
  return [...days].sort((a, b) => a.startMs - b.startMs);
}

/** Figures are left out: a database may give their keys in another order. */
function sameFindings(a: readonly Finding[], b: readonly Finding[]): boolean {
  const told = (findings: readonly Finding[]) =>
    JSON.stringify(findings.map(({ check, severity, reason }) => [check, severity, reason]));
  return told(a) === told(b);
}
