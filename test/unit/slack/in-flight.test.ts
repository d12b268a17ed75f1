import { describe, expect, it } from '@jest/globals';
import { createInFlight } from '../../../src/slack/in-flight.js';
import { createFakeClock, settle } from './fake-clock.js';

describe('work in flight', () => {
  it('is waited for, however it ends', async () => {
    const clock = createFakeClock();
    const inFlight = createInFlight(clock);
    const ends: (() => void)[] = [];
    inFlight.track(new Promise<void>((resolve) => ends.push(resolve)));
    const failing = inFlight.track(
      new Promise<void>((_, reject) => ends.push(() => reject(new Error('no')))),
    );
    failing.catch(() => {});
    const settled = inFlight.settled(1_000);
    for (const end of ends) end();
    expect(await settled).toBe(true);
    expect(inFlight.size()).toBe(0);
    expect(clock.waiting()).toBe(0);
  });

  it('is waited for until the limit', async () => {
    const clock = createFakeClock();
    const inFlight = createInFlight(clock);
    inFlight.track(new Promise(() => {}));
    const settled = inFlight.settled(1_000);
    await clock.advance(1_000);
    await settle();
    expect(await settled).toBe(false);
    expect(inFlight.size()).toBe(1);
  });

  it('need not be waited for when there is none', async () => {
    expect(await createInFlight(createFakeClock()).settled(1_000)).toBe(true);
  });
});
