import { afterEach, describe, expect, it } from '@jest/globals';
import { signHeaders } from '../../../sandbox/slack/signature.js';
import { dayMs } from '../../../src/cost/time.js';
import { answerLine } from '../../../src/reports/answer-line.js';
import { createFakeSource } from '../../support/fake-source.js';
import { createTestService } from '../../support/service.js';
import { createFakeSnoozes } from '../../support/snoozes.js';
import { until } from '../../support/until.js';
import { findButton, wordsOf } from '../../support/whole-app.js';
import { secrets, startWorld, type World } from './world.js';

let world: World;
afterEach(() => world.stop());

/** Savings over sample data, where one thing can be saved: the idle nodes. */
async function start() {
  const { costs, clock } = createTestService({ prod: createFakeSource() });
  const snoozes = createFakeSnoozes();
  world = await startWorld({
    answerLine: async (line, { asker = '' }) =>
      (
        await answerLine(line, { costs, snoozes, asker, now: () => clock.nowMs, weekStarts: 'monday' })
      ).document(),
    slack: { now: () => clock.nowMs },
  });
  return { snoozes, clock };
}

const messages = () => world.double.messages(world.channel);
const wordsAt = (at: number) => wordsOf(messages().at(at)?.blocks);
const asker = () => world.double.users[0]?.id ?? '';

async function ask(line: string) {
  const before = messages().length;
  await world.double.command(line);
  await until(() => messages().length === before + 1);
  return messages().at(-1)?.ts ?? '';
}

interface Section {
  block_id: string;
  accessory: { type: string; action_id: string; options: { value: string; text: { text: string } }[] };
}

/** The menu beside the idle nodes, and what picks one of its options. */
function menuOf(ts: string) {
  const message = messages().find((one) => one.ts === ts);
  const section = message?.blocks.find(({ accessory }) => accessory) as unknown as Section;
  const { action_id: actionId, options } = section.accessory;
  const target = { actionId, blockId: section.block_id };
  return (label: string) => {
    const value = options.find(({ text }) => text.text === label)?.value ?? '';
    return world.double.press(ts, { ...target, value });
  };
}

describe('the menu of a saving', () => {
  it('snoozes it in the place of its answer; it is listed, undone, and back by itself after its time', async () => {
    const { snoozes, clock } = await start();
    const ts = await ask('savings');
    const old = menuOf(await ask('savings'));
    await menuOf(ts)('Snooze 7 days');
    await until(() => messages()[0]?.edited === true);
    expect(wordsAt(0)).toContain('Snoozed until');
    expect(wordsAt(0)).toContain('Nothing else worth $1.00 a month found.');
    expect(snoozes.kept).toMatchObject([{ by: asker(), dismissed: false }]);
    await old('Snooze 30 days');
    await until(() => messages().length === 3);
    expect(messages().at(-1)?.text).toContain('Somebody has snoozed or dismissed it already');
    const list = await ask('savings snoozed');
    expect(wordsAt(-1)).toContain('idle capacity of nodes · prod');
    const undo = findButton(messages().find((one) => one.ts === list) as never, 'Undo');
    await world.double.press(list, undo);
    await until(() => wordsAt(-1).includes('Shown again from now on'));
    expect(snoozes.kept).toEqual([]);
    menuOf(await ask('savings'))('Snooze 7 days');
    await until(() => snoozes.kept.length === 1);
    clock.nowMs += 7 * dayMs;
    await ask('savings');
    expect(wordsAt(-1)).toContain('frees capacity');
    expect(wordsAt(-1)).not.toContain('1 snoozed');
  });

  it('asks why before it dismisses, and keeps the answer', async () => {
    const { snoozes } = await start();
    const ts = await ask('savings 14d');
    await menuOf(ts)('Dismiss …');
    const form = await until(() => world.double.views()[0]);
    expect(form).toMatchObject({ title: 'Dismiss a saving' });
    await world.double.fill(form.id, { blockId: 'why', actionId: 'snooze:why' }, 'kept for “peaks”');
    await world.double.submit(form.id);
    await until(() => messages()[0]?.edited === true);
    expect(wordsAt(0)).toContain('Dismissed: idle capacity of nodes');
    expect(world.asked.at(-1)).toMatch(/^savings dismiss [0-9a-f]{10} window=14d why="kept for 'peaks'"$/);
    expect(snoozes.kept).toMatchObject([{ dismissed: true, why: "kept for 'peaks'", untilMs: null }]);
  });

  it('that says something else is refused with a sentence', async () => {
    const { snoozes } = await start();
    await ask('savings');
    const { responseUrl } = await world.double.command('savings 14d');
    await until(() => messages().length === 2);
    const option = { value: 'ledger verify' };
    const payload = {
      type: 'block_actions',
      user: { id: asker(), team_id: 'T0KUBECENT' },
      team: { id: 'T0KUBECENT' },
      channel: { id: world.channel },
      container: { type: 'message', message_ts: '1.1', is_ephemeral: true },
      trigger_id: 't1',
      response_url: responseUrl,
      actions: [{ type: 'overflow', action_id: 'snooze:0', action_ts: '1.2', selected_option: option }],
    };
    const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
    const signed = signHeaders({ secret: secrets.signingSecret, body, nowMs: Date.now() });
    const headers = { 'content-type': 'application/x-www-form-urlencoded', ...signed };
    await fetch(`http://127.0.0.1:${world.slack.port()}/slack/events`, { method: 'POST', headers, body });
    await until(() => messages().length === 3);
    expect(messages()[2]?.text).toContain('does not say what it should');
    expect(snoozes.kept).toEqual([]);
  });

  it('says that the form did not open, and changes nothing', async () => {
    const { snoozes } = await start();
    const ts = await ask('savings');
    world.double.setFaults({
      next: [{ method: 'views.open', times: 1, kind: 'error', detail: 'expired_trigger_id' }],
    });
    await menuOf(ts)('Snooze for ever …');
    await until(() => messages().length === 2);
    expect(messages()[1]?.text).toContain('Slack did not open the form');
    expect(snoozes.kept).toEqual([]);
  });
});
