import type { DayCosts } from '../cost/day.js';
import { resourceTotal } from '../cost/idle.js';
import { partsTotal } from '../cost/measures.js';
import { KubecentError } from '../errors.js';
import type { ResealOutcome } from './ledger-desk.js';
import type { DayBook, SealedDay } from './ledger-ports.js';
import type { Cluster } from './load-day.js';
import type { SealedDays } from './sealed-days.js';

export interface Reseal {
  clusters: readonly Cluster[];
  sealedDays: SealedDays;
  ledger: DayBook;
  now: () => number;
  /** Asks OpenCost for a day again, past every cache. Throws KubecentError. */
  askAgain: (cluster: Cluster, startMs: number) => Promise<DayCosts>;
  /** The day with what its neighbours say of it. */
  judge: (day: DayCosts) => Promise<DayCosts>;
  /** Judges the neighbours of a day that was just written. */
  settle: (cluster: string, startMs: number) => Promise<void>;
}

const namespacesTold = 10;

/** What a day costs, idle and unclaimed volumes included. */
export function costOfDay(day: DayCosts): number {
  return day.rows.reduce((total, { cost }) => total + partsTotal(cost), resourceTotal(day.idle));
}

/** Asks OpenCost again for each (cluster, day) and compares with what is sealed; with `write`, what passes its checks is written. */
export async function resealDays(
  options: Reseal,
  request: { days: readonly number[]; write: boolean; onProgress?: (done: number, total: number) => void },
): Promise<ResealOutcome[]> {
  const outcomes: ResealOutcome[] = [];
  const total = request.days.length * options.clusters.length;
  for (const startMs of request.days) {
    for (const cluster of options.clusters) {
      outcomes.push(await resealOne(options, cluster, startMs, request.write));
      request.onProgress?.(outcomes.length, total);
    }
  }
  return outcomes;
}

async function resealOne(
  options: Reseal,
  cluster: Cluster,
  startMs: number,
  write: boolean,
): Promise<ResealOutcome> {
  const { currency, name } = cluster;
  const [sealed = null] = await options.sealedDays.of(name, startMs, startMs + 1);
  const before = sealed && { state: sealed.head.state, total: sealed.total };
  const base = { cluster: name, startMs, currency, before };
  try {
    const day = await options.judge(await options.askAgain(cluster, startMs));
    const total = costOfDay(day);
    const changes = differences(await namespacesOf(options, sealed), namespaceCosts(day));
    const passes = day.state !== 'quarantined' && day.state !== 'missing';
    const written =
      write && passes && !(await isSame(options, sealed, day)) && (await rewrite(options, sealed, day));
    if (written) await options.settle(name, startMs);
    const after = { state: day.state, total, findings: day.findings };
    return { ...base, after, failure: null, changes: changes.slice(0, namespacesTold), written };
  } catch (error) {
    if (!(error instanceof KubecentError)) throw error;
    return { ...base, after: null, failure: error.userMessage, changes: [], written: false };
  }
}

/** The same rows and figures, worth as much: another revision would say nothing new. */
async function isSame({ ledger }: Reseal, sealed: SealedDay | null, day: DayCosts): Promise<boolean> {
  if (sealed === null || isWhole(sealed.head) !== isWhole(day) || sealed.head.state === 'quarantined')
    return false;
  return sealed.contentHash === (await ledger.hashOf(day));
}

function isWhole({ state }: Pick<DayCosts, 'state'>): boolean {
  return state === 'sealed' || state === 'final';
}

async function rewrite({ ledger, now }: Reseal, sealed: SealedDay | null, day: DayCosts): Promise<boolean> {
  const nowMs = now();
  const differs = sealed !== null && sealed.head.state !== 'missing' && sealed.total !== costOfDay(day);
  const { written } = await ledger.write(
    day.state === 'sealed' && sealed !== null ? { ...day, state: 'final' } : day,
    {
      look: 'reseal',
      writtenMs: nowMs,
      looks: (sealed?.looks ?? 0) + 1,
      lookedMs: day.asOfMs,
      restated: differs ? { fromTotal: sealed.total, atMs: nowMs } : null,
      accepted: null,
    },
    sealed?.revisionId ?? null,
  );
  return written;
}

/** Cost by namespace as it is sealed, idle under ''. */
async function namespacesOf({ sealedDays }: Reseal, sealed: SealedDay | null): Promise<Map<string, number>> {
  const costs = new Map<string, number>();
  if (!sealed) return costs;
  costs.set('', resourceTotal(sealed.head.idle));
  for await (const block of sealedDays.blocks([sealed.revisionId], 'namespace')) {
    if (!block) continue;
    for (let row = 0; row < block.rowCount; row += 1) {
      const place = block.placeOf(block.placeIds[row] as number);
      const name = place.kind === 'unmounted' ? '__unmounted__' : place.namespace;
      let money = 0;
      for (const part of costParts) money += block.sums[part]?.[row] ?? 0;
      costs.set(name, (costs.get(name) ?? 0) + money);
    }
  }
  return costs;
}

const costParts = ['cpu', 'ram', 'gpu', 'storage', 'network', 'loadBalancer', 'other'] as const;

function namespaceCosts(day: DayCosts): Map<string, number> {
  const costs = new Map([['', resourceTotal(day.idle)]]);
  for (const { kind, namespace, cost } of day.rows) {
    const name = kind === 'unmounted' ? '__unmounted__' : namespace;
    costs.set(name, (costs.get(name) ?? 0) + partsTotal(cost));
  }
  return costs;
}

/** Namespaces whose cost differs, the largest difference first. */
function differences(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
): { namespace: string; before: number; after: number }[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((namespace) => ({
      namespace,
      before: before.get(namespace) ?? 0,
      after: after.get(namespace) ?? 0,
    }))
    .filter((one) => one.before !== one.after)
    .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before));
}
