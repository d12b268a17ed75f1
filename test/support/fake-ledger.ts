import type { DayState, Finding } from '../../src/cost/day.js';
import { dayMs, hourMs, startOfUtcDay } from '../../src/cost/time.js';
import type {
  HistoryProgress,
  LedgerDesk,
  LedgerLine,
  ResealRequest,
} from '../../src/cost-service/ledger-desk.js';
import type { ClusterGrain, SealedDay } from '../../src/cost-service/ledger-ports.js';
import { sealedDay } from './sealed-day.js';
import { tuesdayMorningMs } from './service.js';

/** What was done to it, in order. */
export type Deed =
  | { did: 'accept'; cluster: string; startMs: number; why: string }
  | { did: 'reseal'; request: Omit<ResealRequest, 'onProgress'> }
  | { did: 'purge'; namespace: string }
  | { did: 'grain'; cluster: string; grain: ClusterGrain['grain'] }
  | { did: 'export' | 'import'; file: string };

export const noPods: Finding = {
  check: 'no-pods',
  severity: 'held',
  reason: 'no pods in the answer while nodes cost $31.10',
  figures: { nodeCost: 3_110_000, ordinaryRows: 0 },
};

const yesterdayMs = startOfUtcDay(tuesdayMorningMs) - dayMs;

/** The state of the day so many days before yesterday, and what goes with it. */
function dayBack(back: number): [DayState, Parameters<typeof sealedDay>[2]] | null {
  const startMs = yesterdayMs - back * dayMs;
  if (back === 0) return ['sealed', {}];
  if (back === 3) return ['quarantined', { findings: [noPods], look: 'again', looks: 4 }];
  if (back === 5)
    return [
      'final',
      {
        restated: { fromTotal: 123_450_000, atMs: startMs + 2 * dayMs },
        number: 2,
        look: 'second',
        looks: 2,
      },
    ];
  if (back === 8)
    return [
      'partial',
      {
        coveredMinutes: 1_080,
        findings: [
          {
            check: 'coverage',
            severity: 'partial',
            reason: 'nodes seen for 1,080 of 1,440 minutes',
            figures: { coveredMinutes: 1_080 },
          },
        ],
      },
    ];
  if (back === 9) return ['final', { accepted: { why: 'the price is right', atMs: startMs + 3 * dayMs } }];
  if (back === 12) return null;
  return ['final', { looks: 2, look: 'second' }];
}

