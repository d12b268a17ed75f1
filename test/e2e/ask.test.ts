import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startWholeApp, type WholeApp, wordsOf } from '../support/whole-app.js';

jest.setTimeout(120_000);

let whole: WholeApp;
beforeAll(async () => {
  // of the six months that one report reads, two
  whole = await startWholeApp({ openCost: { retentionDays: 56 } });
});
afterAll(() => whole.stop());

const typesOf = (blocks: readonly Readonly<Record<string, unknown>>[]) => blocks.map(({ type }) => type);

describe('asking in Slack', () => {
  it('acknowledges emptily and answers the asker alone, with a native table and chart', async () => {
    const message = await whole.ask('namespaces 7d');
    expect(message.ephemeralFor).not.toBeNull();
    expect(typesOf(message.blocks)).toEqual(
      expect.arrayContaining(['data_table', 'data_visualization', 'actions']),
    );
    expect(message.text).toMatch(/^Cost by namespace: \$[\d,.]+/);
    expect(wordsOf(message.blocks)).toContain('OpenCost’s prices, not your invoice');
  });

  it.each([
    ['', /Kubernetes cost[\s\S]*Do next/],
    ['cost by=label:team 7d', /team label on 9\d\.\d % of allocated cost/],
    ['savings', /can go now/],
    ['nodes 7d', /Cost by node/],
    ['help', /namespaces 7d/],
    ['pods payments', /Cost by pod/],
    ['monthly', /November 2026/],
    ['health', /All numbers current/],
    ['namespaces today', /today so far/i],
    ['namespaces 2026-11-20', /20 Nov/],
    ['namespaces 2026-11-13', /held back/],
    ['namespaces 2025-01-01..2025-01-03', /no data/],
  ])('“%s”', async (text, words) => {
    const { text: summary, blocks } = await whole.ask(text);
    expect(`${summary} ${wordsOf(blocks)}`).toMatch(words);
  });

  it('replaces the message that a button is on', async () => {
    const message = await whole.ask('namespaces 7d');
    const count = whole.slack.messages(whole.channel).length;
    const pressed = await whole.press(message, '30 days');
    expect(pressed.ts).toBe(message.ts);
    expect(wordsOf(pressed.blocks)).toContain('30 closed days');
    expect(whole.slack.messages(whole.channel)).toHaveLength(count);
  });

  it.each([
    ['namespases 30d', 'namespases', 'namespaces 30d'],
    ['pods paymnets', 'paymnets', 'payments'],
    ['namespaces 2026-02-30', '2026-02-30', null],
    ['namespaces 10000d', '10000d', null],
    ['namespaces colour=blue', 'colour', null],
    [`namespaces ${'x'.repeat(3_990)}`, '4,001', null],
    ['💸 \u202e\u0000 שלום', '💸', null],
  ])('“%.40s” is answered with a sentence that names it', async (text, named, button) => {
    const { text: summary, blocks } = await whole.ask(text);
    expect(`${summary} ${wordsOf(blocks)}`).toContain(named);
    if (button) expect(wordsOf(blocks)).toContain(button);
  });

  it('answers each command though Slack refuses every data_ block', async () => {
    whole.slack.setFaults({ refuseDataBlocks: true });
    try {
      for (const text of ['namespaces 7d', 'pods payments', 'monthly', 'health', 'help']) {
        const { blocks, text: summary } = await whole.ask(text);
        expect(typesOf(blocks).some((type) => String(type).startsWith('data_'))).toBe(false);
        expect(`${summary} ${wordsOf(blocks)}`.length).toBeGreaterThan(60);
      }
    } finally {
      whole.slack.setFaults({});
    }
  });

  it('asks one /allocation and one /assets a day and nothing else, always by steps of a day', async () => {
    const { requests } = whole.openCost;
    const days = requests.filter(({ path }) => path === '/allocation').map(({ query }) => query.window);
    expect(new Set(days).size).toBe(days.length);
    expect(requests.filter(({ path }) => path === '/assets')).toHaveLength(days.length);
    for (const { path, query } of requests) {
      if (path !== '/allocation') continue;
      expect(query).toMatchObject({ step: '1d', includeIdle: 'true' });
      expect(query.aggregate).toBeUndefined();
    }
    expect(new Set(requests.map(({ path }) => path))).toEqual(
      new Set(['/allocation', '/assets', '/healthz', '/status']),
    );
  });
});
