import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createPatience } from '../../../src/cache/patience.js';

/** A call that took so long ends now. */
function wait(patience: ReturnType<typeof createPatience>, waitedMs: number): void {
  jest.advanceTimersByTime(waitedMs);
  patience.charge(waitedMs);
}

describe('patience', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('is spent by calls that are each under the limit', () => {
    const patience = createPatience(50);
    wait(patience, 30);
    expect(patience.leftMs).toBe(20);
    wait(patience, 15);
    wait(patience, 15);
    expect(patience.leftMs).toBe(0);
  });

  it('is restored by a quick answer', () => {
    const patience = createPatience(50);
    wait(patience, 40);
    wait(patience, 10);
    expect(patience.leftMs).toBe(50);
    wait(patience, 11);
    expect(patience.leftMs).toBe(39);
  });

  it('counts time once in which several wait', () => {
    const patience = createPatience(50);
    wait(patience, 30);
    for (let call = 0; call < 100; call += 1) patience.charge(30);
    expect(patience.leftMs).toBe(20);
  });

  it('is bought back by bytes, and restored by whoever knows better', () => {
    const patience = createPatience(50);
    wait(patience, 40);
    patience.earn(100_000);
    expect(patience.leftMs).toBe(20);
    patience.restore();
    expect(patience.leftMs).toBe(50);
  });
});
