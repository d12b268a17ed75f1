import { createRedisClient } from '../cache/redis-client.js';
import type { Config } from '../config.js';
import type { Database } from '../database/database.js';
import type { QueueEngine } from '../jobs/engine.js';
import type { Logger } from '../logger.js';

/** Where the queue of the jobs is: in Redis, else in the embedded database. */
export function engineOf(
  { redisUrl }: Config,
  { notifying }: Database,
  logger: Logger,
): { engine: QueueEngine; close(): void } | null {
  if (redisUrl !== null) {
    const ended = new AbortController();
    const client = createRedisClient(redisUrl, ended.signal, { waits: true });
    client.on('error', (err: Error) => logger.debug({ err }, 'Redis is away'));
    return { engine: { kind: 'redis', client }, close: () => ended.abort() };
  }
  return notifying && { engine: { kind: 'embedded', pool: notifying }, close: () => undefined };
}
