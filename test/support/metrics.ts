import { createMetrics } from '../../src/api/metrics.js';
import { historyProgress } from './fake-ledger.js';

/** One line of what Prometheus is told. */
export interface Sample {
  name: string;
  labels: Readonly<Record<string, string>>;
  value: number;
}

/** The samples of a text in the format of Prometheus, in order. */
export function samplesOf(body: string): Sample[] {
  return [...body.matchAll(/^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/gm)].map(
    ([, name = '', labels = '', value = '']) => ({
      name,
      labels: Object.fromEntries(
        [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key = '', text = '']) => [key, text]),
      ),
      value: Number(value),
    }),
  );
}

/** What samples of one name say, as "label=value label=value": value, where that is not 0. */
export function countsOf(body: string, name: string): Record<string, number> {
  return Object.fromEntries(
    samplesOf(body)
      .filter((sample) => sample.name === name && sample.value !== 0)
      .map(({ labels, value }) => [
        Object.entries(labels)
          .map(([label, text]) => `${label}=${text}`)
          .join(' '),
        value,
      ]),
  );
}

/** Metrics that were told one of everything, so that each has a sample with its labels. */
export function filledMetrics() {
  const metrics = createMetrics({
    version: '1.2.3',
    now: () => Date.parse('2026-11-24T09:00:00Z'),
    cache: () => ({
      engine: 'redis',
      connected: true,
      entries: 5,
      hits: 7,
      misses: 4,
      expired: 2,
      stale: 1,
      loads: 3,
      errors: 0,
    }),
    days: async () => [{ ...historyProgress(), ended: false }],
    overdue: async () => ({ due: 1, sending: 0, withheld: 2 }),
  });
  metrics.questionAnswered({
    report: 'cost',
    surface: 'slack',
    source: 'ledger',
    outcome: 'answered',
    durationMs: 200,
  });
  metrics.openCostAsked({
    cluster: 'prod',
    route: 'allocation',
    outcome: 'OPENCOST_TIMEOUT',
    retries: 2,
    durationMs: 3_000,
  });
  metrics.jobFinished({ job: 'seal', outcome: 'put-back', durationMs: 40 });
  metrics.digestEnded({ outcome: 'delivered', latenessMs: 90_000 });
  metrics.slackCalled({ method: 'chat.postMessage', code: 'channel_not_found' });
  return metrics;
}
