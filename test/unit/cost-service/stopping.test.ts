import { setMaxListeners } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import type { SourceRequest } from '../../../src/cost-service/ports.js';
import { KubecentError } from '../../../src/errors.js';
import { createFakeSource } from '../../support/fake-source.js';
import { createTestService, questionFor } from '../../support/service.js';

/** A source whose answers never come; it gives up when it is told to. */
function createHangingSource() {
  const until = ({ signal }: SourceRequest) =>
    new Promise<never>((_, reject) => {
      const giveUp = () =>
        reject(new KubecentError({ code: 'OPENCOST_CANCELLED', userMessage: 'Cancelled.', retryable: true }));
      if (signal?.aborted) giveUp();
      signal?.addEventListener('abort', giveUp);
    });
  const hanging = createFakeSource();
  hanging.allocation = (request) => ({ [Symbol.asyncIterator]: () => ({ next: () => until(request) }) });
  hanging.assets = until;
  return hanging;
}

describe('stopping', () => {
  it('gives up the days that are still being read, and calls them no failures', async () => {
    const stopping = new AbortController();
    setMaxListeners(0, stopping.signal);
    const sources = { prod: createHangingSource() };
    const { costs, failed } = createTestService(sources, { stopped: stopping.signal });
    const asked = costs.ask(questionFor('7d'));
    await new Promise(setImmediate);
    stopping.abort();
    const { failures, days } = await asked;
    expect(failures).toMatchObject([{ cluster: 'prod', code: 'OPENCOST_CANCELLED' }]);
    expect(days.every(({ missing }) => missing === 'failed')).toBe(true);
    expect(failed).toEqual([]);
  });

  it('keeps no day of which only the half was read', async () => {
    const stopping = new AbortController();
    const prod = createFakeSource();
    prod.assets = createHangingSource().assets;
    const { costs, cache } = createTestService({ prod }, { stopped: stopping.signal });
    const asked = costs.ask(questionFor('2d', { baseline: null }));
    await new Promise(setImmediate);
    stopping.abort();
    await asked;
    // the question itself, which is remembered to be made anew
    expect(cache.statistics().entries).toBe(1);
    expect(await cache.get('asked')).toBeDefined();
  });
});
