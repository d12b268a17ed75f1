import { afterEach, describe, expect, it } from '@jest/globals';
import type { Document } from '../../../src/reports/document.js';
import type { SlackCall } from '../../../src/slack/calls.js';
import { until } from '../../support/until.js';
import { sampleDocument, sampleTable } from '../../unit/slack/documents.js';
import { post, startWorld, type World, type WorldOptions } from './world.js';

let world: World;
afterEach(() => world.stop());

const start = async (options?: WorldOptions) => {
  world = await startWorld(options);
  return world;
};
const messages = () => world.double.messages(world.channel);
const posts = () => world.double.calls.filter((call) => call.method === 'response_url');
const typesOf = (blocks: readonly Readonly<Record<string, unknown>>[]) => blocks.map(({ type }) => type);

describe('a slash command', () => {
  it('is acknowledged with nothing, before it is answered', async () => {
    let answer: (document: Document) => void = () => {};
    const { double, asked } = await start({ answerLine: () => new Promise((resolve) => (answer = resolve)) });
    const delivery = await double.command('namespaces 7d');
    expect(delivery).toMatchObject({ status: 200, body: '' });
    await until(() => asked.length === 1);
    expect(messages()).toEqual([]);
    answer(sampleDocument());
    await until(() => messages().length === 1);
    expect(messages()[0]).toMatchObject({ ephemeralFor: double.users[0]?.id, author: 'app' });
    expect(typesOf(messages()[0]?.blocks ?? [])).toContain('data_table');
    expect(world.slack.health()).toMatchObject({ state: 'up', trouble: null, undelivered: 0 });
  });

  it('is answered by any name that the manifest gives it', async () => {
    const { double, asked } = await start();
    await double.command('pods payments', { command: '/kubecent-dev' });
    await until(() => messages().length === 1);
    expect(asked).toEqual(['pods payments']);
  });

  it('works in a channel that the bot is not in', async () => {
    const { double } = await start();
    const other = double.channels.find((one) => !one.botIsMember)?.id ?? '';
    await double.command('namespaces', { channel: other });
    await until(() => double.messages(other).length === 1);
  });

  it.each([
    ['nothing', ''],
    ['4,000 characters', 'x'.repeat(4_000)],
    ['control characters', 'pods \u0000\u001b[31m\u202e'],
    ['emoji', 'pods 👩‍👩‍👧‍👦 ⚡️'],
    ['right-to-left text', 'שלום مرحبا'],
    ['markup', '<!channel> *x* & `y`'],
    ['form characters', 'a=b&c=%20+d?e#f'],
  ])('takes %s', async (_, text) => {
    const { double, asked } = await start({ answerLine: async (line) => sampleDocument({ summary: line }) });
    await double.command(text);
    await until(() => messages().length === 1);
    expect(asked[0]).toBe(text.trim());
    expect(messages()[0]?.text).not.toMatch(/<!channel>/);
  });

  it('says after two seconds what is being done', async () => {
    let finish: () => void = () => {};
    const { double, clock, asked } = await start({
      answerLine: (_, { onProgress }) => {
        onProgress?.('reading 18 of 30 days');
        return new Promise((resolve) => (finish = () => resolve(sampleDocument())));
      },
    });
    await double.command('namespaces 30d');
    await until(() => asked.length === 1);
    await clock.advance(1_999);
    expect(posts()).toHaveLength(0);
    await clock.advance(1);
    await until(() => messages().length === 1);
    expect(messages()[0]?.text).toBe('Working on it: reading 18 of 30 days');
    finish();
    await until(() => messages().length === 2);
    expect(posts()).toHaveLength(2);
    expect(clock.waiting()).toBe(0);
  });

  it('answers without data_ blocks where Slack refuses them, and remembers that for a while', async () => {
    const { double, clock } = await start();
    double.setFaults({ refuseDataBlocks: true });
    await double.command('namespaces');
    await until(() => messages().length === 1);
    expect(posts().map((call) => call.status)).toEqual([400, 200]);
    expect(JSON.stringify(messages()[0]?.blocks)).toContain('namespace-2');
    expect(typesOf(messages()[0]?.blocks ?? []).filter((type) => String(type).startsWith('data_'))).toEqual(
      [],
    );

    await double.command('namespaces');
    await until(() => messages().length === 2);
    expect(posts()).toHaveLength(3);

    await clock.advance(4 * 60_000);
    double.setFaults({});
    await double.command('namespaces');
    await until(() => messages().length === 3);
    expect(typesOf(messages()[2]?.blocks ?? [])).not.toContain('data_table');
  });

  it('answers in plain text where Slack refuses every block', async () => {
    const { double } = await start();
    double.setFaults({
      next: [{ method: 'response_url', times: 2, kind: 'error', detail: 'invalid_blocks' }],
    });
    await double.command('namespaces');
    await until(() => messages().length === 1);
    expect(messages()[0]?.blocks).toEqual([]);
    expect(messages()[0]?.text).toContain('namespace-2');
  });

  it('goes by the channel where the response_url is closed', async () => {
    let finish: () => void = () => {};
    let nowMs = Date.now();
    const told: SlackCall[] = [];
    const { double, asked, slack } = await start({
      double: { now: () => nowMs },
      slack: { onCall: (call) => told.push(call) },
      answerLine: () => new Promise((resolve) => (finish = () => resolve(sampleDocument()))),
    });
    await double.command('namespaces');
    await until(() => asked.length === 1);
    nowMs += 31 * 60_000;
    finish();
    await until(() => messages().length === 1);
    expect(double.calls.map((call) => call.method)).toEqual([
      'auth.test',
      'response_url',
      'chat.postEphemeral',
    ]);
    expect(messages()[0]?.ephemeralFor).toBe(double.users[0]?.id);
    expect(slack.health().undelivered).toBe(0);
    await until(() => told.length === 3);
    expect(told).toEqual([
      { method: 'auth.test', code: '' },
      { method: 'response_url', code: expect.stringMatching(/^[a-z]+_[a-z_0-9]+$/) },
      { method: 'chat.postEphemeral', code: '' },
    ]);
  });

  it('logs and counts an answer that no way leads out for: the sixth post, in a channel without the bot', async () => {
    const answers: (() => void)[] = [];
    const { double, slack, logged, asked } = await start({
      answerLine: () => new Promise((resolve) => answers.push(() => resolve(sampleDocument()))),
    });
    const other = double.channels.find((one) => !one.botIsMember)?.id ?? '';
    const { responseUrl } = await double.command('namespaces', { channel: other });
    await until(() => asked.length === 1);
    for (let count = 0; count < 5; count += 1) {
      await post(responseUrl, { text: 'x' });
    }
    answers[0]?.();
    await until(() => slack.health().undelivered === 1);
    expect(double.messages(other)).toHaveLength(5);
    expect(logged).toContainEqual(
      expect.objectContaining({ msg: 'an answer could not be delivered', code: 'not_in_channel' }),
    );
    expect(JSON.stringify(logged)).not.toContain(responseUrl);
  });

  it.each([
    ['a server error', { kind: 'server_error' as const, times: 2 }, /^http_5\d\d$/],
    ['a broken connection', { kind: 'reset_before' as const, times: 2 }, /^(UND_ERR_SOCKET|ECONNRESET)$/],
    ['a rate limit', { kind: 'rate_limited' as const, times: 1, detail: 3 }, /^ratelimited$/],
  ])('is answered in spite of %s', async (_, fault, code) => {
    const told: SlackCall[] = [];
    const { double, clock } = await start({ slack: { onCall: (call) => told.push(call) } });
    double.setFaults({ next: [{ method: 'response_url', ...fault }] });
    await double.command('namespaces');
    await until(async () => {
      await clock.advance(1_000);
      return messages().length === 1;
    });
    expect(posts()).toHaveLength(fault.times + 1);
    const codes = told.filter(({ method }) => method === 'response_url').map((call) => call.code);
    expect(codes).toEqual([...Array(fault.times).fill(expect.stringMatching(code)), '']);
  });

  it('shows an unknown error as a reference that the log has too', async () => {
    const { double, logged } = await start({
      answerLine: async () => {
        throw new Error('password=hunter2 at 10.0.0.7');
      },
    });
    await double.command('namespaces');
    await until(() => messages().length === 1);
    const shown = JSON.stringify(messages()[0]);
    expect(shown).toContain('ab12cd34');
    expect(shown).not.toMatch(/hunter2|10\.0\.0\.7/);
    expect(logged).toContainEqual(expect.objectContaining({ reference: 'ab12cd34' }));
  });

  it('brings a table of 10,000 rows through', async () => {
    const { double } = await start({
      answerLine: async () => sampleDocument({ sections: [sampleTable(10_000)] }),
    });
    await double.command('namespaces');
    await until(() => messages().length === 1);
    expect(posts()).toHaveLength(1);
    expect(JSON.stringify(messages()[0])).toMatch(/9,\d{3} more namespaces/);
  });
});
