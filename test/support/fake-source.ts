import type { Allocation, Asset } from '../../src/cost/allocation.js';
import type { CostSource, SourceRequest } from '../../src/cost-service/ports.js';
import { sampleAllocation, sampleNode } from './sample-allocation.js';

export interface FakeSource extends CostSource {
  /** Starts of the windows asked, in order. */
  readonly allocationsAsked: readonly number[];
  readonly assetsAsked: readonly number[];
  /** From now on every question ends so; null: answers again. */
  fail(error: Error | null): void;
  /** Holds back every answer until the returned function is called. */
  hold(): () => void;
}

/**
 * An OpenCost in memory: two namespaces and idle that add up with one node, the same every day.
 * `empty` says which days have no data.
 */
export function createFakeSource(empty: (startMs: number) => boolean = () => false): FakeSource {
  const allocationsAsked: number[] = [];
  const assetsAsked: number[] = [];
  let failure: Error | null = null;
  let gate: Promise<void> = Promise.resolve();

  return {
    allocationsAsked,
    assetsAsked,
    fail(error) {
      failure = error;
    },
    hold() {
      let open = () => {};
      gate = new Promise((resolve) => {
        open = resolve;
      });
      return open;
    },
    async *allocation(request) {
      allocationsAsked.push(request.startMs);
      await gate;
      if (failure) throw failure;
      if (!empty(request.startMs)) yield* rowsOf(request);
    },
    async assets(request) {
      assetsAsked.push(request.startMs);
      if (failure) throw failure;
      return empty(request.startMs) ? [] : [nodeOf(request)];
    },
    health: async () => ({
      up: failure === null,
      prometheusUp: failure === null,
      message: failure ? 'down' : '',
      latencyMs: 3,
    }),
  };
}

function rowsOf({ startMs, endMs }: SourceRequest): Allocation[] {
  const span = { startMs, endMs, minutes: (endMs - startMs) / 60_000 };
  return [
    sampleAllocation({ ...span, namespace: 'shop', pod: 'web-1', cost: { cpu: 300_000, ram: 100_000 } }),
    sampleAllocation({
      ...span,
      namespace: 'payments',
      pod: 'api-1',
      controller: 'api',
      cost: { cpu: 500_000, ram: 50_000 },
    }),
    sampleAllocation({
      ...span,
      kind: 'idle',
      namespace: '',
      pod: '',
      container: '',
      controller: '',
      cost: { cpu: 200_000, ram: 50_000 },
    }),
  ];
}

function nodeOf({ startMs, endMs }: SourceRequest): Asset {
  const cost = { cpu: 1_000_000, ram: 200_000, gpu: 0 };
  return sampleNode({ startMs, endMs, minutes: (endMs - startMs) / 60_000, cost, totalCost: 1_200_000 });
}
