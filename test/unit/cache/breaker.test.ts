import { describe, expect, it, jest } from '@jest/globals';
import { createBreaker } from '../../../src/cache/breaker.js';
import { until } from '../../support/until.js';

interface Asked {
  answer(): void;
  refuse(): void;
}

function createFixture() {
  const probes: Asked[] = [];
  const pauses: (() => void)[] = [];
  const onOpen = jest.fn();
  const onClose = jest.fn();
  const breaker = createBreaker({
    probe: () =>
      new Promise<void>((resolve, reject) =>
        probes.push({ answer: resolve, refuse: () => reject(new Error('gone')) }),
      ),
    limitMs: 1_000_000,
    pause: (signal) =>
      new Promise<void>((resolve) => {
        pauses.push(resolve);
        signal.addEventListener('abort', () => resolve());
      }),
    onOpen,
    onClose,
  });
  return { breaker, probes, pauses, onOpen, onClose };
}

describe('the breaker', () => {
  it('opens at the first slow call and closes when a probe was answered', async () => {
    const { breaker, probes, onOpen, onClose } = createFixture();
    expect(breaker.closed).toBe(true);
    breaker.trip();
    expect(breaker.closed).toBe(false);
    probes[0]?.answer();
    await until(() => breaker.closed);
    expect(onOpen).toHaveBeenCalledTimes(1);
    expect(onClose).toHaveBeenCalledTimes(1);
  });

  it('sends one probe at a time, however many calls fail', () => {
    const { breaker, probes, onOpen } = createFixture();
    for (let call = 0; call < 100; call += 1) breaker.trip();
    expect(probes).toHaveLength(1);
    expect(onOpen).toHaveBeenCalledTimes(1);
  });

  it('stays open and probes again after a pause while the engine refuses', async () => {
    const { breaker, probes, pauses } = createFixture();
    breaker.trip();
    probes[0]?.refuse();
    await until(() => pauses.length === 1);
    expect(breaker.closed).toBe(false);
    pauses[0]?.();
    await until(() => probes.length === 2);
    probes[1]?.answer();
    await until(() => breaker.closed);
  });

  it('opens again after it has closed', async () => {
    const { breaker, probes } = createFixture();
    breaker.trip();
    probes[0]?.answer();
    await until(() => breaker.closed);
    breaker.trip();
    expect(breaker.closed).toBe(false);
    expect(probes).toHaveLength(2);
  });

  it('takes an answer that came too late for none', async () => {
    const pause = jest.fn(() => new Promise<void>(() => undefined));
    const nothing = () => undefined;
    const breaker = createBreaker({
      probe: async () => {},
      limitMs: -1,
      pause,
      onOpen: nothing,
      onClose: nothing,
    });
    breaker.trip();
    await until(() => pause.mock.calls.length === 1);
    expect(breaker.closed).toBe(false);
  });

  it('probes no more once stopped', async () => {
    const { breaker, probes, pauses, onClose } = createFixture();
    breaker.trip();
    probes[0]?.refuse();
    await until(() => pauses.length === 1);
    breaker.stop();
    await Promise.resolve();
    expect(probes).toHaveLength(1);
    expect(onClose).not.toHaveBeenCalled();
  });
});
