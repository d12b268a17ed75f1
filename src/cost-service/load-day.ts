import type { Asset } from '../cost/allocation.js';
import type { DayCosts, Finding } from '../cost/day.js';
import { createDayFolder } from '../cost/fold.js';
import type { CheckLimits } from '../cost/quality/limits.js';
import { hourMs, minuteMs } from '../cost/time.js';
import { KubecentError } from '../errors.js';
import type { PlannedDay } from './plan.js';
import type { CostSource, SourceRequest } from './ports.js';
import { takeTurns } from './turns.js';

/** One OpenCost as the service knows it. */
export interface Cluster {
  /** The configured name: part of every key. */
  name: string;
  /** ISO 4217; OpenCost does not tell. */
  currency: string;
  source: CostSource;
  /** Earlier names, under which the ledger may know it. */
  aliases?: readonly string[];
  /** End of its last day where the cluster is no more; null or absent while it lives. */
  untilMs?: number | null;
  /** The address of its OpenCost's own page; null or absent where none is known. */
  page?: string | null;
}

/** A folded day and how long OpenCost took for it. */
export interface LoadedDay {
  day: DayCosts;
  durationMs: number;
}

/** A closed day counts as settled when it was read this long after its end: late series and prices are in by then. */
const settledAfterMs = 24 * hourMs;
/** Before this, the last samples of a day may still be on their way. */
const closingMs = 15 * minuteMs;

/**
 * Asks one OpenCost for one day, allocations as a stream with assets beside them, folds and checks it.
 * Assets that cannot be read leave a day that was not reconciled, and says so; allocations that cannot be read throw.
 */
export async function loadDay(
  cluster: Cluster,
  piece: PlannedDay,
  options: {
    now: () => number;
    signal?: AbortSignal | undefined;
    limits?: CheckLimits | undefined;
    grain?: 'container' | 'workload' | undefined;
  },
): Promise<LoadedDay> {
  const { now, signal, limits, grain } = options;
  const startedMs = now();
  const { startMs, endMs } = piece;
  const request: SourceRequest = {
    startMs,
    endMs,
    ...(grain ? { grain } : {}),
    ...(signal ? { signal } : {}),
  };
  const folder = createDayFolder({
    cluster: cluster.name,
    currency: cluster.currency,
    startMs,
    endMs,
    ...(limits ? { limits } : {}),
    ...(grain ? { rowsAre: grain } : {}),
  });
  const foldAllocations = async () => {
    for await (const allocation of cluster.source.allocation(request)) folder.add(allocation);
  };
  const [{ assets, finding }] = await Promise.all([readAssets(cluster.source, request), foldAllocations()]);
  const nowMs = now();
  const folded = await takeTurns(folder.finishInSlices({ assets, nowMs, closed: piece.closed }));
  const settled = folded.state === 'sealed' && nowMs - piece.endMs >= settledAfterMs && finding === null;
  const day: DayCosts = {
    ...folded,
    state: settled ? 'final' : folded.state,
    findings: finding ? [...folded.findings, finding] : folded.findings,
  };
  return { day, durationMs: nowMs - startedMs };
}

async function readAssets(
  source: CostSource,
  request: SourceRequest,
): Promise<{ assets: Asset[]; finding: Finding | null }> {
  try {
    return { assets: await source.assets(request), finding: null };
  } catch (cause) {
    if (!(cause instanceof KubecentError) || request.signal?.aborted) throw cause;
    const reason = 'nodes and disks could not be read, so the day was not held against them';
    return { assets: [], finding: { check: 'assets', severity: 'note', reason, figures: {} } };
  }
}

/**
 * How long a loaded day counts as fresh. The running day: the cache's time to live, and never sooner again than
 * 20 times what its answer took; a closed day longer the older it is, because OpenCost hardly changes it any more.
 */
export function dayTtlMs({ day, durationMs }: LoadedDay, defaultTtlMs: number): number {
  const ageMs = day.asOfMs - day.endMs;
  if (ageMs < closingMs) return Math.max(defaultTtlMs, 20 * durationMs);
  if (day.findings.some((finding) => finding.check === 'assets'))
    return Math.max(defaultTtlMs, 20 * durationMs);
  if (day.state === 'quarantined' || day.state === 'missing' || day.state === 'partial') return hourMs;
  if (ageMs < 36 * hourMs) return hourMs;
  return 24 * hourMs;
}
