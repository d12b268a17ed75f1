import { afterEach, describe, expect, it } from '@jest/globals';
import type { SubscriptionDesk } from '../../../src/digests/desk.js';
import type { Subscription, SubscriptionChoice } from '../../../src/digests/subscription.js';
import type { Document } from '../../../src/reports/document.js';
import { drawInThread } from '../../../src/slack/picture-thread.js';
import { dayChartSvg } from '../../../src/slack/views/day-chart.js';
import type { HomeFacts } from '../../../src/slack/views/home-facts.js';
import { subscriptionOf } from '../../support/digests.js';
import { until } from '../../support/until.js';
import { wordsOf } from '../../support/whole-app.js';
import { sampleDocument } from '../../unit/slack/documents.js';
import { homeFacts } from '../../unit/slack/home-facts.js';
import { startWorld, type World, type WorldOptions } from './world.js';

const png = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
);

let world: World;
let facts: HomeFacts;
let loads = 0;
let drawn = 0;
afterEach(() => world.stop());

async function start(options: WorldOptions = {}): Promise<void> {
  facts = homeFacts();
  loads = 0;
  drawn = 0;
  world = await startWorld({
    ...options,
    slack: {
      home: {
        ttlMs: 60_000,
        async load() {
          loads += 1;
          return facts;
        },
      },
      async drawPicture() {
        drawn += 1;
        return png;
      },
      csvOf: async (command) => ({ command, header: ['name'], rows: [] }),
      ...options.slack,
    },
  });
}

const calls = (method: string) => world.double.calls.filter((call) => call.method === method);
const second = () => String(world.double.users[1]?.id);
const first = () => String(world.double.users[0]?.id);
const words = (user?: string) => JSON.stringify(world.double.home(user)?.blocks ?? []);
const open = (user?: string) => world.double.openHome(user);
const quiet = () => until(() => world.slack.health().inFlight === 0);
const logged = (text: string) => world.logged.filter(({ msg }) => String(msg).includes(text));

function target(actionId: string, value?: string) {
  for (const block of world.double.home()?.blocks ?? []) {
    const elements = (block.elements ?? []) as { action_id?: string; value?: string }[];
    const found = elements.find(
      (one) => one.action_id === actionId && (value === undefined || one.value === value),
    );
    if (found) return { actionId, blockId: String(block.block_id) };
  }
  throw new Error(`no ${actionId} on Home`);
}
async function press(actionId: string, value?: string) {
  await world.double.pressInView(String(world.double.home()?.id), target(actionId, value));
  await quiet();
}

describe('opening Home', () => {
  it('looks up once for all, uploads one picture, and sends the same content once', async () => {
    await start();
    await Promise.all([first(), first(), second()].map(open));
    await quiet();
    expect([loads, drawn, world.double.files().length]).toEqual([1, 1, 1]);
    expect(words(second())).toContain(String(world.double.files()[0]?.id));
    const published = calls('views.publish').length;
    for (let time = 0; time < 5; time += 1) await open();
    await quiet();
    expect(calls('views.publish')).toHaveLength(published);
    await world.clock.advance(60_001);
    await open();
    await quiet();
    expect([loads, drawn, calls('views.publish').length]).toEqual([2, 1, published]);
  });

  it('publishes anew where somebody else did meanwhile, and says once that Home is off', async () => {
    await start();
    await open();
    await quiet();
    facts = homeFacts({ unknown: ['Something is not known.'] });
    await world.clock.advance(60_001);
    world.double.setFaults({
      next: [{ method: 'views.publish', times: 1, kind: 'error', detail: 'hash_conflict' }],
    });
    await open();
    await quiet();
    expect(words()).toContain('Something is not known.');
    world.double.setFaults({ homeTab: 'off' });
    await Promise.all([second(), second()].map(open));
    await quiet();
    expect(logged('Home is not enabled')).toHaveLength(1);
  });

  it('waits for a picture that Slack does not show yet, and draws in letters where it never does', async () => {
    await start({ double: { now: () => world.clock.now() } });
    world.double.setFaults({ fileProcessingMs: 1_200 });
    await open();
    await until(() => world.clock.waiting() > 0 && calls('views.publish').length === 2);
    expect(words()).toContain('being looked up');
    await world.clock.advance(3_500);
    await quiet();
    expect(words()).toContain('slack_file');
    facts = homeFacts({ month: { ...(facts.month as NonNullable<HomeFacts['month']>), namespaces: [] } });
    world.double.setFaults({
      next: [{ method: 'views.publish', times: 4, kind: 'error', detail: 'invalid_blocks' }],
    });
    await world.clock.advance(60_001);
    await open();
    await until(() => world.clock.waiting() > 0);
    for (let step = 0; step < 8; step += 1) await world.clock.advance(1_000);
    await quiet();
    expect(words()).not.toContain('slack_file');
    expect(words()).toContain('█');
  });

  it('draws in letters without the scope for files, and asks for no more', async () => {
    await start({ double: { scopes: ['commands', 'chat:write'] } });
    await open();
    await quiet();
    expect(words()).toContain('█');
    await world.clock.advance(60_001);
    await open(second());
    await quiet();
    expect([drawn, calls('files.getUploadURLExternal').length]).toEqual([1, 1]);
    expect(logged('No picture can be shown')).toHaveLength(1);
  });
});

