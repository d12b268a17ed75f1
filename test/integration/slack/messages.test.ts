import { afterEach, describe, expect, it } from '@jest/globals';
import type { ShownMessage } from '../../../sandbox/slack/contract.js';
import { NotUnderstood } from '../../../src/errors.js';
import type { AnswerLine, SeenEvents } from '../../../src/slack/ports.js';
import { until } from '../../support/until.js';
import { sampleDocument } from '../../unit/slack/documents.js';
import { startWorld, type World, type WorldOptions } from './world.js';

const worlds: World[] = [];
afterEach(async () => {
  await Promise.all(worlds.splice(0).map((world) => world.stop()));
});

const answer: AnswerLine = async (line) => {
  if (line === 'broken') throw new NotUnderstood('There is no command "broken".');
  return sampleDocument({ title: `Answer to ${line}` });
};

async function start(options: WorldOptions = {}): Promise<World> {
  const world = await startWorld({ answerLine: answer, ...options });
  worlds.push(world);
  return world;
}

/** A world whose answers wait for `finish`, which lets the last one go. */
async function startSlow(): Promise<{ world: World; finish: () => void }> {
  let last: () => void = () => {};
  const answerLine: AnswerLine = (line, context) =>
    new Promise((resolve) => {
      last = () => resolve(answer(line, context));
    });
  return { world: await start({ answerLine }), finish: () => last() };
}

/** All that the app has posted in a channel and was not deleted, as the first user sees it. */
const answersIn = ({ double }: World, channel: string): ShownMessage[] =>
  double.messages(channel).filter(({ author, deleted }) => author === 'app' && !deleted);

/** Waits until all that came in is answered; a listener begins before its event is acknowledged, or just after. */
async function settled({ slack, clock }: World): Promise<void> {
  await clock.advance(0);
  await until(() => slack.health().inFlight === 0);
}

const lastTyped = ({ double }: World, channel: string): ShownMessage =>
  double.messages(channel).findLast(({ author }) => author === 'person') as ShownMessage;

const mention = (world: World, text: string, from: Parameters<World['double']['say']>[1] = {}) =>
  world.double.say(`<@${world.double.botUserId}> ${text}`, from);

