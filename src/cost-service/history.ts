import { dayMs } from '../cost/time.js';
import { type ClusterGrains, createClusterGrains } from './cluster-grains.js';
import type { DayQueue } from './day-queue.js';
import { createDesk } from './desk.js';
import { createGeneration, type Generation } from './generation.js';
import type { HistoryOptions } from './history-options.js';
import type { HistoryProgress, LedgerDesk } from './ledger-desk.js';
import { type Cluster, type LoadedDay, loadDay } from './load-day.js';
import { nextLookMs } from './look-times.js';
import type { PlannedDay } from './plan.js';
import type { AnswerCache, SealedPart, SealingRun } from './ports.js';
import { createSealedDays, type SealedDays } from './sealed-days.js';
import { createSealer } from './sealer.js';
import { runSealing } from './sealing-run.js';
import { createSealingSteps } from './sealing-steps.js';

export interface History {
  sealedDays: SealedDays;
  generation: Generation;
  desk: LedgerDesk;
  grainOf(cluster: string): Promise<'container' | 'workload' | undefined>;
  onLoaded(planned: PlannedDay, loaded: LoadedDay): void;
  onFailure(planned: PlannedDay, error: unknown): void;
  progress(): Promise<HistoryProgress[]>;
  /** See `CostService.seal`. */
  seal(part: SealedPart, signal: AbortSignal): Promise<SealingRun>;
  /** See `CostService.sweep`. */
  sweep(): Promise<{ revisions: number; podBlocks: number }>;
  /** Resolves when what goes on beside answers is over. */
  settle(): Promise<void>;
}

interface Surroundings {
  clusters: readonly Cluster[];
  queue: DayQueue;
  cache: AnswerCache;
  now: () => number;
}

/** Joins what keeps the past: sealing while days are read, reading the past beside it, and the desk. */
export function createHistory(
  options: HistoryOptions,
  { clusters, queue, cache, now }: Surroundings,
): History {
  const { ledger, limits, notices } = options;
  const sealedDays = createSealedDays(ledger, clusters);
  const generation = createGeneration(cache, now);
  const grains: ClusterGrains = createClusterGrains({ book: ledger, now, onChange: notices.grain });
  const sealer = createSealer({ sealedDays, ledger, generation, limits, now });
  const steps = createSealingSteps({ ...options, clusters, queue, sealedDays, sealer, grains, now });
  const beside = new Set<Promise<unknown>>();

  const inBackground = (work: Promise<unknown>): void => {
    const tracked = work.catch(notices.fault).finally(() => beside.delete(tracked));
    beside.add(tracked);
  };

  const askAgain = async (cluster: Cluster, startMs: number) => {
    const piece: PlannedDay = {
      cluster: cluster.name,
      startMs,
      endMs: startMs + dayMs,
      closed: true,
      role: 'window',
    };
    const { grain } = await grains.of(cluster.name);
    return (await loadDay(cluster, piece, { now, limits, grain })).day;
  };

  return {
    sealedDays,
    generation,
    desk: createDesk({
      clusters,
      sealedDays,
      ledger,
      grains,
      generation,
      files: options.files,
      beside: options.beside,
      now,
      askAgain,
      judge: sealer.judge,
      settle: sealer.settle,
      nextLookMs: (cluster, startMs, sealed) =>
        nextLookMs({ sealed, startMs, failure: steps.failureOf(cluster.name, startMs), nowMs: now() }),
    }),
    grainOf: async (cluster) => (await grains.of(cluster)).grain,
    onLoaded({ closed, startMs, endMs }, { day }) {
      grains.noteSuccess(day.cluster);
      if (closed && endMs - startMs === dayMs && startMs % dayMs === 0) inBackground(sealer.seal(day));
    },
    onFailure({ cluster }, error) {
      inBackground(grains.noteFailure(cluster, error));
    },
    progress: () => steps.progress(),
    seal: (part, signal) =>
      runSealing(
        {
          rights: options.rights,
          clusters: clusters.map(({ name }) => name),
          onTaken: steps.lookAgain,
          step: steps.step,
          onFault: notices.fault,
        },
        part,
        signal,
      ),
    sweep: () => ledger.sweep({ nowMs: now(), podsBeforeMs: now() - options.podHistoryDays * dayMs }),
    async settle() {
      await Promise.all(beside);
    },
  };
}
