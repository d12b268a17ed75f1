import { setTimeout as delay } from 'node:timers/promises';
import { DelayedError, type Job as StoredJob } from 'bullmq';
import type { Logger } from '../logger.js';
import {
  type OpenQueue,
  type OpenWorker,
  openQueue,
  openWorker,
  prepareEngine,
  type QueueEngine,
} from './engine.js';
import type { AddOptions, Job, JobData, JobOutcome, JobQueue, JobReport } from './job.js';
import { reportsOf } from './reports.js';

export interface QueueOptions {
  engine: QueueEngine;
  jobs: readonly Job[];
  now: () => number;
  logger: Logger;
  /** A process that is silent for so long has died, and its jobs are done by another. */
  holdMs?: number;
  /** Told of every run of a job in this process once it is over. */
  onFinished?: (run: FinishedRun) => void;
}

/** How one run ended. */
export interface FinishedRun {
  job: string;
  /** `again`: it asked to come back at a time of its own; `put-back`: the process stops, and another run goes on. */
  outcome: 'done' | 'again' | 'failed' | 'put-back';
  durationMs: number;
}

export interface Jobs extends JobQueue {
  /** Begins to do jobs as soon as the queue can be reached, and goes on trying until then; never throws. */
  start(): void;
  /** No new job; running ones are ended or put back within the deadline, whatever the queue does. */
  stop(deadlineMs: number): Promise<void>;
  /** How each job went lately, over all replicas; null while the queue cannot be reached. */
  reports(): Promise<JobReport[] | null>;
  /** BullMQ's own queues, for whoever shows what is in them; null while they cannot be reached. */
  queues(): Promise<readonly object[] | null>;
}

const queueNames = ['upkeep', 'digests'] as const;
const concurrency = { upkeep: 6, digests: 10 };
const startAgainMs = 1_000;
const usualHoldMs = 30_000;
const lookAgainMs = 5_000;
const sayAgainMs = 60_000;
/** Adding and looking never wait longer for a queue that does not answer. */
const callLimitMs = 2_000;
/** Of a stop's time, the share for jobs to end by themselves. */
const endingShare = 0.6;

