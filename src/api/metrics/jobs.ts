import { Counter, Histogram, type Registry } from 'prom-client';

export interface FinishedJob {
  job: string;
  outcome: 'done' | 'again' | 'failed' | 'put-back';
  durationMs: number;
}

const outcomes = ['done', 'again', 'failed', 'put_back'] as const;
/** From a look that finds nothing to half an hour of reading the past. */
const buckets = [0.01, 0.05, 0.25, 1, 5, 15, 60, 300, 900, 1_800];

/** Background work of this process. The label is `name`: `job` belongs to Prometheus. */
export function jobMetrics(registry: Registry): (run: FinishedJob) => void {
  const registers = [registry];
  const runs = new Counter({
    name: 'kubecent_job_runs_total',
    help: 'Runs of background jobs by how they ended.',
    labelNames: ['name', 'outcome'],
    registers,
  });
  const duration = new Histogram({
    name: 'kubecent_job_duration_seconds',
    help: 'Time of a run of a background job.',
    labelNames: ['name'],
    buckets,
    registers,
  });
  const known = new Set<string>();
  return ({ job: name, outcome, durationMs }) => {
    // a rate needs the zero that was before
    if (!known.has(name)) for (const one of outcomes) runs.inc({ name, outcome: one }, 0);
    known.add(name);
    runs.inc({ name, outcome: outcome.replace('-', '_') });
    duration.observe({ name }, durationMs / 1_000);
  };
}
