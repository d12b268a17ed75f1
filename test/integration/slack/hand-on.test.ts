import { afterEach, describe, expect, it } from '@jest/globals';
import type { ShownMessage, SlackDoubleOptions } from '../../../sandbox/slack/contract.js';
import { NotUnderstood } from '../../../src/errors.js';
import type { SlackOptions } from '../../../src/slack/app.js';
import type { AnswerLine, CsvOf } from '../../../src/slack/ports.js';
import { until } from '../../support/until.js';
import { findButton, wordsOf } from '../../support/whole-app.js';
import { sampleDocument } from '../../unit/slack/documents.js';
import { startWorld, type World } from './world.js';

let world: World;
afterEach(() => world.stop());

const rows = Array.from({ length: 400 }, (_, at) => [`namespace-${at}`, at]);
const csvOf: CsvOf = async (command) => ({
  command,
  header: ['namespace', 'cost'],
  rows: [['=HYPERLINK("x")', 1], ...rows],
});

const answerLine: AnswerLine = async (command) => {
  if (command.startsWith('broken')) throw new NotUnderstood('There is no command "broken".');
  return sampleDocument({ command });
};

const seen = (channel = world.channel) =>
  world.double.messages(channel).filter(({ author }) => author === 'app');
const shared = (channel = world.channel) => seen(channel).filter((one) => one.ephemeralFor === null);
const told = () => seen().filter((one) => one.ephemeralFor !== null);

/** Asks a line and hands back its answer, and how to press what is below it. */
async function ask(
  line = 'namespaces 7d',
  options: {
    double?: Partial<SlackDoubleOptions>;
    channel?: string;
    answer?: AnswerLine;
    slack?: Partial<SlackOptions>;
  } = {},
) {
  const { double, answer = answerLine, slack = {} } = options;
  world = await startWorld({ answerLine: answer, slack: { csvOf, ...slack }, ...(double ? { double } : {}) });
  const channel = options.channel ?? world.channel;
  await world.double.command(line, { channel });
  const message = await until(() => seen(channel)[0]);
  return {
    message,
    press: (label: string, on: ShownMessage = message) =>
      world.double.press(on.ts, findButton(on, label), { channel }),
    pick: (value: string) => {
      const row = message.blocks.at(-1) as { block_id: string };
      const menu = { actionId: 'act:more', blockId: row.block_id, value };
      return world.double.press(message.ts, menu, { channel });
    },
  };
}

describe('below an answer', () => {
  it('is a row of what can be done with it; below an error and help is none', async () => {
    const { message } = await ask();
    expect(wordsOf(message.blocks.at(-1))).toBe('Share Send me this CSV Share elsewhere Copy as text');
    for (const line of ['broken', 'help']) await world.double.command(line);
    await until(() => told().length === 3);
    const after = JSON.stringify(told().slice(1));
    expect(after).not.toContain('act:');
  });

  it('has buttons alone where the line is too long for a menu', async () => {
    const { message } = await ask(`namespaces namespace=${'n'.repeat(150)}`);
    const { elements } = message.blocks.at(-1) as { elements: { type: string; value: string }[] };
    expect(elements.map(({ type }) => type)).toEqual(Array(5).fill('button'));
  });
});

describe('Share', () => {
  it('shows everybody what the line says now, with who shared it and when, and leaves the answer', async () => {
    const { message, press } = await ask();
    await press('Share');
    const post = await until(() => shared()[0]);
    expect(world.asked).toEqual(['namespaces 7d', 'namespaces 7d']);
    const { user } = { user: world.double.users[0]?.id };
    expect(JSON.stringify(post.blocks)).toContain(`{"type":"user","user_id":"${user}"}`);
    expect(JSON.stringify(post.blocks)).toContain(`"timestamp":${Math.floor(world.clock.now() / 1000)}`);
    expect(wordsOf(post.blocks.at(-1))).toBe('CSV');
    expect(told()).toEqual([message]);
  });

  it('acts once when it is pressed twice in a moment', async () => {
    let nowMs = Date.now();
    const { press } = await ask('namespaces 7d', { double: { now: () => nowMs } });
    await press('Share');
    await until(() => shared().length === 1 && world.slack.health().inFlight === 0);
    await press('Share');
    await until(() => world.slack.health().inFlight === 0);
    expect(shared()).toHaveLength(1);
    nowMs += 5_000;
    await world.clock.advance(5_000);
    await press('Share');
    await until(() => shared().length === 2);
  });

  it('acts once when two processes hear of a double click', async () => {
    const claimed = new Set<string>();
    const seenEvents = { first: async (id: string) => !claimed.has(id) && claimed.add(id).size > 0 };
    const { press } = await ask('namespaces 7d', { slack: { seenEvents } });
    const { connection } = world;
    const other = await startWorld({ answerLine, connection, slack: { csvOf, seenEvents } });
    await press('Share');
    world.double.connectApp(`http://127.0.0.1:${other.slack.port()}/slack/events`);
    await press('Share');
    await until(
      () => shared().length === 1 && world.slack.health().inFlight + other.slack.health().inFlight === 0,
    );
    expect(shared()).toHaveLength(1);
    expect(other.asked).toEqual([]);
    await other.stop();
  });

  it('says what to do where Kubecent is not in the channel', async () => {
    const channel = 'C0RANDOM00';
    const { press } = await ask('namespaces 7d', { channel });
    await press('Share');
    const sorry = await until(() => seen(channel)[1]);
    expect(sorry.text).toContain('invite it there with /invite @Kubecent');
    expect(shared(channel)).toEqual([]);
  });

  it('answers a press on the shared message beside it, never in its place', async () => {
    const { press } = await ask();
    await press('Share');
    const post = await until(() => shared()[0]);
    await press('Pods', post);
    await until(() => told().length === 2);
    expect(shared()).toEqual([post]);
  });

  it('elsewhere asks for the channel, and says beside it why that does not do', async () => {
    const { pick } = await ask();
    await pick('elsewhere namespaces 7d');
    const view = await until(() => world.double.views()[0]);
    const target = { actionId: 'form:channel', blockId: 'channel' };
    await world.double.fill(view.id, target, 'C0RANDOM00');
    await world.double.submit(view.id);
    expect(world.double.views()[0]?.errors.channel).toContain('not in that channel');
    await world.double.fill(view.id, target, world.channel);
    await world.double.submit(view.id);
    expect(world.double.views()).toEqual([]);
    expect(shared()).toHaveLength(1);
  });

  it('elsewhere keeps the form open with what it does where that takes long', async () => {
    let finish = () => {};
    const slow: AnswerLine = (line, context) =>
      world.asked.length === 1
        ? answerLine(line, context)
        : new Promise((resolve) => {
            finish = () => resolve(answerLine(line, context));
          });
    const { pick } = await ask('namespaces 7d', { answer: slow });
    await pick('elsewhere namespaces 7d');
    const view = await until(() => world.double.views()[0]);
    await world.double.fill(view.id, { actionId: 'form:channel', blockId: 'channel' }, world.channel);
    const submitted = world.double.submit(view.id);
    await until(() => world.asked.length === 2);
    await world.clock.advance(2_000);
    await submitted;
    expect(wordsOf(world.double.views()[0]?.blocks)).toContain('Sharing the answer');
    finish();
    await until(() => wordsOf(world.double.views()[0]?.blocks).includes('The answer is shared.'));
  });
});