describe('a mention', () => {
  it('is answered in the thread of its message, and in a thread within that thread', async () => {
    const world = await start();
    const { channel } = world;
    expect(await mention(world, 'savings payments')).toMatchObject({ status: 200 });
    await until(() => answersIn(world, channel).length === 1);
    const root = lastTyped(world, channel).ts;
    await mention(world, '<http://pods.example.com|pods.example.com> &gt; 7d', { threadTs: root });
    await until(() => answersIn(world, channel).length === 2);
    await mention(world, '', { threadTs: root });
    await until(() => answersIn(world, channel).length === 3);
    expect(world.asked).toEqual(['savings payments', 'pods.example.com > 7d', '']);
    for (const shown of answersIn(world, channel))
      expect(shown).toMatchObject({ threadTs: root, ephemeralFor: null });
    expect(JSON.stringify(answersIn(world, channel)[0]?.blocks[0])).toContain('Answer to savings payments');
  });

  it('that Slack tells of again is answered once', async () => {
    const world = await start();
    const first = await mention(world, 'namespaces 7d');
    await until(() => answersIn(world, world.channel).length === 1);
    expect(await world.double.retry(first?.eventId ?? '')).toMatchObject({ status: 200 });
    await settled(world);
    expect(world.asked).toHaveLength(1);
  });

  it('is answered by one of two processes', async () => {
    const claimed = new Set<string>();
    const seenEvents: SeenEvents = {
      first: async (id) => !claimed.has(id) && claimed.add(id) !== null,
    };
    const one = await start({ slack: { seenEvents } });
    const other = await start({ slack: { seenEvents }, connection: { apiUrl: `${one.double.url}/api/` } });
    const first = await mention(one, 'namespaces 7d');
    await settled(one);
    one.double.connectApp(`http://127.0.0.1:${other.slack.port()}/slack/events`);
    await one.double.retry(first?.eventId ?? '');
    await settled(other);
    expect([one.asked.length, other.asked.length]).toEqual([1, 0]);
    expect(answersIn(one, one.channel)).toHaveLength(1);
    await mention(one, 'pods');
    await until(() => other.asked.length === 1);
  });

  it('is answered where the shared memory of events fails, and that is logged', async () => {
    const seenEvents: SeenEvents = { first: () => Promise.reject(new Error('no database')) };
    const world = await start({ slack: { seenEvents } });
    await mention(world, 'namespaces 7d');
    await until(() => answersIn(world, world.channel).length === 1);
    expect(JSON.stringify(world.logged)).toContain('no database');
  });

  it('says after two seconds that somebody is at it, and puts the answer there', async () => {
    const { world, finish } = await startSlow();
    await mention(world, 'namespaces 30d');
    await until(() => world.asked.length === 1);
    await world.clock.advance(2_000);
    await until(() => answersIn(world, world.channel)[0]?.text === 'Working on it …');
    finish();
    await until(() => answersIn(world, world.channel)[0]?.edited === true);
    expect(answersIn(world, world.channel)).toHaveLength(1);
    expect(JSON.stringify(answersIn(world, world.channel))).toContain('Answer to namespaces 30d');
  });

  it('that is not understood is explained to the asker alone, without a working line that stays', async () => {
    const { world, finish } = await startSlow();
    await mention(world, 'broken');
    await until(() => world.asked.length === 1);
    await world.clock.advance(2_000);
    await until(() => answersIn(world, world.channel).length === 1);
    finish();
    await until(() => answersIn(world, world.channel)[0]?.ephemeralFor);
    const root = lastTyped(world, world.channel).ts;
    // a thread without a reply shows nobody a message for one person
    expect(answersIn(world, world.channel)).toMatchObject([{ threadTs: null, ephemeralFor: 'U0ALEX0000' }]);
    expect(answersIn(world, world.channel)[0]?.text).toContain('There is no command "broken".');
    await mention(world, 'pods', { threadTs: root });
    await until(() => world.asked.length === 2);
    finish();
    await mention(world, 'broken', { threadTs: root });
    await until(() => world.asked.length === 3);
    finish();
    await until(() => answersIn(world, world.channel).length === 3);
    expect(answersIn(world, world.channel)[2]).toMatchObject({ threadTs: root, ephemeralFor: 'U0ALEX0000' });
  });

  it('comes simpler where Slack refuses the blocks, and later where it asks to wait', async () => {
    const world = await start();
    const busy = { method: 'chat.postMessage', times: 1, kind: 'rate_limited' as const, detail: 3 };
    const tired = { method: 'auth.test', times: 1, kind: 'server_error' as const };
    world.double.setFaults({ refuseDataBlocks: true, next: [busy, tired] });
    await mention(world, 'namespaces');
    await until(async () => {
      await world.clock.advance(500);
      return answersIn(world, world.channel).some(({ blocks }) => blocks.length > 0);
    });
    await settled(world);
    expect(answersIn(world, world.channel)).toHaveLength(1);
    expect(JSON.stringify(answersIn(world, world.channel)[0]?.blocks)).not.toContain('"data_');
  });

  it('has buttons that answer the presser alone, in that thread', async () => {
    const world = await start();
    await mention(world, 'namespaces');
    const [shown] = await until(() => {
      const answers = answersIn(world, world.channel);
      return answers.length === 1 && answers;
    });
    const block = shown?.blocks.find(
      ({ type, elements }) => type === 'actions' && (elements as { type: string }[])[0]?.type === 'button',
    );
    const [first] = (block?.elements ?? []) as { action_id: string }[];
    const button = { actionId: first?.action_id ?? '', blockId: String(block?.block_id) };
    await world.double.press(shown?.ts ?? '', button, { user: 'U0SAM00000' });
    const ofSam = () => world.double.messages(world.channel, 'U0SAM00000').at(-1);
    await until(() => ofSam()?.ephemeralFor === 'U0SAM00000');
    expect(ofSam()?.threadTs).toBe(shown?.threadTs);
    expect(answersIn(world, world.channel)).toMatchObject([{ edited: false, ephemeralFor: null }]);
  });

  it.each([
    ['restricted_action_read_only_channel', 'not everybody may write there'],
    ['not_in_channel', 'Invite it with /invite'],
  ])('is told in a direct message why it is not answered: %s', async (code, sentence) => {
    const world = await start();
    const { channel, double } = world;
    const refused = (method: string) => ({ method, channel, times: 9, kind: 'error' as const, detail: code });
    double.setFaults({ next: [refused('chat.postMessage'), refused('chat.postEphemeral')] });
    await mention(world, 'namespaces');
    const direct = double.directChannel();
    await until(() => answersIn(world, direct).length === 1);
    expect(answersIn(world, direct)[0]?.text).toContain(sentence);
    expect(world.slack.health().undelivered).toBe(1);
    expect(JSON.stringify(world.logged)).toContain(code);
  });
});

