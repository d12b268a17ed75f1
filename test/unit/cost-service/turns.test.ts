import { describe, expect, it } from '@jest/globals';
import type { Slices } from '../../../src/cost/slices.js';
import { createTurns, takeTurns } from '../../../src/cost-service/turns.js';

function* countTo(slices: number, log: string[]): Slices<number> {
  for (let slice = 1; slice <= slices; slice += 1) {
    log.push(`slice ${slice}`);
    if (slice < slices) yield;
  }
  return slices;
}

/** Writes into the log in the next turn of the event loop. */
const logNextTurn = (log: string[]) => setImmediate(() => log.push('others'));

describe('work in slices', () => {
  it('lets others have a turn between two slices and gives the result', async () => {
    const log: string[] = [];
    const work = takeTurns(countTo(3, log));
    logNextTurn(log);
    expect(await work).toBe(3);
    expect(log).toEqual(['slice 1', 'slice 2', 'others', 'slice 3']);
  });

  it('is done at once when there is one slice', async () => {
    const log: string[] = [];
    logNextTurn(log);
    await takeTurns(countTo(1, log));
    expect(log).toEqual(['slice 1']);
  });
});

describe('turns of their own', () => {
  it('come one after another, with others in between', async () => {
    const ownTurn = createTurns();
    const log: string[] = [];
    const waiting = [1, 2, 3].map(async (number) => {
      await ownTurn();
      log.push(`answer ${number}`);
      logNextTurn(log);
    });
    await Promise.all(waiting);
    expect(log).toEqual(['answer 1', 'others', 'answer 2', 'others', 'answer 3']);
  });
});
