import { isBlockDay, type SumDay } from '../cost/block.js';
import { dayMs, startOfUtcDay } from '../cost/time.js';
import type { DayOutcome, ReadOptions } from './day-outcome.js';
import type { Cluster } from './load-day.js';
import { type PlannedDay, planDays } from './plan.js';
import type { KnownNames } from './ports.js';

/** Closed days whose names are offered, besides those of the running day. */
const daysBack = 2;
const keptMs = 5 * 60_000;
/** After so long what was not read in time is looked for again. */
const keptInPartMs = 15_000;

export interface NamesOptions {
  clusters: readonly Pick<Cluster, 'name' | 'untilMs'>[];
  readDays: (pieces: readonly PlannedDay[], read: ReadOptions) => Promise<DayOutcome[]>;
  now: () => number;
  /** How long is waited for days that have to be asked for. */
  patience: () => AbortSignal;
}

/**
 * The names that occur in the last days, from what is kept of them. They are read at most every five minutes, and those
 * who ask meanwhile, or while they are read again, get the last ones at once.
 */
export function createNames({ clusters, readDays, now, patience }: NamesOptions): () => Promise<KnownNames> {
  let known: { names: KnownNames; untilMs: number } | null = null;
  let reading: Promise<KnownNames> | null = null;

  const read = async (): Promise<KnownNames> => {
    const todayMs = startOfUtcDay(now());
    const startMs = todayMs - daysBack * dayMs;
    const window = { kind: 'days', startMs, endMs: todayMs, includesToday: false, name: '' } as const;
    const living = clusters.filter(({ untilMs }) => (untilMs ?? Number.POSITIVE_INFINITY) > startMs);
    const pieces = planDays({ window, baseline: null }, living.map(nameOf), now());
    const outcomes = await readDays(pieces, { grain: 'workload', includeHeld: true, patience: patience() });
    const isWhole = outcomes.every(({ day }) => day !== null);
    const names = { clusters: clusters.map(nameOf), ...namesIn(outcomes.flatMap(({ day }) => day ?? [])) };
    known = { names, untilMs: now() + (isWhole ? keptMs : keptInPartMs) };
    return names;
  };

  return async () => {
    if (known && now() < known.untilMs) return known.names;
    reading ??= read().finally(() => {
      reading = null;
    });
    if (!known) return reading;
    // who waits for the next ones gets their error; nobody does here
    reading.catch(() => undefined);
    return known.names;
  };
}

function nameOf({ name }: Pick<Cluster, 'name'>): string {
  return name;
}

/** Names in order; labels as "team=pay". */
function namesIn(days: readonly SumDay[]): Omit<KnownNames, 'clusters'> {
  const namespaces = new Set<string>();
  const controllers = new Set<string>();
  const labels = new Map<string, Set<string>>();
  const seen = new Set<object>();
  const addLabels = (set: Readonly<Record<string, string>>) => {
    if (seen.has(set)) return;
    seen.add(set);
    for (const key of Object.keys(set)) {
      const values = labels.get(key) ?? new Set();
      labels.set(key, values.add(set[key] ?? ''));
    }
  };
  const add = (row: { namespace: string; controller: string }) => {
    namespaces.add(row.namespace);
    controllers.add(row.controller);
  };
  for (const day of days) {
    if (!isBlockDay(day)) {
      day.rows.forEach(add);
      day.labelSets.forEach(addLabels);
      continue;
    }
    for (const id of new Set(day.block.placeIds)) {
      const place = day.block.placeOf(id);
      add(place);
      addLabels(place.labels);
    }
  }
  return {
    namespaces: sorted(namespaces),
    controllers: sorted(controllers),
    labels: sorted(labels.keys()),
    labelValues: [...labels].flatMap(([key, values]) => sorted(values).map((value) => `${key}=${value}`)),
  };
}

function sorted(names: Iterable<string>): string[] {
  return [...names].filter((name) => name !== '').sort();
}
