import { Gauge, type Registry } from 'prom-client';
import { dayMs } from '../../cost/time.js';
import type { HistoryProgress, SealedState } from '../../cost-service/ledger-desk.js';
import type { Remembered } from './remembered.js';

/** States as people read them. */
const labels: Readonly<Record<SealedState, string>> = {
  sealed: 'complete',
  final: 'final',
  partial: 'partial',
  quarantined: 'held_back',
  missing: 'missing',
};
const states = Object.keys(labels) as SealedState[];

/** One cluster of the ledger. */
export type ClusterDays = Pick<
  HistoryProgress,
  'cluster' | 'states' | 'wantedDays' | 'settledDays' | 'lastCompleteMs'
> & {
  /** It was taken out of service: nothing new is expected of it. */
  ended: boolean;
};

/** Closed days in the ledger, as of the last time that it could be read. */
export function ledgerDaysMetrics(
  registry: Registry,
  { read, now }: { read: () => Promise<Remembered<readonly ClusterDays[]>>; now: () => number },
): void {
  const registers = [registry];
  new Gauge({
    name: 'kubecent_ledger_days',
    help: 'Days that are wanted (BACKFILL_DAYS) by what is known of them.',
    labelNames: ['cluster', 'state'],
    registers,
    async collect() {
      this.reset();
      for (const days of (await read()).value ?? []) {
        const { cluster, wantedDays } = days;
        // of a cluster that ended long ago nothing is wanted, and nothing is amiss
        if (wantedDays === 0) continue;
        for (const state of states) this.set({ cluster, state: labels[state] }, days.states[state]);
        this.set({ cluster, state: 'unread' }, wantedDays - days.settledDays);
      }
    },
  });
  new Gauge({
    name: 'kubecent_ledger_last_complete_day_age_seconds',
    help: 'Since the end of the last complete day; no sample for a cluster without one, or that has ended.',
    labelNames: ['cluster'],
    registers,
    async collect() {
      this.reset();
      for (const { cluster, ended, lastCompleteMs } of (await read()).value ?? [])
        if (!ended && lastCompleteMs !== null)
          this.set({ cluster }, Math.max(0, now() - lastCompleteMs - dayMs) / 1_000);
    },
  });
  new Gauge({
    name: 'kubecent_ledger_readable',
    help: '1 where the ledger could be read for this scrape, else 0: the days are then those of the time before.',
    registers,
    async collect() {
      this.set((await read()).ok ? 1 : 0);
    },
  });
}
