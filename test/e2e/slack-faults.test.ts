import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { ShownMessage, SlackFaults } from '../../sandbox/slack/contract.js';
import { until } from '../support/until.js';
import { findButton, isWorkingLine, startWholeApp, type WholeApp, wordsOf } from '../support/whole-app.js';

jest.setTimeout(120_000);

type Fault = NonNullable<SlackFaults['next']>[number];

let whole: WholeApp;
beforeEach(async () => {
  whole = await startWholeApp();
});
afterEach(() => whole.stop());

/** A question of few days: who waits too long is told meanwhile, and that would take up a fault. */
const asked = 'namespaces yesterday';
const isAnswer = ({ text }: ShownMessage) => text.startsWith('Cost by namespace: $');
const isNative = ({ blocks }: ShownMessage) => blocks.some(({ type }) => type === 'data_table');
const shown = () => whole.slack.messages(whole.channel).filter(({ author }) => author === 'app');
const calls = (method: string) => whole.slack.calls.filter((call) => call.method === method);
const logged = (msg: string) => whole.log.filter((line) => line.msg === msg);
const responses = (kind: Fault['kind'], times: number, detail?: string | number): Fault => ({
  method: 'response_url',
  kind,
  times,
  ...(detail === undefined ? {} : { detail }),
});

describe('an answer comes once, whole and by the same way', () => {
  it.each<[string, Fault]>([
    ['asks to wait', responses('rate_limited', 1, 1)],
    ['fails on its side', responses('server_error', 2)],
    ['breaks the connection before it has read', responses('reset_before', 2)],
    ['takes its time', responses('slow', 1, 2_500)],
  ])('when Slack %s', async (_, fault) => {
    whole.slack.setFaults({ next: [fault] });
    const answer = await whole.ask(asked);
    expect([isAnswer(answer), isNative(answer)]).toEqual([true, true]);
    expect(shown().filter(isAnswer)).toHaveLength(1);
    expect(calls('chat.postEphemeral')).toEqual([]);
  });

  it('when Slack refuses its native blocks and fails beside: without them, and the next one without asking', async () => {
    whole.slack.setFaults({ refuseDataBlocks: true, next: [responses('server_error', 1)] });
    const answer = await whole.ask(asked);
    expect([isAnswer(answer), isNative(answer)]).toEqual([true, false]);
    const before = calls('response_url').length;
    expect(isAnswer(await whole.ask(asked))).toBe(true);
    expect(calls('response_url')).toHaveLength(before + 1);
  });
});

describe('an answer whose response_url is dead', () => {
  it.each<[string, Fault]>([
    ['broken for good', responses('server_error', 99)],
    ['used up', responses('error', 99, 'used_url')],
    ['blocked for a minute', responses('rate_limited', 99, 60)],
  ])('%s: goes by the channel, for the asker alone, and the log says so', async (_, fault) => {
    whole.slack.setFaults({ next: [fault] });
    const answer = await whole.ask(asked);
    expect([isAnswer(answer), isNative(answer)]).toEqual([true, true]);
    expect(answer.ephemeralFor).toBe(whole.slack.users[0]?.id);
    expect(calls('chat.postEphemeral')).toHaveLength(1);
    expect(logged('slack refused a message')).toMatchObject([
      { part: 'slack', level: 'warn', rendering: 'native' },
    ]);
    expect(JSON.stringify(whole.log)).not.toContain('/commands/T0');
  });

  it('after the fifth post: the sixth is refused and goes by the channel', async () => {
    whole.openCost.setLatency({ perDayMs: 2_500 });
    whole.slack.setFaults({
      next: [responses('reset_after', 2), responses('slow', 1, 0), responses('reset_after', 2)],
    });
    const answer = await whole.ask('namespaces today');
    expect(isAnswer(answer)).toBe(true);
    await until(() => calls('chat.postEphemeral').length === 1);
    expect(calls('response_url').map(({ status }) => status)).toEqual([0, 0, 200, 0, 0, 404]);
    expect(shown().filter(isWorkingLine)).toHaveLength(3);
  });

  it('pressed: the old message stays, the answer comes beside it', async () => {
    const message = await whole.ask(asked);
    whole.slack.setFaults({ next: [responses('error', 99, 'expired_url')] });
    await whole.slack.press(message.ts, findButton(message, '30 days'), { channel: whole.channel });
    const beside = await until(() => shown().find((each) => each.ts > message.ts && !isWorkingLine(each)));
    expect(wordsOf(beside.blocks)).toContain('30 closed days');
    expect(shown().find(({ ts }) => ts === message.ts)).toEqual(message);
  });

  it('and no way by the channel: is logged, counted, and told by health', async () => {
    const elsewhere = whole.slack.channels.find(({ botIsMember }) => !botIsMember)?.id ?? '';
    whole.slack.setFaults({ next: [responses('error', 99, 'expired_url')] });
    await whole.slack.command(asked, { channel: elsewhere });
    const [line] = await until(() => {
      const lines = logged('an answer could not be delivered');
      return lines.length > 0 && lines;
    });
    expect(line).toMatchObject({
      level: 'error',
      part: 'slack',
      code: 'not_in_channel',
      command: asked,
    });
    const health = wordsOf((await whole.ask('health')).blocks);
    expect(health).toMatch(/All numbers current.*1 answer could not be delivered since the start/s);
  });
});