describe('the buttons of Home', () => {
  it('answer questions in direct messages', async () => {
    await start();
    await open();
    await quiet();
    await press('run:100', 'overview');
    expect(world.asked).toEqual(['overview']);
    const [message] = world.double.messages(world.double.directChannel());
    expect(message?.text).toContain('$9,412.80');
  });

  it('have their answer in the place of the line that says what is done', async () => {
    let finish = () => {};
    const answerLine = () => new Promise<Document>((resolve) => (finish = () => resolve(sampleDocument())));
    await start({ answerLine });
    await open();
    await quiet();
    const direct = () => world.double.messages(world.double.directChannel());
    const pressed = world.double.pressInView(String(world.double.home()?.id), target('run:100', 'overview'));
    await until(() => world.asked.length === 1);
    await world.clock.advance(2_000);
    await until(() => direct()[0]?.text.startsWith('Working on it'));
    finish();
    await pressed;
    await quiet();
    expect(direct()).toHaveLength(1);
    expect(direct()[0]?.text).toContain('$9,412.80');
    const row = wordsOf(direct()[0]?.blocks.at(-1));
    expect(row).toContain('CSV');
    expect(row).not.toMatch(/Send me this|^Share /);
  });

  it('open the details, with what admins see for them alone', async () => {
    await start({ slack: { admins: ['U0SAM00000'] }, double: { scopes: ['commands', 'chat:write'] } });
    await open();
    await quiet();
    await press('home:details');
    const seen = JSON.stringify(world.double.views());
    expect(seen).toContain('OpenCost prod');
    expect(seen).not.toContain('Version');
    await open(second());
    await quiet();
    const details = { actionId: 'home:details', blockId: 'home-health' };
    await world.double.pressInView(String(world.double.home(second())?.id), details);
    await quiet();
    expect(JSON.stringify(world.double.views(second()))).toContain('Version');
  });

  it('pause, edit and run digests, and say what was refused', async () => {
    const own = (id: string) => subscriptionOf({ id, workspace: 'T0KUBECENT', madeBy: first() });
    const kept = new Map<string, Subscription>();
    const done: string[] = [];
    const desk = {
      list: async () =>
        [...kept.values()].map((subscription) => ({ subscription, nextMs: null, last: null })),
      find: async (id: string) => kept.get(id) ?? null,
      toChange: async (_: unknown, id: string) => kept.get(id),
      async runNow(_: unknown, id: string) {
        done.push(`run ${id}`);
        return own(id);
      },
      async change(_: unknown, id: string, __: number, choice: SubscriptionChoice) {
        const changed = { ...own(id), ...choice };
        kept.set(id, changed);
        return changed;
      },
      async pause(_: unknown, id: string) {
        done.push(`pause ${id}`);
        const paused = { ...own(id), state: { kind: 'paused' as const, by: '', atMs: 0 } };
        kept.set(id, paused);
        return paused;
      },
    } as unknown as SubscriptionDesk;
    await start({ slack: { subscriptions: desk } });
    kept.set('s1', own('s1')).set('s2', { ...own('s2'), workspace: 'T0OTHER' });
    await open();
    await quiet();
    await press('home:pause', 's1');
    expect(words()).toContain('is paused.');
    expect(words()).toContain('Resume');
    await press('home:run', 's1');
    expect(words()).toContain('is on its way into its channel.');
    expect(done.splice(1)).toEqual(['run s1']);
    await press('home:edit', 's1');
    const [form] = world.double.views();
    expect(form).toMatchObject({ callbackId: 'subscription-form' });
    const id = String(form?.id);
    await world.double.fill(id, { blockId: 'name', actionId: 'form:name' }, 'Renamed in the form');
    await world.double.submit(id);
    await until(() => words().includes('Renamed in the form'));
    await press('home:pause', 's2');
    expect(words()).toContain('This subscription is gone');
    expect(done).toEqual(['pause s1']);
  });
});

describe('a picture', () => {
  it('is drawn in a thread, as PNG', async () => {
    await start();
    const days = homeFacts().month?.days;
    const picture = Buffer.from(await drawInThread(dayChartSvg(days as NonNullable<typeof days>)));
    expect(picture.subarray(1, 4).toString()).toBe('PNG');
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([1_440, 480]);
    // text is drawn too: without a font there would be bars alone
    expect(picture.length).toBeGreaterThan(8_000);
  });
});
