import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FailureKind } from '../../sandbox/opencost/failures.js';
import { startWholeApp, type WholeApp, wordsOf } from '../support/whole-app.js';

let whole: WholeApp;
beforeEach(async () => {
  whole = await startWholeApp({
    environment: { OPENCOST_TIMEOUT_MS: '2000', OPENCOST_DAY_TIMEOUT_MS: '2000' },
  });
});
afterEach(() => whole.stop());

/** What a person reads, and what must never be read. */
const faults: [FailureKind, RegExp][] = [
  ['pods-hidden', /no pods/],
  ['null-floats', /no figure|null/i],
  ['null-sets', /no data|nodes/i],
  ['empty-sets', /no data/],
  ['null-data', /no data|answer/i],
  ['wrong-types', /OpenCost/],
  ['empty-body', /empty/],
  ['not-json', /OpenCost/],
  ['truncated', /OpenCost/],
  ['html-200', /web page|HTML|not OpenCost/i],
  ['login-redirect', /redirect|log ?in|sign/i],
  ['moved-301', /redirect|moved/i],
  ['unauthorized', /401|refused|credentials|password|token/i],
  ['forbidden', /403|refused|credentials|password|token/i],
  ['not-found', /404|address|path|OPENCOST_URL/i],
];

describe('a failing OpenCost is said in words', () => {
  it.each(faults)('%s', async (kind, words) => {
    whole.openCost.setFailure({ kind });
    const { text, blocks } = await whole.ask('namespaces 2026-11-20');
    const shown = `${text} ${wordsOf(blocks)}`;
    expect(shown).toMatch(words);
    expect(shown).not.toMatch(/\$\d|127\.0\.0\.1|sum\(|container_|<html|at Object/);
  });

  it('lets the last good figures stand in, marked with their age', async () => {
    await whole.ask('namespaces today');
    whole.openCost.setFailure({ kind: 'not-found' });
    whole.clock.nowMs += 2 * 3_600_000;
    const { blocks } = await whole.ask('namespaces today');
    expect(wordsOf(blocks)).toMatch(/last good figures stand in.*2 h old/);
    expect(wordsOf(blocks)).toMatch(/\$\d/);
  });

  it('names the day that could not be read and sums the others', async () => {
    whole.openCost.setFailure({ kind: 'not-json', day: '2026-11-21' });
    const { blocks } = await whole.ask('namespaces 3d');
    expect(wordsOf(blocks)).toMatch(/2 of 3 days/);
    expect(wordsOf(blocks)).toMatch(/Sat 21 Nov could not be read/);
  });

  it('says in health what does not answer', async () => {
    whole.openCost.setFailure({ kind: 'prometheus-down' });
    expect(wordsOf((await whole.ask('health')).blocks)).toMatch(/Prometheus/);
  });

  it('logs the cause of what a person is told, with the same reference', async () => {
    whole.openCost.setFailure({ kind: 'html-200' });
    const { text, blocks } = await whole.ask('namespaces 2026-11-20');
    const reference = /[0-9a-f]{8}/.exec(`${text} ${wordsOf(blocks)}`)?.[0];
    expect(reference).toBeDefined();
    expect(whole.log.some((line) => JSON.stringify(line).includes(String(reference)))).toBe(true);
  });
});

describe('a slow OpenCost', () => {
  it('is answered in part, and asked no day twice', async () => {
    const slow = await startWholeApp({ openCost: { latency: { perDayMs: 300 } }, patienceMs: 900 });
    try {
      const partial = await slow.ask('namespaces 7d');
      expect(wordsOf(partial.blocks)).toMatch(/partial|being read/);
      const whole7 = await slow.press(partial, 'Refresh');
      expect(wordsOf(whole7.blocks)).toMatch(/\$/);
      const asked = slow.openCost.requests
        .filter(({ path }) => path === '/allocation')
        .map(({ query }) => query.window);
      expect(new Set(asked).size).toBe(asked.length);
    } finally {
      await slow.stop();
    }
  });
});
