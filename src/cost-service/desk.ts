import { dayMs, isoDate } from '../cost/time.js';
import { KubecentError, NotUnderstood } from '../errors.js';
import type { ClusterGrains } from './cluster-grains.js';
import type { Generation } from './generation.js';
import type { LedgerDesk, LedgerLine } from './ledger-desk.js';
import type { BesideLedger, DayBook, LedgerCare, SealedDay } from './ledger-ports.js';
import type { Cluster } from './load-day.js';
import { type Reseal, resealDays } from './reseal.js';
import type { SealedDays } from './sealed-days.js';

/** Where an exported ledger is written to and read from. */
export interface LedgerFiles {
  /** Writes all lines to a new file; throws KubecentError where it exists or cannot be written. Returns bytes. */
  write(file: string, lines: AsyncIterable<string>): Promise<number>;
  /** The lines of a file; throws KubecentError where it cannot be read. */
  read(file: string): AsyncIterable<string>;
}

export interface DeskOptions {
  clusters: readonly Cluster[];
  sealedDays: SealedDays;
  ledger: DayBook & LedgerCare;
  grains: ClusterGrains;
  generation: Generation;
  files: LedgerFiles;
  beside?: BesideLedger | undefined;
  now: () => number;
  /** Asks OpenCost for a day again, past every cache. */
  askAgain: Reseal['askAgain'];
  judge: Reseal['judge'];
  settle: Reseal['settle'];
  nextLookMs: (cluster: Cluster, startMs: number, sealed: SealedDay | null) => number | null;
}

/** What people may do with the ledger: see `LedgerDesk`. */
export function createDesk(options: DeskOptions): LedgerDesk {
  const { sealedDays, ledger, grains, generation, files, now } = options;

  const chosen = (names: readonly string[] | null): Cluster[] => {
    for (const name of names ?? []) clusterCalled(name);
    return options.clusters.filter(({ name }) => names === null || names.includes(name));
  };
  const clusterCalled = (name: string): Cluster => {
    const cluster = options.clusters.find((one) => one.name === name);
    if (cluster) return cluster;
    const known = options.clusters.map((one) => one.name).join(', ');
    throw new NotUnderstood(`There is no cluster “${name}”. Known: ${known}.`, [], 'UNKNOWN_CLUSTER');
  };

  const linesOf = async (cluster: Cluster, startMs: number, endMs: number): Promise<LedgerLine[]> => {
    const sealed = new Map(
      (await sealedDays.of(cluster.name, startMs, endMs)).map((day) => [day.head.startMs, day]),
    );
    const lastMs = Math.min(endMs, cluster.untilMs ?? endMs);
    const lines: LedgerLine[] = [];
    for (let day = startMs; day < lastMs; day += dayMs) {
      const found = sealed.get(day) ?? null;
      const nextLookMs = options.nextLookMs(cluster, day, found);
      lines.push({
        cluster: cluster.name,
        startMs: day,
        currency: cluster.currency,
        sealed: found,
        nextLookMs,
      });
    }
    return lines;
  };

  return {
    async lines(names, startMs, endMs) {
      const all = await Promise.all(chosen(names).map((cluster) => linesOf(cluster, startMs, endMs)));
      return all.flat().sort((a, b) => b.startMs - a.startMs || (a.cluster < b.cluster ? -1 : 1));
    },
    async history(name, startMs) {
      const cluster = clusterCalled(name).name;
      const names = sealedDays.namesOf(cluster);
      const known = await Promise.all(names.map((one) => ledger.history(one, startMs)));
      return known.flat().map((day) => ({ ...day, head: { ...day.head, cluster } }));
    },
    async accept(name, startMs, why) {
      const [sealed] = await sealedDays.of(clusterCalled(name).name, startMs, startMs + 1);
      const day = isoDate(startMs);
      if (!sealed)
        throw refusal(
          'NOT_SEALED',
          `${day} has not been read yet; kubecent ledger ${day} says when it will be.`,
        );
      if (sealed.head.state !== 'quarantined')
        throw refusal('NOT_HELD', `${day} is not held back, so there is nothing to accept.`);
      const accepted = { why, atMs: now() };
      const findings = sealed.head.findings.map((finding) =>
        finding.severity === 'held' ? { ...finding, severity: 'note' as const } : finding,
      );
      const state = findings.some(({ severity }) => severity === 'partial') ? 'partial' : 'final';
      await ledger.amend(sealed.revisionId, { state, findings, accepted });
      await generation.change();
      return { ...sealed, head: { ...sealed.head, state, findings }, accepted };
    },
    async reseal({ clusters: names, days, write, onProgress }) {
      const outcomes = await resealDays(
        { ...options, clusters: chosen(names) },
        { days, write, ...(onProgress ? { onProgress } : {}) },
      );
      if (outcomes.some(({ written }) => written)) await generation.change();
      return outcomes;
    },
    async verify(onProgress) {
      const faulty = [];
      let days = 0;
      for await (const day of ledger.verify()) {
        days += 1;
        if (day.faults.length > 0) faulty.push(day);
        onProgress?.(days);
      }
      return { days, faulty };
    },
    async purgeNamespace(namespace) {
      const days = await ledger.purgeNamespace(namespace, now());
      await generation.change();
      return { days };
    },
    grains: () => Promise.all(options.clusters.map(({ name }) => grains.of(name))),
    setGrain: (name, grain) => grains.set(clusterCalled(name).name, grain, 'a person decided so'),
    async exportTo(file) {
      const { days } = await ledger.size();
      return { days, bytes: await files.write(file, allLines(ledger, options.beside)) };
    },
    async importFrom(file) {
      const result = await ledger.importLines(withoutBeside(files.read(file), options.beside), now());
      await generation.change();
      return result;
    },
    size: () => ledger.size(),
  };
}

async function* allLines(ledger: LedgerCare, beside?: BesideLedger): AsyncIterable<string> {
  yield* ledger.exportLines();
  if (beside) yield* beside.lines();
}

/** The ledger's own lines; what belongs beside it is taken there. */
async function* withoutBeside(lines: AsyncIterable<string>, beside?: BesideLedger): AsyncIterable<string> {
  for await (const line of lines) if (!(await beside?.take(line))) yield line;
}

function refusal(code: string, userMessage: string): KubecentError {
  return new KubecentError({ code, userMessage, retryable: false });
}