/** The background work of one process, shared with all others on the same queue. */
export function createJobs(options: QueueOptions): Jobs {
  const { engine, jobs, now, logger, holdMs = usualHoldMs, onFinished } = options;
  const stopping = new AbortController();
  const queues = new Map<string, OpenQueue>();
  const workers: OpenWorker[] = [];
  let starting: Promise<void> | null = null;

  let saidMs = Number.NEGATIVE_INFINITY;
  /** While Redis is away there are dozens a second. */
  const onError = (err: Error) => {
    if (stopping.signal.aborted || performance.now() - saidMs < sayAgainMs) return;
    saidMs = performance.now();
    logger.warn({ err }, 'The queue does not answer as it should');
  };

  const run = async (stored: StoredJob<Record<string, string>, string>, token?: string): Promise<string> => {
    const job = jobs.find(({ name }) => name === stored.name);
    if (!job) return 'not known here';
    const startedMs = performance.now();
    const finished = (outcome: FinishedRun['outcome']) =>
      onFinished?.({ job: job.name, outcome, durationMs: performance.now() - startedMs });
    const facts = () => ({
      job: job.name,
      data: stored.data,
      tookMs: Math.round(performance.now() - startedMs),
    });
    let outcome: JobOutcome;
    try {
      outcome = await runLimited(job, stored.data);
    } catch (err) {
      finished(stopping.signal.aborted ? 'put-back' : 'failed');
      if (stopping.signal.aborted) return putBack(stored, token, 0);
      logger.error({ ...facts(), err }, 'A job failed');
      throw err;
    }
    logger.debug({ ...facts(), words: outcome.words }, 'A job is done');
    finished(outcome.againAtMs === undefined ? 'done' : 'again');
    if (outcome.againAtMs === undefined) return outcome.words;
    return putBack(stored, token, Math.max(0, outcome.againAtMs - now()));
  };

  const runLimited = async (job: Job, data: JobData): Promise<JobOutcome> => {
    const over = AbortSignal.timeout(job.limitMs);
    const signal = AbortSignal.any([stopping.signal, over]);
    const ended = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    const work = job.run(data, { signal });
    // what was given up may still fail, with nobody left to hear it
    work.catch(() => undefined);
    ended.catch(() => undefined);
    return Promise.race([work, ended]);
  };

  const putBack = async (
    stored: StoredJob<Record<string, string>, string>,
    token: string | undefined,
    delayMs: number,
  ): Promise<never> => {
    await stored.moveToDelayed(Date.now() + delayMs, token);
    throw new DelayedError();
  };

  const open = async (): Promise<void> => {
    await prepareEngine(engine);
    for (const name of queueNames) {
      const queue = openQueue(engine, { name, onError });
      queues.set(name, queue);
      await keepRepeating(
        queue,
        jobs.filter((one) => one.queue === name),
      );
    }
    for (const name of queueNames)
      workers.push(openWorker(engine, { name, work: run, concurrency: concurrency[name], holdMs, onError }));
  };

  const keepOpening = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const opened = await open().then(
        () => true,
        async (err: unknown) => {
          logger.warn({ err }, 'The queue cannot be reached yet; trying again');
          await Promise.all([...queues.values()].map((queue) => within(queue.close(), callLimitMs)));
          queues.clear();
          return false;
        },
      );
      if (opened) return keepRepeatingAll();
      await pause(startAgainMs);
    }
  };

  /** A Redis that was started anew may have forgotten everything. */
  const keepRepeatingAll = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await pause(lookAgainMs);
      for (const [name, queue] of queues)
        await within(
          keepRepeating(
            queue,
            jobs.filter((one) => one.queue === name),
          ),
          callLimitMs,
        );
    }
  };

  const pause = (ms: number) => delay(ms, undefined, { signal: stopping.signal }).catch(() => undefined);

  const queueOf = (job: Job | undefined) => job && queues.get(job.queue);

  return {
    start() {
      starting ??= keepOpening();
    },
    async stop(deadlineMs) {
      const closing = workers.map((worker) => worker.close());
      await settledWithin(Promise.all(closing), deadlineMs * endingShare);
      stopping.abort(new Error('the process stops'));
      const rest = [...closing, starting ?? Promise.resolve()];
      await settledWithin(Promise.all(rest), deadlineMs * (1 - endingShare));
      const forced = [
        ...workers.map((worker) => worker.close(true)),
        ...[...queues.values()].map((one) => one.close()),
      ];
      await settledWithin(Promise.all(forced), callLimitMs);
    },
    async add(name, data, { id }: AddOptions) {
      const queue = queueOf(jobs.find((job) => job.name === name));
      return queue ? (await within(addNow(queue, name, data, id), callLimitMs)) === true : false;
    },
    async reports() {
      const found = await Promise.all(
        queueNames.map(async (name) => {
          const queue = queues.get(name);
          return queue ? within(queue.getJobs(['completed', 'failed'], 0, 199), callLimitMs) : null;
        }),
      );
      return found.some((one) => one === null) ? null : reportsOf(jobs, found.flat());
    },
    async queues() {
      const open = queueNames.flatMap((name) => queues.get(name) ?? []);
      const answers = await Promise.all(
        open.map((queue) => within(queue.getJobSchedulersCount(), callLimitMs)),
      );
      return open.length < queueNames.length || answers.includes(null) ? null : open;
    },
  };
}

/** One run each time, on one replica; where the interval is what it was, the next time stays what it was. */
async function keepRepeating(queue: OpenQueue, jobs: readonly Job[]): Promise<void> {
  const known = new Map((await queue.getJobSchedulers()).map(({ key, every }) => [key, every]));
  for (const { name, everyMs } of jobs) {
    if (everyMs !== null && Number(known.get(name)) !== everyMs)
      await queue.upsertJobScheduler(name, { every: everyMs }, { name, data: {} });
  }
  // an earlier version may have repeated what is not repeated any more
  for (const key of known.keys())
    if (!jobs.some((job) => job.name === key && job.everyMs !== null)) await queue.removeJobScheduler(key);
}

async function addNow(queue: OpenQueue, name: string, data: JobData, id: string): Promise<true> {
  const deduplication = { id: `${name}-${id}` };
  const waiting = await queue.getDeduplicationJobId(deduplication.id);
  const job = waiting ? await queue.getJob(waiting) : undefined;
  if (job && (await job.isDelayed())) {
    // somebody else may have been faster, or it has begun
    await job.promote().catch(() => undefined);
    return true;
  }
  await queue.add(name, { ...data }, { deduplication });
  return true;
}

/** The value; null where it did not come in time or failed. */
async function within<T>(work: Promise<T>, limitMs: number): Promise<T | null> {
  const over = new AbortController();
  const limit = delay(limitMs, null, { signal: over.signal }).catch(() => null);
  try {
    return await Promise.race([work.catch(() => null), limit]);
  } finally {
    over.abort();
  }
}

async function settledWithin(work: Promise<unknown>, limitMs: number): Promise<void> {
  await within(work, limitMs);
}
