import { describe, expect, it, jest } from '@jest/globals';
import type { ShownMessage, SlackFaults } from '../../sandbox/slack/contract.js';
import { until } from '../support/until.js';
import { findButton, isWorkingLine, startWholeApp, type WholeApp, wordsOf } from '../support/whole-app.js';

jest.setTimeout(120_000);

type Fault = NonNullable<SlackFaults['next']>[number];

/** A question of few days: who waits too long is told meanwhile, and that would take up a fault. */
const asked = 'namespaces yesterday';
const isAnswer = ({ text }: ShownMessage) => text.startsWith('Cost by namespace: $');
const isNative = ({ blocks }: ShownMessage) => blocks.some(({ type }) => type === 'data_table');
const responses = (kind: Fault['kind'], times: number, detail?: string | number): Fault => ({
  method: 'response_url',
  kind,
  times,
  ...(detail === undefined ? {} : { detail }),
});

interface World {
  whole: WholeApp;
  shown(): ShownMessage[];
  calls(method: string): WholeApp['slack']['calls'];
  logged(msg: string): WholeApp['log'];
}

/** A test with an app of its own. They wait most of the time, so they run beside each other. */
const inApp =
  <Given extends unknown[]>(test: (world: World, ...given: Given) => Promise<void>) =>
  async (...given: Given): Promise<void> => {
    const whole = await startWholeApp();
    const { slack, log, channel } = whole;
    const world: World = {
      whole,
      shown: () => slack.messages(channel).filter(({ author }) => author === 'app'),
      calls: (method) => slack.calls.filter((call) => call.method === method),
      logged: (msg) => log.filter((line) => line.msg === msg),
    };
    try {
      await test(world, ...given);
    } finally {
      await whole.stop();
    }
  };

describe('an answer comes once, whole and by the same way', () => {
  it.concurrent.each<[string, Fault]>([
    ['asks to wait', responses('rate_limited', 1, 1)],
    ['fails on its side', responses('server_error', 2)],
    ['breaks the connection before it has read', responses('reset_before', 2)],
    ['takes its time', responses('slow', 1, 2_500)],
  ])(
    'when Slack %s',
    inApp(async ({ whole, shown, calls }, _, fault) => {
      whole.slack.setFaults({ next: [fault] });
      const answer = await whole.ask(asked);
      expect([isAnswer(answer), isNative(answer)]).toEqual([true, true]);
      expect(shown().filter(isAnswer)).toHaveLength(1);
      expect(calls('chat.postEphemeral')).toEqual([]);
    }),
  );

  it.concurrent(
    'when Slack refuses its native blocks and fails beside: without them, and the next one without asking',
    inApp(async ({ whole, calls }) => {
      whole.slack.setFaults({ refuseDataBlocks: true, next: [responses('server_error', 1)] });
      const answer = await whole.ask(asked);
      expect([isAnswer(answer), isNative(answer)]).toEqual([true, false]);
      const before = calls('response_url').length;
      expect(isAnswer(await whole.ask(asked))).toBe(true);
      expect(calls('response_url')).toHaveLength(before + 1);
    }),
  );
});

describe('an answer whose response_url is dead', () => {
  it.concurrent.each<[string, Fault]>([
    ['broken for good', responses('server_error', 99)],
    ['used up', responses('error', 99, 'used_url')],
    ['blocked for a minute', responses('rate_limited', 99, 60)],
  ])(
    '%s: goes by the channel, for the asker alone, and the log says so',
    inApp(async ({ whole, calls, logged }, _, fault) => {
      whole.slack.setFaults({ next: [fault] });
      const answer = await whole.ask(asked);
      expect([isAnswer(answer), isNative(answer)]).toEqual([true, true]);
      expect(answer.ephemeralFor).toBe(whole.slack.users[0]?.id);
      expect(calls('chat.postEphemeral')).toHaveLength(1);
      expect(logged('slack refused a message')).toMatchObject([
        { part: 'slack', level: 'warn', rendering: 'native' },
      ]);
      expect(JSON.stringify(whole.log)).not.toContain('/commands/T0');
    }),
  );

  it.concurrent(
    'after the fifth post: the sixth is refused and goes by the channel',
    inApp(async ({ whole, shown, calls }) => {
      whole.openCost.setLatency({ perDayMs: 2_500 });
      whole.slack.setFaults({
        next: [responses('reset_after', 2), responses('slow', 1, 0), responses('reset_after', 2)],
      });
      const answer = await whole.ask('namespaces today');
      expect(isAnswer(answer)).toBe(true);
      await until(() => calls('chat.postEphemeral').length === 1);
      expect(calls('response_url').map(({ status }) => status)).toEqual([0, 0, 200, 0, 0, 404]);
      expect(shown().filter(isWorkingLine)).toHaveLength(3);
    }),
  );

  it.concurrent(
    'pressed: the old message stays, the answer comes beside it',
    inApp(async ({ whole, shown }) => {
      const message = await whole.ask(asked);
      whole.slack.setFaults({ next: [responses('error', 99, 'expired_url')] });
      await whole.slack.press(message.ts, findButton(message, '30 days'), { channel: whole.channel });
      const beside = await until(() => shown().find((each) => each.ts > message.ts && !isWorkingLine(each)));
      expect(wordsOf(beside.blocks)).toContain('30 closed days');
      expect(shown().find(({ ts }) => ts === message.ts)).toEqual(message);
    }),
  );

  it.concurrent(
    'and no way by the channel: is logged, counted, and told by health',
    inApp(async ({ whole, logged }) => {
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
    }),
  );
});
