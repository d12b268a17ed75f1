import { describe, expect, it } from '@jest/globals';
import { createHealthCheck } from '../../../src/cost-service/health.js';
import type { HistoryProgress } from '../../../src/cost-service/ledger-desk.js';
import { KubecentError } from '../../../src/errors.js';
import { answerLine } from '../../../src/reports/answer-line.js';
import { reports } from '../../../src/reports/index.js';
import { historyProgress } from '../../support/fake-ledger.js';
import { createFakeSource } from '../../support/fake-source.js';
import { createTestService, tuesdayMorningMs } from '../../support/service.js';

async function answerOver(history: () => Promise<readonly HistoryProgress[]>) {
  const { costs, cache } = createTestService();
  const clusters = [{ name: 'prod', currency: 'USD', source: createFakeSource() }];
  const health = createHealthCheck({ clusters, cache, now: () => tuesdayMorningMs, history });
  const context = { costs: { ...costs, health }, now: () => tuesdayMorningMs, weekStarts: 'monday' as const };
  return answerLine('health', context);
}

const documentOver = async (...history: HistoryProgress[]) => {
  const answer = await answerOver(async () => history);
  const report = reports.find(({ name }) => name === 'health');
  report?.result.parse(answer.json());
  const { header, rows } = answer.csv();
  for (const row of rows) expect(row).toHaveLength(header.length);
  return { summary: answer.document().summary, words: JSON.stringify(answer.document()) };
};

const unread = {
  sinceMs: Date.parse('2026-11-20T08:00:00Z'),
  reason: 'OpenCost cannot be reached.',
  firstLostDayMs: Date.parse('2026-11-12'),
  lostAtMs: Date.parse('2026-11-27'),
};

describe('health of the past', () => {
  it('is short where all is read', async () => {
    const { summary, words } = await documentOver(historyProgress());
    expect(summary).toBe('All numbers current.');
    expect(words).toContain('97 of 97 days read · last complete day Mon 23 Nov');
    expect(words).not.toContain('held back');
  });

  it('says how much is left while it is being read', async () => {
    const { summary, words } = await documentOver(historyProgress({ settledDays: 28, secondsLeft: 170 }));
    expect(summary).toBe('All numbers current; the past is being read, 28 of 97 days so far.');
    expect(words).toContain('28 of 97 days read, about 3 min left');
  });

  it('names days held back and why', async () => {
    const held = ['2026-11-13', '2026-11-02'].map((day) => ({ startMs: Date.parse(day), reason: 'no pods' }));
    const { summary, words } = await documentOver(historyProgress({ held }));
    expect(summary).toBe('All numbers current.');
    expect(words).toContain('2 days held back: Fri 13 Nov: no pods; Mon 2 Nov: no pods');
  });

  it('says what is lost when a cluster stays unread', async () => {
    const { summary, words } = await documentOver(
      historyProgress(),
      historyProgress({ cluster: 'eu', unread }),
    );
    expect(summary).toBe('Not all numbers are current: eu.');
    expect(words).toContain('unread since 20 Nov 08:00 UTC');
    expect(words).toContain('12 Nov is lost on 27 Nov if its Prometheus keeps 15 days.');
  });

  it('says that a cluster is read by controller', async () => {
    const grain = { cluster: 'prod', grain: 'workload', why: 'too large', sinceMs: unread.sinceMs } as const;
    const { words } = await documentOver(historyProgress({ grain }));
    expect(words).toContain('read by controller since 20 Nov, without pods and nodes: too large');
  });

  it('stands where the ledger does not answer, and says so', async () => {
    const userMessage = 'The database does not answer.';
    const answer = await answerOver(() =>
      Promise.reject(new KubecentError({ code: 'DATABASE_LOST', userMessage })),
    );
    expect(answer.document().summary).toBe('Numbers can be read; something beside them is not well.');
    expect(JSON.stringify(answer.document())).toContain(userMessage);
  });

  it('tells nobody what an error says that was not meant for people', async () => {
    const answer = await answerOver(() => Promise.reject(new Error('password=hunter2')));
    const words = JSON.stringify(answer.document());
    expect(words).toContain('down: it cannot be read');
    expect(words).not.toContain('hunter2');
  });
});
