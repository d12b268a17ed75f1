import { describe, expect, it } from '@jest/globals';
import { createFailureMemory } from '../../../src/cost-service/failure-memory.js';
import { KubecentError } from '../../../src/errors.js';

const failure = (code: string) => new KubecentError({ code, userMessage: 'It failed.' });

function startMemory() {
  const clock = { nowMs: 0 };
  const memory = createFailureMemory(() => clock.nowMs);
  const isRemembered = (cluster: string, day: string) => {
    try {
      memory.throwIfRecent(cluster, day);
      return false;
    } catch {
      return true;
    }
  };
  return { clock, memory, isRemembered };
}

describe('what just failed', () => {
  it('speaks of the whole cluster for 15 s where its code says so, and of no other cluster', () => {
    const { clock, memory, isRemembered } = startMemory();
    memory.remember('prod', 'day 1', failure('OPENCOST_UNREACHABLE'));
    expect([isRemembered('prod', 'day 2'), isRemembered('test', 'day 2')]).toEqual([true, false]);
    clock.nowMs += 15_001;
    expect(isRemembered('prod', 'day 1')).toBe(false);
  });

  it.each(['OPENCOST_PROMETHEUS', 'OPENCOST_TIMEOUT', 'OPENCOST_FAILED'])(
    '%s speaks of the whole cluster after three days in a row, not of two with a day between them',
    (code) => {
      const { memory, isRemembered } = startMemory();
      memory.remember('prod', 'day 1', failure(code));
      memory.remember('prod', 'day 2', failure(code));
      memory.forgive('prod');
      memory.remember('prod', 'day 3', failure(code));
      memory.remember('prod', 'day 4', failure(code));
      expect(isRemembered('prod', 'day 9')).toBe(false);
      memory.remember('prod', 'day 5', failure(code));
      expect(isRemembered('prod', 'day 9')).toBe(true);
    },
  );

  it('lets damaged days fail as often as there are: they say nothing of the others', () => {
    const { memory, isRemembered } = startMemory();
    for (const day of ['1', '2', '3', '4']) memory.remember('prod', day, failure('OPENCOST_EMPTY_BODY'));
    expect(isRemembered('prod', '5')).toBe(false);
  });

  it('does not ask a day that timed out for two minutes', () => {
    const { clock, memory, isRemembered } = startMemory();
    memory.remember('prod', 'day 1', failure('OPENCOST_TIMEOUT'));
    expect([isRemembered('prod', 'day 1'), isRemembered('prod', 'day 2')]).toEqual([true, false]);
    clock.nowMs += 120_001;
    expect(isRemembered('prod', 'day 1')).toBe(false);
  });
});
