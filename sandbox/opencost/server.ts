import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { firstSampleOf } from './calendar.js';
import type { Latency, RecordedRequest, SampleOpenCost, SampleOpenCostOptions } from './contract.js';
import { type ClusterEvent, checkEvent } from './events.js';
import { createFailureList } from './failures.js';
import { clusterOf, type Model } from './model.js';
import { respond } from './respond.js';

/**
 * Starts a server on 127.0.0.1 that answers as an OpenCost of the 1.113 line would, over a made-up cluster.
 * All figures are a function of options, events and the asked window; today's also of the clock.
 */
export async function startSampleOpenCost(options: SampleOpenCostOptions = {}): Promise<SampleOpenCost> {
  let clock = options.clock ?? Date.now;
  let latency: Latency = options.latency ?? { perDayMs: 0 };
  let events: readonly ClusterEvent[] = options.events ?? [];
  events.forEach(checkEvent);
  let cluster = clusterOf(options.scale ?? null, events);
  const failures = createFailureList();
  failures.set(options.failure ?? null);
  const requests: RecordedRequest[] = [];
  const stopping = new AbortController();
  const prefix = (options.pathPrefix ?? '').replace(/\/+$/, '');

  const useEvents = (changed: readonly ClusterEvent[]) => {
    events = changed;
    cluster = clusterOf(options.scale ?? null, events);
  };
  const modelNow = (): Model => {
    const nowMs = clock();
    return {
      ...cluster,
      cluster: options.cluster ?? 'sample',
      seed: options.seed ?? 'sample',
      events,
      firstSampleMs: firstSampleOf(nowMs, options.retentionDays ?? 120),
      nowMs,
    };
  };

  const server = createServer((request, response) => {
    const world = { prefix, failures, latency, requests, stopped: stopping.signal, model: modelNow() };
    respond(world, request, response).catch(() => response.destroy());
  });
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}${prefix}`,
    requests,
    requestCount: (path) => requests.filter((each) => path === undefined || each.path === path).length,
    setClock(next) {
      clock = typeof next === 'number' ? () => next : next;
    },
    setFailure: (failure) => failures.set(failure),
    addEvent(event) {
      checkEvent(event);
      useEvents([...events, event]);
      return () => useEvents(events.filter((each) => each !== event));
    },
    setLatency(next) {
      latency = next;
    },
    async stop() {
      stopping.abort();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}
