import { expect, it } from '@jest/globals';
import { jobsPart, partOf } from '../../../src/jobs/health-part.js';
import type { JobReport } from '../../../src/jobs/job.js';
import { reportsOf } from '../../../src/jobs/reports.js';

const nowMs = 1_000_000;
const report = (
  name: string,
  last: Partial<NonNullable<JobReport['last']>> | null,
  everyMs = 60_000,
): JobReport => ({
  name,
  everyMs,
  last: last && { endedMs: nowMs - 10_000, tookMs: 1_200, failed: false, words: 'nothing due', ...last },
});

it('all jobs are well while each came lately and none failed', () => {
  expect(partOf([report('seal', {}), report('refresh', null)], nowMs)).toEqual({
    state: 'up',
    detail: 'seal: nothing due, 1.2 s',
    lastSuccessMs: nowMs - 10_000,
  });
});

it('one that failed, and one that does not come any more, are named', () => {
  const late = report('backfill', { endedMs: nowMs - 200_000 });
  const part = partOf([report('seal', { failed: true }), late, report('refresh', {})], nowMs);
  expect(part).toMatchObject({ state: 'degraded', detail: 'seal failed, the log has why; backfill late' });
});

it('a queue that cannot be reached is down', async () => {
  const part = jobsPart({ reports: async () => null }, () => nowMs);
  expect(await part.check()).toMatchObject({ state: 'down', detail: 'the queue cannot be reached' });
});

it('the last run of each job counts, and a failure is told without its cause', () => {
  const jobs = [
    { name: 'seal', everyMs: 1, limitMs: 1, queue: 'upkeep' as const, run: async () => ({ words: '' }) },
  ];
  const ended = [
    { name: 'seal', finishedOn: 20, processedOn: 15, failedReason: 'token=hunter2', returnvalue: null },
    { name: 'seal', finishedOn: 10, processedOn: 9, returnvalue: 'fine' },
    null,
  ];
  expect(reportsOf(jobs, ended)[0]?.last).toEqual({
    endedMs: 20,
    tookMs: 5,
    failed: true,
    words: 'failed; the log has the cause',
  });
});