/** A ledger in memory: of the days before a Tuesday one is held back, one restated, one partial, one accepted, one not read. */
export function createFakeLedger({ clusters = ['prod'], currency = 'USD' } = {}): {
  desk: LedgerDesk;
  deeds: Deed[];
} {
  const deeds: Deed[] = [];

  const sealedOf = (cluster: string, startMs: number): SealedDay | null => {
    const back = Math.round((yesterdayMs - startMs) / dayMs);
    const known = dayBack(back);
    if (known === null || back > 40) return null;
    const [state, fields] = known;
    const day = sealedDay(1, state, { total: 10_000_000 + back * 12_345, ...fields });
    const endMs = startMs + dayMs;
    return {
      ...day,
      head: { ...day.head, cluster, currency, startMs, endMs },
      revisionId: startMs / dayMs,
      writtenMs: endMs + hourMs,
      lookedMs: endMs + hourMs,
    };
  };

  const lineOf = (cluster: string, startMs: number): LedgerLine => {
    const sealed = sealedOf(cluster, startMs);
    const isSettled = sealed?.head.state === 'final' || sealed?.head.state === 'partial';
    return { cluster, startMs, currency, sealed, nextLookMs: isSettled ? null : tuesdayMorningMs + hourMs };
  };

  const grainOf = (cluster: string): ClusterGrain =>
    cluster === 'large'
      ? { cluster, grain: 'workload', why: 'a day’s answer was over 200 MB', sinceMs: yesterdayMs }
      : { cluster, grain: 'container', why: '', sinceMs: 0 };

  const desk: LedgerDesk = {
    async lines(names, startMs, endMs) {
      const lines: LedgerLine[] = [];
      for (let day = endMs - dayMs; day >= startMs; day -= dayMs)
        for (const cluster of names ?? clusters) lines.push(lineOf(cluster, day));
      return lines;
    },
    async history(cluster, startMs) {
      const sealed = sealedOf(cluster, startMs);
      if (!sealed) return [];
      if (!sealed.restated) return [sealed];
      const earlier = { ...sealed, number: 1, look: 'first' as const, total: sealed.restated.fromTotal };
      return [sealed, { ...earlier, restated: null, looks: 1 }];
    },
    async accept(cluster, startMs, why) {
      deeds.push({ did: 'accept', cluster, startMs, why });
      const sealed = sealedOf(cluster, startMs) as SealedDay;
      const head = { ...sealed.head, state: 'final' as const };
      return { ...sealed, head, accepted: { why, atMs: tuesdayMorningMs } };
    },
    async reseal({ onProgress, ...request }) {
      deeds.push({ did: 'reseal', request });
      const pairs = request.days.flatMap((startMs) =>
        (request.clusters ?? clusters).map((cluster) => ({ cluster, startMs })),
      );
      onProgress?.(pairs.length, pairs.length);
      return pairs.map(({ cluster, startMs }) => resealed(cluster, startMs, request.write));
    },
    async verify(onProgress) {
      onProgress?.(39);
      const faults = ['the total is $1.00 and its rows are $2.00'];
      return { days: 39, faulty: [{ cluster: 'prod', startMs: yesterdayMs, revisionId: 7, faults }] };
    },
    async purgeNamespace(namespace) {
      deeds.push({ did: 'purge', namespace });
      return { days: 12 };
    },
    grains: async () => clusters.map(grainOf),
    async setGrain(cluster, grain) {
      deeds.push({ did: 'grain', cluster, grain });
      return { cluster, grain, why: 'a person decided so', sinceMs: tuesdayMorningMs };
    },
    async exportTo(file) {
      deeds.push({ did: 'export', file });
      return { days: 39, bytes: 1_234_567 };
    },
    async importFrom(file) {
      deeds.push({ did: 'import', file });
      return { added: 1, known: 38 };
    },
    size: async () => ({
      engine: 'embedded',
      tableBytes: 6_100_000,
      folderBytes: 31_400_000,
      days: 39,
      revisions: 40,
    }),
  };

  const resealed = (cluster: string, startMs: number, write: boolean) => {
    const sealed = sealedOf(cluster, startMs);
    const before = sealed && { state: sealed.head.state, total: sealed.total };
    const base = { cluster, startMs, currency, before };
    const back = Math.round((yesterdayMs - startMs) / dayMs);
    if (back === 1)
      return {
        ...base,
        after: null,
        failure: 'OpenCost did not answer within 120 s.',
        changes: [],
        written: false,
      };
    if (back === 2) {
      const after = { state: 'quarantined' as const, total: 3_110_000, findings: [noPods] };
      return { ...base, after, failure: null, changes: [], written: false };
    }
    if (back !== 3) {
      const after = { state: 'sealed' as const, total: before?.total ?? 0, findings: [] };
      return { ...base, after, failure: null, changes: [], written: write };
    }
    const after = { state: 'sealed' as const, total: 12_000_000, findings: [] };
    const changes = [
      { namespace: 'payments', before: 1_000_000, after: 3_000_000 },
      { namespace: '', before: 500_000, after: 462_965 },
    ];
    return { ...base, after, failure: null, changes, written: write };
  };

  return { desk, deeds };
}

/** How far the past of a cluster is read, with any field replaced. */
export function historyProgress(fields: Partial<HistoryProgress> = {}): HistoryProgress {
  return {
    cluster: 'prod',
    wantedDays: 97,
    settledDays: 97,
    states: { sealed: 2, final: 95, partial: 0, quarantined: 0, missing: 0 },
    firstDayMs: yesterdayMs - 96 * dayMs,
    lastDayMs: yesterdayMs,
    lastCompleteMs: yesterdayMs,
    held: [],
    secondsLeft: 0,
    unread: null,
    grain: { cluster: 'prod', grain: 'container', why: '', sinceMs: 0 },
    ...fields,
  };
}
