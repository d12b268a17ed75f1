import { getEventListeners } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { createRedisClient } from '../../../src/cache/redis-client.js';
import { startFaultProxy } from '../../support/fault-proxy.js';
import { describeWithRedis, startRedis } from '../../support/redis.js';
import { until } from '../../support/until.js';

/** Nothing listens there. */
const nowhere = 'redis://127.0.0.1:1';

function countErrors(client: ReturnType<typeof createRedisClient>) {
  let errors = 0;
  client.on('error', () => {
    errors += 1;
  });
  return () => errors;
}

describe('a Redis that is away', () => {
  it('costs nothing that adds up while it is looked for', async () => {
    const closing = new AbortController();
    const client = createRedisClient(nowhere, closing.signal);
    const errors = countErrors(client);
    const listening = getEventListeners(closing.signal, 'abort').length;
    client.connect().catch(() => undefined);
    await until(() => errors() >= 4);
    expect(getEventListeners(closing.signal, 'abort')).toHaveLength(listening);
    closing.abort();
    await until(() => !client.isOpen);
  });
});

describeWithRedis('the connection to Redis', () => {
  it.each(['before it is there', 'while Redis is frozen in the middle of a greeting', 'when it is ready'])(
    'ends with its signal, %s',
    async (when) => {
      const redis = await startRedis();
      const proxy = await startFaultProxy({ host: '127.0.0.1', port: redis.port });
      const closing = new AbortController();
      const client = createRedisClient(`redis://127.0.0.1:${proxy.port}`, closing.signal);
      countErrors(client);
      try {
        if (when.includes('frozen')) proxy.freeze();
        client.connect().catch(() => undefined);
        if (when.includes('frozen')) await until(() => proxy.sentBytes > 0);
        if (when.includes('ready')) await until(() => client.isReady);
        closing.abort();
        await until(() => !client.isOpen && proxy.open === 0);
      } finally {
        await proxy.stop();
        await redis.stop();
      }
    },
  );
});
