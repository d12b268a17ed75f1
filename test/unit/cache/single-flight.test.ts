import { describe, expect, it } from '@jest/globals';
import { createSingleFlight } from '../../../src/cache/single-flight.js';

describe('single flight', () => {
  it('does the work of a key once for all who ask while it is under way', async () => {
    const flights = createSingleFlight();
    let works = 0;
    const work = async () => {
      works += 1;
      return works;
    };
    expect(await Promise.all([1, 2, 3].map(() => flights.join('a', work)))).toEqual([1, 1, 1]);
    expect(await flights.join('a', work)).toBe(2);
  });

  it('keeps keys apart', async () => {
    const flights = createSingleFlight();
    expect(await Promise.all(['a', 'b'].map((key) => flights.join(key, async () => key)))).toEqual([
      'a',
      'b',
    ]);
  });

  it('gives its error to all who wait and to nobody later', async () => {
    const flights = createSingleFlight();
    const fails = async (): Promise<number> => {
      throw new Error('no answer');
    };
    const asked = await Promise.allSettled([flights.join('a', fails), flights.join('a', fails)]);
    expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await flights.join('a', async () => 7)).toBe(7);
  });

  it('starts anew for a key that was forgotten, and tells the old flight', async () => {
    const flights = createSingleFlight();
    let land: (value: string) => void = () => undefined;
    let stillCurrent: boolean | undefined;
    const old = flights.join('a', async (isCurrent) => {
      const value = await new Promise<string>((resolve) => {
        land = resolve;
      });
      stillCurrent = isCurrent();
      return value;
    });
    flights.forget('a');
    const renewed = flights.join('a', async (isCurrent) => {
      await old;
      return `new, current: ${isCurrent()}`;
    });
    land('old');
    expect(await old).toBe('old');
    expect(stillCurrent).toBe(false);
    expect(await renewed).toBe('new, current: true');
  });
});
