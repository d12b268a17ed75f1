import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { DigestOutcome, DigestReport, OverdueDigests } from '../../digests/outcomes.js';
import type { Remembered } from './remembered.js';

/** Each of them, so that a rate has its zero before the first. */
const outcomes: Readonly<Record<DigestOutcome, true>> = {
  delivered: true,
  quiet: true,
  withheld: true,
  refused: true,
  unresolved: true,
  missed: true,
  superseded: true,
  unsubscribed: true,
};
/** A digest says that it is late after a quarter of an hour, and is missed after a day. */
const latenessBuckets = [30, 60, 120, 300, 900, 1_800, 3_600, 10_800, 21_600, 43_200, 86_400];

/** What comes of digests in this process. */
export function digestMetrics(registry: Registry): (report: DigestReport) => void {
  const registers = [registry];
  const digests = new Counter({
    name: 'kubecent_digests_total',
    help: 'What became of digests; one that is withheld first counts again when it is over.',
    labelNames: ['outcome'],
    registers,
  });
  const lateness = new Histogram({
    name: 'kubecent_digest_lateness_seconds',
    help: 'How long after its time a digest was handed to Slack; without those that a person asked for.',
    buckets: latenessBuckets,
    registers,
  });
  for (const outcome of Object.keys(outcomes)) digests.inc({ outcome }, 0);
  return ({ outcome, latenessMs }) => {
    digests.inc({ outcome });
    if (latenessMs !== null) lateness.observe(latenessMs / 1_000);
  };
}

/** Digests that are late at this moment, as of the last time that the database could be read. */
export function overdueMetrics(
  registry: Registry,
  read: () => Promise<Remembered<OverdueDigests | null>>,
): void {
  new Gauge({
    name: 'kubecent_digests_overdue',
    help: 'Digests that should have gone out more than 15 minutes ago and are not over.',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      this.reset();
      const { value } = await read();
      for (const [state, count] of Object.entries(value ?? {})) this.set({ state }, count);
    },
  });
}
