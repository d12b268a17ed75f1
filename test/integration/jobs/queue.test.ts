import { once } from 'node:events';
import { afterEach, expect, it } from '@jest/globals';
import type { Job, JobData, JobRun } from '../../../src/jobs/job.js';
import { createJobs, type FinishedRun, type Jobs } from '../../../src/jobs/queue.js';
import { silent } from '../../support/databases.js';
import { describeOnEveryQueue } from '../../support/queues.js';
import { until } from '../../support/until.js';

describeOnEveryQueue('a queue of jobs', ({ connect }) => {
  const opened: Jobs[] = [];
  let count = 0;

  /** A name of its own for each test: all share the queue. */
  const newName = () => {
    count += 1;
    return `job${count}`;
  };
  const jobOf = (name: string, run: Job['run'], more: Partial<Job> = {}): Job => ({
    name,
    everyMs: null,
    limitMs: 60_000,
    queue: 'digests',
    run,
    ...more,
  });
  const start = (...jobs: Job[]): Jobs => {
    const started = createJobs({ engine: connect(), jobs, now: Date.now, logger: silent });
    started.start();
    opened.push(started);
    return started;
  };
  const added = (jobs: Jobs, name: string, data: JobData, id: string) =>
    until(() => jobs.add(name, data, { id }));

  afterEach(async () => {
    await Promise.all(opened.splice(0).map((jobs) => jobs.stop(2_000)));
  });

  it('does what was added, with what it was added with, and says how it went', async () => {
    const name = newName();
    const seen: JobData[] = [];
    const jobs = start(
      jobOf(name, async (data) => {
        seen.push(data);
        return { words: 'two things done' };
      }),
    );
    await added(jobs, name, { key: 'a' }, 'a');
    await until(() => seen.length > 0);
    const last = () => jobs.reports().then((reports) => reports?.find((one) => one.name === name)?.last);
    await until(async () => Boolean(await last()));
    expect(seen).toEqual([{ key: 'a' }]);
    expect(await last()).toMatchObject({ failed: false, words: 'two things done' });
  });

  it('adds nothing while a job with the same id waits or runs, and does it again afterwards', async () => {
    const name = newName();
    let runs = 0;
    let release: () => void = () => undefined;
    const jobs = start(
      jobOf(name, async () => {
        runs += 1;
        await new Promise<void>((resolve) => {
          release = resolve;
        });
        return { words: '' };
      }),
    );
    await added(jobs, name, {}, 'x');
    await until(() => runs === 1);
    await jobs.add(name, {}, { id: 'x' });
    release();
    const ended = async () => (await jobs.reports())?.find((one) => one.name === name)?.last;
    await until(async () => Boolean(await ended()));
    expect(runs).toBe(1);
    await jobs.add(name, {}, { id: 'x' });
    await until(() => runs === 2);
    release();
  });

  it('runs by itself again and again, no more often for two processes than for one', async () => {
    const name = newName();
    const atMs: number[] = [];
    const job = () =>
      jobOf(
        name,
        async () => {
          atMs.push(performance.now());
          return { words: '' };
        },
        { everyMs: 200 },
      );
    start(job());
    start(job());
    await until(() => atMs.length >= 6);
    // 1,000 ms as they should be, 400 with two runs each time; the first ones may be late
    expect((atMs[5] ?? 0) - (atMs[0] ?? 0)).toBeGreaterThan(3 * 200);
  });

  it('comes back at the time that a job asks for', async () => {
    const name = newName();
    const atMs: number[] = [];
    const jobs = start(
      jobOf(name, async () => {
        atMs.push(Date.now());
        return atMs.length === 1 ? { words: 'later', againAtMs: Date.now() + 300 } : { words: 'done' };
      }),
    );
    await added(jobs, name, {}, 'again');
    await until(() => atMs.length === 2);
    expect((atMs[1] ?? 0) - (atMs[0] ?? 0)).toBeGreaterThanOrEqual(290);
  });

  it('goes on after a failure, and says that there was one without its cause', async () => {
    const name = newName();
    let runs = 0;
    const jobs = start(
      jobOf(name, async () => {
        runs += 1;
        throw new Error('secret-word');
      }),
    );
    await added(jobs, name, {}, 'f');
    const last = async () => (await jobs.reports())?.find((one) => one.name === name)?.last;
    await until(async () => (await last())?.failed === true);
    expect(JSON.stringify(await jobs.reports())).not.toContain('secret-word');
    await jobs.add(name, {}, { id: 'f' });
    await until(() => runs === 2);
  });

  it('tells how every run ended, and how long it took', async () => {
    const name = newName();
    const runs: FinishedRun[] = [];
    const job = jobOf(name, async ({ key }) => {
      if (key === 'bad') throw new Error('bad');
      return runs.length === 0 ? { words: 'later', againAtMs: Date.now() } : { words: 'done' };
    });
    const onFinished = (run: FinishedRun) => runs.push(run);
    const jobs = createJobs({ engine: connect(), jobs: [job], now: Date.now, logger: silent, onFinished });
    jobs.start();
    opened.push(jobs);
    await added(jobs, name, {}, 'good');
    await until(() => runs.some(({ outcome }) => outcome === 'done'));
    await added(jobs, name, { key: 'bad' }, 'bad');
    await until(() => runs.some(({ outcome }) => outcome === 'failed'));
    expect(runs[0]).toMatchObject({ job: name, outcome: 'again' });
    expect(runs.every(({ durationMs }) => durationMs >= 0 && durationMs < 60_000)).toBe(true);
  });

  it('ends a run that takes longer than its limit', async () => {
    const name = newName();
    let wasTold = false;
    const jobs = start(
      jobOf(
        name,
        async (_, { signal }) => {
          await once(signal, 'abort');
          wasTold = true;
          return new Promise(() => undefined);
        },
        { limitMs: 100 },
      ),
    );
    await added(jobs, name, {}, 'long');
    await until(async () => (await jobs.reports())?.find((one) => one.name === name)?.last?.failed === true);
    expect(wasTold).toBe(true);
  });

  it('puts back what is running when it stops, for another process to do', async () => {
    const name = newName();
    const runs: string[] = [];
    const hanging = (who: string) =>
      jobOf(name, async (_: JobData, { signal }: JobRun) => {
        runs.push(who);
        if (who === 'second') return { words: 'done by the second' };
        await once(signal, 'abort');
        throw new Error('interrupted');
      });
    const first = start(hanging('first'));
    await added(first, name, {}, 'put-back');
    await until(() => runs.length === 1);
    await first.stop(500);
    start(hanging('second'));
    await until(() => runs.length === 2);
    expect(runs).toEqual(['first', 'second']);
  });
});

/** Turns of the event loop: they come while nothing keeps the process busy without end. */
async function countTurns(wanted: number): Promise<number> {
  let turns = 0;
  for (; turns < wanted; turns += 1) await new Promise((resolve) => setImmediate(resolve));
  return turns;
}

describeOnEveryQueue('a queue that goes away', ({ connect, redis }) => {
  it('answers at once that nothing could be added, and goes on by itself when it is back', async () => {
    const server = redis();
    if (!server) return expect(connect().kind).toBe('embedded');
    let runs = 0;
    const job: Job = {
      name: 'again',
      everyMs: 100,
      limitMs: 60_000,
      queue: 'upkeep',
      run: async () => {
        runs += 1;
        return { words: '' };
      },
    };
    const jobs = createJobs({ engine: connect(), jobs: [job], now: Date.now, logger: silent });
    jobs.start();
    await until(() => runs > 0);
    server.pause();
    expect(await jobs.add('again', {}, { id: 'x' })).toBe(false);
    expect(await jobs.reports()).toBeNull();
    server.resume();
    const before = runs;
    await until(() => runs > before);
    await server.kill();
    const turns = await countTurns(20);
    expect(turns).toBe(20);
    await jobs.stop(500);
  });
});
