import { describe, expect, it, jest } from '@jest/globals';
import { startWholeApp, type WholeApp, type WholeAppOptions, wordsOf } from '../support/whole-app.js';

jest.setTimeout(120_000);

async function withApp(options: WholeAppOptions, story: (whole: WholeApp) => Promise<void>): Promise<void> {
  const whole = await startWholeApp(options);
  try {
    await story(whole);
  } finally {
    await whole.stop();
  }
}

const daysAsked = ({ openCost }: WholeApp) =>
  openCost.requests.filter(({ path }) => path === '/allocation').map(({ query }) => query.window);

describe('what can still be answered while OpenCost fails', () => {
  it.concurrent('lets the last good figures stand in, marked with their age', () =>
    withApp({}, async (whole) => {
      const { text } = await whole.ask('namespaces today');
      const total = /\$[\d,]+\.\d\d/.exec(text)?.[0] ?? 'no figure';
      whole.openCost.setFailure({ kind: 'not-found' });
      whole.clock.nowMs += 2 * 3_600_000;
      const { blocks } = await whole.ask('namespaces today');
      expect(wordsOf(blocks)).toMatch(/last good figures stand in, read 2026-11-24 09:00 UTC, 2 h.* old/);
      expect(wordsOf(blocks)).toContain(total);
    }));

  it.concurrent('names the day that could not be read and sums the others', () =>
    withApp({}, async (whole) => {
      whole.openCost.setFailure({ kind: 'empty-body', day: '2026-11-21' });
      const { blocks } = await whole.ask('namespaces 3d');
      expect(wordsOf(blocks)).toMatch(/2 of 3 days/);
      expect(wordsOf(blocks)).toMatch(/Sat 21 Nov could not be read/);
      expect(wordsOf(blocks)).toMatch(/empty body/);
    }));

  it.concurrent('says in health what does not answer', () =>
    withApp({}, async (whole) => {
      whole.openCost.setFailure({ kind: 'prometheus-down' });
      expect(wordsOf((await whole.ask('health')).blocks)).toMatch(
        /Not all numbers are current: prod.*Prometheus/s,
      );
      whole.openCost.setFailure({ kind: 'unavailable' });
      expect(wordsOf((await whole.ask('health')).blocks)).toMatch(/No OpenCost answers.*down/s);
    }));

  it.concurrent('leaves a failing OpenCost alone after a few days, and says what is wrong, not that it reads', () =>
    withApp({}, async (whole) => {
      whole.openCost.setFailure({ kind: 'prometheus-down' });
      const { text } = await whole.ask('namespaces 90d');
      expect(text).toMatch(/could not get its data from Prometheus \(connection refused\)/);
      expect(new Set(daysAsked(whole)).size).toBeLessThanOrEqual(5);
    }));
});

describe('a slow OpenCost', () => {
  it.concurrent('is waited for with one line that says what is being done', () =>
    withApp({}, async (whole) => {
      whole.openCost.setFailure({ kind: 'slow', delayMs: 2_500 });
      const { text } = await whole.ask('namespaces today');
      expect(text).toMatch(/^Cost by namespace: \$/);
      const lines = whole.slack.messages(whole.channel).map((message) => message.text);
      expect(lines.filter((line) => line.startsWith('Working on it: reading OpenCost'))).toHaveLength(1);
    }));

  it.concurrent('is answered in part, and asked no day twice', () =>
    withApp({ openCost: { latency: { perDayMs: 300 } }, patienceMs: 900 }, async (whole) => {
      const partial = await whole.ask('namespaces 7d');
      expect(wordsOf(partial.blocks)).toMatch(/days not read yet/);
      const refreshed = await whole.press(partial, 'Refresh');
      expect(wordsOf(refreshed.blocks)).toMatch(/\$/);
      expect(new Set(daysAsked(whole)).size).toBe(daysAsked(whole).length);
    }));

  it.concurrent('is told of when not one day came in time, and its answer is there later', () =>
    withApp({ openCost: { latency: { perDayMs: 600 } }, patienceMs: 200 }, async (whole) => {
      const { text, blocks } = await whole.ask('namespaces 2026-11-20');
      expect(text).toMatch(/still being read from OpenCost/);
      expect(wordsOf(blocks)).toMatch(/Ask again/);
      expect(`${text} ${wordsOf(blocks)}`).not.toMatch(/\$\d/);
    }));
});
