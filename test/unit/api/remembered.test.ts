import { expect, it } from '@jest/globals';
import { remember } from '../../../src/api/metrics/remembered.js';

function start(limitMs = 60_000) {
  const state = { nowMs: 0, reads: 0, read: async (): Promise<number> => state.reads };
  const read = remember(
    () => {
      state.reads += 1;
      return state.read();
    },
    { now: () => state.nowMs, forMs: 1_000, limitMs, onFault: () => undefined },
  );
  return { state, read };
}

it('reads once for all who ask at once, and again only when it is old', async () => {
  const { state, read } = start();
  expect(await Promise.all([read(), read(), read()])).toEqual(Array(3).fill({ value: 1, ok: true }));
  state.nowMs = 999;
  expect(await read()).toEqual({ value: 1, ok: true });
  state.nowMs = 1_000;
  expect(await read()).toEqual({ value: 2, ok: true });
});

it('gives the last value for one that cannot be read, says so, and tries again at once', async () => {
  const { state, read } = start();
  const works = state.read;
  await read();
  state.nowMs = 5_000;
  state.read = () => Promise.reject(new Error('away'));
  expect(await read()).toEqual({ value: 1, ok: false });
  state.read = () => {
    throw new Error('away before it began');
  };
  expect(await read()).toEqual({ value: 1, ok: false });
  state.read = works;
  expect(await read()).toEqual({ value: 4, ok: true });
});

it('waits for a while only, and begins no second reading beside one that hangs', async () => {
  const { state, read } = start(1);
  let finish: (value: number) => void = () => undefined;
  state.read = () => new Promise((resolve) => (finish = resolve));
  expect(await read()).toEqual({ value: null, ok: false });
  expect(await read()).toEqual({ value: null, ok: false });
  expect(state.reads).toBe(1);
  finish(42);
  await new Promise(setImmediate);
  expect(await read()).toEqual({ value: 42, ok: true });
});
