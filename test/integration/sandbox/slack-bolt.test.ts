import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import bolt from '@slack/bolt';
import type { SlackDouble } from '../../../sandbox/slack/contract.js';
import { startSlackDouble } from '../../../sandbox/slack/server.js';

const { App, HTTPReceiver, LogLevel, SocketModeReceiver } = bolt;
const SECRET = 'secret';
const BLOCKS = [
  {
    type: 'actions',
    block_id: 'drill',
    elements: [
      { type: 'button', action_id: 'run', value: 'pods', text: { type: 'plain_text', text: 'Pods' } },
    ],
  },
];

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const FORM = {
  type: 'modal' as const,
  callback_id: 'form',
  title: plain('Form'),
  submit: plain('Save'),
  blocks: [
    {
      type: 'input',
      block_id: 'namespace',
      label: plain('Namespace'),
      element: { type: 'external_select', action_id: 'value' },
    },
  ],
};

let stops: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const stop of stops.reverse()) await stop();
  stops = [];
});

async function startDouble(): Promise<SlackDouble> {
  const slack = await startSlackDouble({ signingSecret: SECRET, botToken: 'xoxb-1', appToken: 'xapp-1' });
  stops.push(() => slack.stop());
  return slack;
}

/** An app that answers a command with a button, a press with a replacement, and a modal for `form`. */
function listenersOn(app: InstanceType<typeof App>): void {
  app.command('/kubecent', async ({ command, ack, respond, client }) => {
    await ack();
    if (command.text === 'form') {
      await client.views.open({ trigger_id: command.trigger_id, view: FORM });
    }
    await respond({ text: `you asked ${command.text}`, blocks: BLOCKS });
  });
  app.action('run', async ({ ack, respond }) => {
    await ack();
    await respond({ text: 'replaced', replace_original: true });
  });
  app.options('value', async ({ payload, ack }) => {
    await ack({ options: [{ text: plain(payload.value), value: payload.value }] });
  });
  app.view('form', async ({ view, ack }) => {
    const value = view.state.values.namespace?.value?.selected_option?.value;
    if (value === 'payments') await ack();
    else await ack({ response_action: 'errors', errors: { namespace: `${value} is none.` } });
  });
  app.event('app_home_opened', async ({ event, client }) => {
    const blocks = [{ type: 'section', text: plain('home') }];
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } });
  });
}

const clientOptions = (slack: SlackDouble) => ({ slackApiUrl: `${slack.url}/api/` });
const firstChannel = (slack: SlackDouble) => String(slack.channels[0]?.id);

/** Resolves at the first change of messages that satisfies the condition. */
function until(slack: SlackDouble, condition: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const stop = slack.onChange(() => {
      if (!condition()) return;
      stop();
      resolve();
    });
    if (condition()) {
      stop();
      resolve();
    }
  });
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

async function askAndPress(slack: SlackDouble): Promise<void> {
  const channel = firstChannel(slack);
  const texts = () => slack.messages(channel).map((message) => message.text);
  expect(await slack.command('namespaces 7d')).toMatchObject({ status: 200 });
  await until(slack, () => texts().includes('you asked namespaces 7d'));
  const ts = String(slack.messages(channel)[0]?.ts);
  expect(await slack.press(ts, { actionId: 'run', blockId: 'drill' })).toMatchObject({ status: 200 });
  await until(slack, () => texts().includes('replaced'));
  expect(texts()).toEqual(['replaced']);
}

async function fillInTheForm(slack: SlackDouble): Promise<void> {
  await slack.command('form');
  await until(slack, () => slack.views().length === 1);
  const id = String(slack.views()[0]?.id);
  const target = { blockId: 'namespace', actionId: 'value' };
  for (const value of ['nonsense', 'payments']) {
    expect((await slack.options(id, target, value)).options).toEqual([{ text: plain(value), value }]);
    expect(await slack.fill(id, target, value)).toBeNull();
    expect((await slack.submit(id)).failure).toBeUndefined();
    const [view] = slack.views();
    expect(view?.errors).toEqual(value === 'nonsense' ? { namespace: 'nonsense is none.' } : undefined);
  }
  expect(await slack.openHome()).toMatchObject({ status: 200 });
  await until(slack, () => slack.home() !== null);
}

describe('Bolt over HTTP', () => {
  async function startApp(slack: SlackDouble): Promise<void> {
    const port = await freePort();
    const receiver = new HTTPReceiver({ signingSecret: SECRET, port, logLevel: LogLevel.ERROR });
    const app = new App({
      token: 'xoxb-1',
      receiver,
      clientOptions: clientOptions(slack),
      logLevel: LogLevel.ERROR,
    });
    listenersOn(app);
    await app.start({ port, host: '127.0.0.1' });
    stops.push(() => app.stop());
    slack.connectApp(`http://127.0.0.1:${port}/slack/events`);
  }

  it('takes a command and a press', async () => {
    const slack = await startDouble();
    await startApp(slack);
    await askAndPress(slack);
  });

  it('opens a modal, offers options, takes its submission, and publishes a Home tab', async () => {
    const slack = await startDouble();
    await startApp(slack);
    await fillInTheForm(slack);
  });

  it('refuses a bad secret and a stale timestamp', async () => {
    const slack = await startDouble();
    await startApp(slack);
    expect(await slack.command('x', { forge: 'bad_secret' })).toMatchObject({ status: 401 });
    expect(await slack.command('x', { forge: 'stale' })).toMatchObject({ status: 401 });
    expect(await slack.event({ type: 'x' }, { forge: 'bad_secret' })).toMatchObject({ status: 401 });
  });
});

describe('Bolt over Socket Mode', () => {
  async function startApp(slack: SlackDouble): Promise<InstanceType<typeof SocketModeReceiver>> {
    const receiver = new SocketModeReceiver({
      appToken: 'xapp-1',
      logLevel: LogLevel.ERROR,
      installerOptions: { clientOptions: clientOptions(slack) },
      clientPingTimeout: 200,
    });
    const app = new App({
      token: 'xoxb-1',
      receiver,
      clientOptions: clientOptions(slack),
      logLevel: LogLevel.ERROR,
    });
    listenersOn(app);
    await app.start();
    stops.push(() => app.stop());
    return receiver;
  }

  it('takes a command and a press over the socket', async () => {
    const slack = await startDouble();
    await startApp(slack);
    await askAndPress(slack);
  });

  it('opens a modal and the Home tab over the socket', async () => {
    const slack = await startDouble();
    await startApp(slack);
    await fillInTheForm(slack);
  });

  it('comes again after a refresh', async () => {
    const slack = await startDouble();
    const receiver = await startApp(slack);
    const again = new Promise((resolve) => receiver.client.once('connected', resolve));
    slack.refreshSockets();
    await again;
    await askAndPress(slack);
    expect(slack.calls.filter(({ method }) => method === 'apps.connections.open')).toHaveLength(2);
  });

  it('has nobody to deliver to before anybody connects', async () => {
    const slack = await startDouble();
    expect(await slack.command('x')).toMatchObject({ status: 0, failure: 'dispatch_failed' });
  });
});