describe('what nobody typed just now', () => {
  it('is not answered: bots, edits, files, joins, forgeries, other workspaces, half of an event', async () => {
    const world = await start();
    const { double, channel } = world;
    const text = `<@${double.botUserId}> namespaces`;
    const typed = { type: 'app_mention', user: 'U0ALEX0000', channel, ts: '1764137000.000100', text };
    const direct = { ...typed, type: 'message', channel_type: 'im', channel: double.directChannel() };
    const subtypes = 'bot_message message_changed message_deleted channel_join file_share'.split(' ');
    await mention(world, 'namespaces', { bot: { id: 'B0OTHER000', user: 'U0OTHER000', name: 'other' } });
    for (const event of [
      { ...typed, edited: { user: 'U0ALEX0000', ts: '1764137001.000000' } },
      { ...typed, team: 'T0ELSEWHERE' },
      { ...typed, channel: double.directChannel() },
      { ...typed, text: 7 },
      { ...typed, user: undefined },
      { ...typed, ts: 'now' },
      { ...direct, user: double.botUserId },
      { ...direct, user: 'USLACKBOT' },
      ...subtypes.map((subtype) => ({ ...direct, subtype })),
    ])
      expect(await double.event(event)).toMatchObject({ status: 200 });
    expect(await mention(world, 'namespaces', { forge: 'bad_secret' })).toMatchObject({ status: 401 });
    await settled(world);
    expect(world.asked).toEqual([]);
    expect(answersIn(world, channel)).toEqual([]);
    const logged = JSON.stringify(world.logged);
    expect(logged).toContain('a message was refused: it is of another workspace');
    expect(logged).toContain('a message was refused: it lacks what each message of slack has');
    await double.event(typed);
    await until(() => world.asked.length === 1);
  });

  it('is not heard without the scopes, and the command still works', async () => {
    const world = await start({ double: { scopes: ['commands', 'chat:write'] } });
    expect(await mention(world, 'namespaces')).toBeNull();
    expect(await world.double.say('namespaces', { channel: world.double.directChannel() })).toBeNull();
    await world.double.command('namespaces 7d');
    await until(() => answersIn(world, world.channel).length === 1);
    expect(world.asked).toEqual(['namespaces 7d']);
  });
});

describe('a direct message', () => {
  it('is answered as a message, in a thread only where it was typed in one', async () => {
    const world = await start();
    const channel = world.double.directChannel();
    await world.double.say('namespaces 30d', { channel });
    await until(() => answersIn(world, channel).length === 1);
    await world.double.say('broken', { channel, threadTs: lastTyped(world, channel).ts });
    await until(() => answersIn(world, channel).length === 2);
    expect(world.asked).toEqual(['namespaces 30d', 'broken']);
    const [plain, inThread] = answersIn(world, channel);
    expect(plain).toMatchObject({ threadTs: null, ephemeralFor: null });
    expect(inThread).toMatchObject({ ephemeralFor: null });
    expect(inThread?.threadTs).not.toBeNull();
    expect(inThread?.text).toContain('There is no command "broken".');
  });

  it('comes over a socket too', async () => {
    const world = await start({ connection: { mode: 'socket' } });
    const channel = world.double.directChannel();
    await world.double.say('pods', { channel });
    await until(() => answersIn(world, channel).length === 1);
    expect(world.asked).toEqual(['pods']);
  });
});
