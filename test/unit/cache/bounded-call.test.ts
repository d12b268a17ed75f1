import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import {
  type Budget,
  callWithin as callMeasured,
  createBudget,
  TooSlow,
} from '../../../src/cache/bounded-call.js';

/** In a process that has nothing else to do. */
const callWithin = <T>(budget: Budget, call: () => Promise<T>) =>
  callMeasured(budget, call, () => performance.now());
const never = () => new Promise<never>(() => undefined);
const inTime = (delayMs: number) => () =>
  new Promise<string>((resolve) => setTimeout(() => resolve('done'), delayMs));

describe('a budget of time', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('gives up on an engine that never answers when it is spent, not earlier', async () => {
    const budget = createBudget(50);
    const call = callWithin(budget, never);
    const outcome = expect(call).rejects.toBeInstanceOf(TooSlow);
    await jest.advanceTimersByTimeAsync(49);
    expect(jest.getTimerCount()).toBe(1);
    await jest.advanceTimersByTimeAsync(1);
    await outcome;
    expect(budget.leftMs).toBe(0);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('is shared by all calls of one question', async () => {
    const budget = createBudget(50);
    const first = callWithin(budget, inTime(30));
    await jest.advanceTimersByTimeAsync(30);
    expect(await first).toBe('done');
    expect(budget.leftMs).toBe(20);
    const second = expect(callWithin(budget, inTime(30))).rejects.toBeInstanceOf(TooSlow);
    await jest.advanceTimersByTimeAsync(20);
    await second;
    const asked = jest.fn(async () => 'too late');
    await expect(callWithin(budget, asked)).rejects.toBeInstanceOf(TooSlow);
    expect(asked).not.toHaveBeenCalled();
  });

  it('blames no engine for the time in which our own event loop was busy', async () => {
    const steady = performance.now.bind(performance);
    let busyMs = 0;
    performance.now = () => steady() + busyMs;
    const call = callWithin(createBudget(50), never);
    const outcome = expect(call).rejects.toBeInstanceOf(TooSlow);
    busyMs = 200;
    await jest.advanceTimersByTimeAsync(10);
    expect(jest.getTimerCount()).toBe(1);
    await jest.advanceTimersByTimeAsync(34);
    expect(jest.getTimerCount()).toBe(1);
    await jest.advanceTimersByTimeAsync(1);
    await outcome;
  });

  it('charges an answer only with the time in which our own event loop was idle', async () => {
    const budget = createBudget(50);
    let idleMs = 1_000;
    const call = callMeasured(budget, inTime(40), () => idleMs);
    idleMs += 15;
    await jest.advanceTimersByTimeAsync(40);
    expect(await call).toBe('done');
    expect(budget.leftMs).toBe(35);
  });

  it('passes an error of the engine on, and charges for its time', async () => {
    const budget = createBudget(50);
    const call = expect(
      callWithin(budget, async () => {
        await inTime(12)();
        throw new Error('refused');
      }),
    ).rejects.toThrow('refused');
    await jest.advanceTimersByTimeAsync(12);
    await call;
    expect(budget.leftMs).toBe(38);
  });

  it('is earned back by bytes that arrive, up to the limit', () => {
    const budget = createBudget(50);
    budget.charge(40);
    budget.earn(200_000);
    expect(budget.leftMs).toBe(30);
    budget.earn(10_000_000);
    expect(budget.leftMs).toBe(50);
  });
});
