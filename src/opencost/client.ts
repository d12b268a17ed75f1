import { setTimeout as wait } from 'node:timers/promises';
import pLimit from 'p-limit';
import type { Allocation, Asset } from '../cost/allocation.js';
import type { CostSource, SourceRequest } from '../cost-service/ports.js';
import type { Logger } from '../logger.js';
import { readAllocation } from './allocation-wire.js';
import { type Ask, readAnswer } from './answer.js';
import { readAsset } from './asset-wire.js';
import { createDeadline } from './deadline.js';
import { OpenCostCancelled, OpenCostTimeout } from './errors.js';
import { checkHealth } from './health.js';
import { createLabelFilter } from './labels.js';
import { takePlace } from './places.js';
import { allocationQuestion, assetsQuestion } from './question.js';
import { beginReport, healthOutcome, type OnRequest } from './request-report.js';
import { type RetryOptions, retry } from './retry.js';
import { type Credentials, createTransport } from './transport.js';

export interface OpenCostOptions {
  /** With its path, which is kept: `http://opencost:9003`, `https://x/model`, a Kubernetes API proxy path. */
  baseUrl: string;
  /** One attempt at a small call (/assets); 30,000 by default. */
  timeoutMs?: number | undefined;
  /** One attempt at a day of allocations, until its last byte; 120,000 by default. */
  dayTimeoutMs?: number | undefined;
  /** A whole call with its retries, from the moment it has a place; 300,000 by default. */
  totalTimeoutMs?: number | undefined;
  /** Both health routes together; 5,000 by default. */
  healthTimeoutMs?: number | undefined;
  auth?: Credentials | undefined;
  header?: { name: string; value: string } | undefined;
  /** PEM text of an authority to trust beside those that Node brings along. */
  ca?: string | undefined;
  /** After unpacking; 200,000,000 by default. */
  maxAnswerBytes?: number | undefined;
  logger: Logger;
  /** Told of every question once it is over. */
  onRequest?: OnRequest | undefined;
  /** For tests: waits between attempts, chance, and a clock in milliseconds that only goes forward. */
  delay?: RetryOptions['delay'] | undefined;
  random?: (() => number) | undefined;
  now?: (() => number) | undefined;
}

/** More gain nothing: Prometheus is the bottleneck (docs/opencost-integration.md). */
const maxRequestsAtOnce = 2;

/**
 * One OpenCost as a CostSource. At most two questions run at once; an iterable of allocations holds its place from
 * its first row asked to its end or early leave, so do not wait for another question while reading one.
 * Health has connections of its own and never waits. Throws RangeError or TypeError for a base URL that is none.
 */
export function createOpenCost(options: OpenCostOptions): CostSource {
  const { logger } = options;
  const totalTimeoutMs = options.totalTimeoutMs ?? 300_000;
  const random = options.random ?? Math.random;
  const now = options.now ?? (() => performance.now());
  const delay = options.delay ?? ((ms: number, signal: AbortSignal) => wait(ms, undefined, { signal }));
  const transport = createTransport({ ...options, maxSockets: maxRequestsAtOnce });
  const healthTransport = createTransport({ ...options, maxSockets: maxRequestsAtOnce });
  const limit = pLimit(maxRequestsAtOnce);
  const keepsLabel = createLabelFilter();

  const { onRequest } = options;

  /** A place and the time for one call; `close` gives both back. */
  const beginCall = async (route: 'allocation' | 'assets', caller: AbortSignal | undefined) => {
    const release = await takePlace(limit, caller).catch((reason) => {
      throw new OpenCostCancelled(reason);
    });
    const deadline = createDeadline({
      timeoutMs: totalTimeoutMs,
      onTimeout: () => new OpenCostTimeout(totalTimeoutMs),
      parent: caller,
      onParent: (reason) => new OpenCostCancelled(reason),
    });
    const report = beginReport(route, { now, onRequest });
    const retryOptions: RetryOptions = {
      signal: deadline.signal,
      delay,
      random,
      onRetry: ({ attempt, waitMs, error }) => {
        report.retried();
        logger.warn(
          { path: `/${route}`, attempt, waitMs, code: error.code, cause: error.cause },
          'opencost: asking again',
        );
      },
    };
    const close = (): void => {
      deadline.clear();
      release();
      report.end();
    };
    return { signal: deadline.signal, retryOptions, report, close };
  };

  const dayAsk = (request: SourceRequest): Omit<Ask, 'signal'> => ({
    transport,
    pathAndQuery: allocationQuestion(request),
    timeoutMs: options.dayTimeoutMs ?? 120_000,
    maxAnswerBytes: options.maxAnswerBytes ?? 200_000_000,
    acceptsObject: false,
    expensive: true,
  });

  async function* allocation(request: SourceRequest): AsyncGenerator<Allocation, void, void> {
    const ask = dayAsk(request);
    const call = await beginCall('allocation', request.signal);
    const startedAt = now();
    let rows = 0;
    try {
      const { answer, first } = await retry(async () => {
        const answer = readAnswer({ ...ask, signal: call.signal });
        return { answer, first: await answer.next() };
      }, call.retryOptions);
      try {
        for (let next = first; next.done !== true; next = await answer.next()) {
          rows++;
          yield readAllocation(next.value, keepsLabel);
        }
      } finally {
        await answer.return();
      }
      call.report.answered();
      logger.debug({ path: '/allocation', rows, durationMs: now() - startedAt }, 'opencost: answered');
    } catch (error) {
      call.report.failed(error);
      throw error;
    } finally {
      call.close();
    }
  }

  async function assets(request: SourceRequest): Promise<Asset[]> {
    const ask = {
      ...dayAsk(request),
      pathAndQuery: assetsQuestion(request),
      timeoutMs: options.timeoutMs ?? 30_000,
      acceptsObject: true,
      expensive: false,
    };
    const call = await beginCall('assets', request.signal);
    const startedAt = now();
    try {
      const found = await retry(async () => {
        const list: Asset[] = [];
        for await (const entry of readAnswer({ ...ask, signal: call.signal })) list.push(readAsset(entry));
        return list;
      }, call.retryOptions);
      logger.debug(
        { path: '/assets', rows: found.length, durationMs: now() - startedAt },
        'opencost: answered',
      );
      call.report.answered();
      return found;
    } catch (error) {
      call.report.failed(error);
      throw error;
    } finally {
      call.close();
    }
  }

  return {
    allocation,
    assets,
    async health() {
      const startedAt = now();
      const found = await checkHealth(healthTransport, { timeoutMs: options.healthTimeoutMs ?? 5_000, now });
      const [outcome, durationMs] = [healthOutcome(found), now() - startedAt];
      onRequest?.({ route: 'health', outcome, retries: 0, durationMs });
      return found;
    },
  };
}
