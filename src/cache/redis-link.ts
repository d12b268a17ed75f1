import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from '../logger.js';
import { type Budget, callWithin, TooSlow } from './bounded-call.js';
import { createBreaker } from './breaker.js';
import type { Patience } from './patience.js';
import { createRedisClient, type RedisClient } from './redis-client.js';
import type { Counters } from './statistics.js';

/** What a call gives when Redis is away, too slow, or refused it. */
export const unreachable = Symbol('unreachable');
type Unreachable = typeof unreachable;

/** The one connection to Redis. */
export interface RedisLink {
  readonly client: RedisClient;
  /** True while Redis is asked. */
  readonly connected: boolean;
  /** Counts connections: behind a new one there may be an empty Redis. */
  readonly connection: number;
  /** Asks Redis within the budget. Never throws; costs no time while Redis is known to be away. */
  call<T>(budget: Budget, work: (client: RedisClient) => Promise<T>): Promise<T | Unreachable>;
  close(): void;
}

export interface LinkOptions {
  url: string;
  /** Of all who ask. Once it is spent, Redis is left alone until it answers a probe quickly. */
  patience: Patience;
  logger: Logger;
  counters: Counters;
}

const probePauseMs = 250;

/** Connects in the background and goes on trying. Throws only for an address that is none. */
export function openRedisLink({ url, patience, logger, counters }: LinkOptions): RedisLink {
  const closing = new AbortController();
  const client = createRedisClient(url, closing.signal);
  const outage = createOutageLog(logger);
  let connection = 0;

  const breaker = createBreaker({
    probe: async () => {
      await client.ping();
    },
    limitMs: patience.quickMs,
    pause: (signal) => wait(probePauseMs, undefined, { ref: false, signal }).catch(() => undefined),
    onOpen: () => outage.begins('slow'),
    onClose: () => {
      patience.restore();
      outage.ends();
    },
  });

  let firstTryOver = false;
  const firstTry = new Promise<void>((resolve) => {
    const settle = () => {
      firstTryOver = true;
      resolve();
    };
    client.on('ready', () => {
      connection += 1;
      patience.restore();
      if (breaker.closed) outage.ends();
      settle();
    });
    client.on('error', (error: Error) => {
      if (!closing.signal.aborted) outage.begins(error.message);
      settle();
    });
  });
  client.connect().catch(() => undefined);

  async function isConnected(budget: Budget): Promise<boolean> {
    if (!firstTryOver) {
      await callWithin(budget, () => firstTry).catch(() => {
        firstTryOver = true;
      });
    }
    return client.isReady && breaker.closed && !closing.signal.aborted;
  }

  return {
    client,
    get connected() {
      return client.isReady && breaker.closed;
    },
    get connection() {
      return connection;
    },
    async call(budget, work) {
      if (!(await isConnected(budget))) return unreachable;
      try {
        return await callWithin(budget, () => work(client));
      } catch (error) {
        counters.errors += 1;
        if (error instanceof TooSlow) breaker.trip();
        else outage.refused(error);
        return unreachable;
      }
    },
    close() {
      closing.abort();
      breaker.stop();
    },
  };
}

/** One line when Redis goes, one when it is back, and one when it first refuses something. */
function createOutageLog(logger: Logger) {
  let away = false;
  let refusing = false;
  return {
    begins(reason: string) {
      if (!away) logger.warn({ reason }, 'Redis does not answer: the cache goes on in memory');
      away = true;
    },
    ends() {
      if (away) logger.info('Redis answers again');
      away = false;
      refusing = false;
    },
    refused(error: unknown) {
      if (!away && !refusing) logger.warn({ err: error }, 'Redis refused a command of the cache');
      refusing = true;
    },
  };
}
