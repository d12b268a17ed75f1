import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createDeadline } from '../../../src/opencost/deadline.js';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

const onTimeout = (): Error => new Error('too late');

describe('deadline', () => {
  it('ends after its time with its own error', () => {
    const { signal } = createDeadline({ timeoutMs: 1_000, onTimeout });
    jest.advanceTimersByTime(999);
    expect(signal.aborted).toBe(false);
    jest.advanceTimersByTime(1);
    expect(signal.reason).toEqual(new Error('too late'));
  });

  it('ends with its parent, before or after it began', () => {
    const parent = new AbortController();
    const asItIs = createDeadline({ timeoutMs: 1_000, onTimeout, parent: parent.signal });
    parent.abort('gone');
    const onParent = (reason: unknown): Error => new Error(`left: ${reason}`);
    const wrapped = createDeadline({ timeoutMs: 1_000, onTimeout, parent: parent.signal, onParent });
    expect(asItIs.signal.reason).toBe('gone');
    expect(wrapped.signal.reason).toEqual(new Error('left: gone'));
  });

  it('leaves neither timer nor listener behind', () => {
    const parent = new AbortController();
    const deadline = createDeadline({ timeoutMs: 1_000, onTimeout, parent: parent.signal });
    deadline.clear();
    expect(jest.getTimerCount()).toBe(0);
    parent.abort();
    expect(deadline.signal.aborted).toBe(false);
  });
});
