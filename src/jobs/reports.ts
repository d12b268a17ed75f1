import type { Job, JobReport } from './job.js';

/** What the queue keeps of a job that has ended. */
interface EndedJob {
  name: string;
  finishedOn?: number | undefined;
  processedOn?: number | undefined;
  failedReason?: string | undefined;
  returnvalue: unknown;
}

/** The last run of each job that is known, in the order of the jobs. */
export function reportsOf(
  jobs: readonly Job[],
  ended: readonly (EndedJob | null | undefined)[],
): JobReport[] {
  return jobs.map(({ name, everyMs }) => {
    const last = ended
      .filter((one): one is EndedJob => one?.name === name)
      .reduce<EndedJob | null>(
        (latest, one) => (endOf(one) > (latest ? endOf(latest) : 0) ? one : latest),
        null,
      );
    return { name, everyMs, last: last && lastRun(last) };
  });
}

function lastRun(ended: EndedJob): NonNullable<JobReport['last']> {
  const endedMs = endOf(ended);
  const failed = Boolean(ended.failedReason);
  return {
    endedMs,
    tookMs: endedMs - (ended.processedOn ?? endedMs),
    failed,
    // the reason of a failure may hold what nobody should read: the log has it
    words: failed ? 'failed; the log has the cause' : String(ended.returnvalue ?? ''),
  };
}

function endOf({ finishedOn }: EndedJob): number {
  return finishedOn ?? 0;
}