it('Send me this is a direct message, and the presser is told where', async () => {
  const { press } = await ask();
  await press('Send me this');
  await until(() => told().some(({ text }) => text.includes('direct messages')));
  const [mine] = shared(world.double.directChannel());
  expect(wordsOf(mine?.blocks)).toContain('As of');
});

it('Copy as text is the answer in a block of code', async () => {
  const { pick } = await ask();
  await pick('copy namespaces 7d');
  const copy = await until(() => told()[1]);
  const text = JSON.stringify(copy.blocks);
  expect(text).toContain('rich_text_preformatted');
  expect(text).toMatch(/payments costs \$1,320\.14.*namespace-1 +\$1\.00/);
});

describe('CSV', () => {
  it('is the whole table in direct messages, with formulas defused', async () => {
    const { press } = await ask();
    await press('CSV');
    await until(() => told().some(({ text }) => text.includes('401 rows, is in your direct messages')));
    const [file] = world.double.files();
    const text = Buffer.from(file?.bytes ?? []).toString();
    expect(file?.name).toBe('kubecent-namespaces-7d.csv');
    expect(text.split('\n')).toHaveLength(403);
    expect(text.split('\n')[1]).toBe(`"'=HYPERLINK(""x"")",1`);
    expect(seen().every(({ ephemeralFor }) => ephemeralFor !== null)).toBe(true);
  });

  it('of a shared message goes into its thread', async () => {
    const { press } = await ask();
    await press('Share');
    const post = await until(() => shared()[0]);
    await press('CSV', post);
    const inThread = await until(() => shared().find(({ threadTs }) => threadTs !== null));
    expect(inThread.threadTs).toBe(post.ts);
  });

  it.each([
    [{ scopes: ['chat:write'] }, 'the permission files:write was not granted'],
    [{ fileUploads: 'off' as const }, 'This workspace does not allow files'],
  ])('is text where there can be no file: %j', async (setting, reason) => {
    const { press } = await ask('namespaces 7d', {
      double: 'scopes' in setting ? { scopes: setting.scopes } : {},
    });
    if ('fileUploads' in setting) world.double.setFaults(setting);
    await press('CSV');
    const instead = await until(() => told()[1]);
    expect(instead.text).toContain(reason);
    expect(instead.text).toContain('kubecent namespaces 7d --csv');
    expect(wordsOf(instead.blocks)).toContain('namespace,cost\n"\'=HYPERLINK');
    expect(shared(world.double.directChannel())).toEqual([]);
  });
});

describe('a press that is not to be trusted', () => {
  it('says so where the line is none of a report', async () => {
    const { press } = await ask('namespaces 7d', {
      answer: async (command) =>
        sampleDocument({ command: world.asked.length > 1 ? 'subscriptions' : command }),
    });
    await press('Share');
    expect((await until(() => told()[1])).text).toContain('from an older version');
    expect(shared()).toEqual([]);
  });

  it('gets no answer to a line that fails, and the log has why', async () => {
    const { press } = await ask('namespaces 7d', {
      answer: async (line) => {
        if (world.asked.length > 1) throw new Error('secret cause');
        return sampleDocument({ command: line });
      },
    });
    await press('Share');
    const sorry = await until(() => told()[1]);
    expect(sorry.text).toBe('Something went wrong on our side (reference ab12cd34).');
    expect(JSON.stringify(world.logged)).toContain('secret cause');
  });
});

it('says what is being done after a second', async () => {
  let finish = () => {};
  const { press } = await ask('namespaces 7d', {
    answer: (line, context) =>
      world.asked.length === 1
        ? answerLine(line, context)
        : new Promise((resolve) => {
            finish = () => resolve(answerLine(line, context));
          }),
  });
  await press('Share');
  await until(() => world.asked.length === 2);
  await world.clock.advance(1_000);
  expect((await until(() => told()[1])).text).toBe('Working on it: sharing the answer');
  finish();
  await until(() => shared().length === 1);
});
