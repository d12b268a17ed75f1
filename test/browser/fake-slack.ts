import type { Delivery, ShownMessage, SlackDouble } from '../../sandbox/slack/contract.js';

type Block = Readonly<Record<string, unknown>>;

interface Asked {
  text: string;
  channel: string;
  user: string;
  command: string;
}

interface Pressed {
  ts: string;
  actionId: string;
  blockId: string;
  value?: string;
  user: string;
}

/** A Slack double whose app is the test: it says by hand what appears in the channel. */
export interface FakeSlack extends SlackDouble {
  readonly commands: readonly Asked[];
  readonly presses: readonly Pressed[];
  /** Puts a message into a channel; returns its ts. */
  post(message: Partial<ShownMessage>): string;
  replace(ts: string, message: Partial<ShownMessage>): void;
  /** What the app does from now on; it acknowledges when the promise resolves. */
  onCommand(answer: (asked: Asked) => Promise<Partial<Delivery>>): void;
  onPress(answer: (ts: string) => Promise<Partial<Delivery>>): void;
}

export const CHANNELS = [
  { id: 'C1', name: 'finops', botIsMember: true },
  { id: 'C2', name: 'random', botIsMember: false },
];
export const USERS = [
  { id: 'U1', name: 'alex', admin: true, timeZone: 'Europe/Berlin' },
  { id: 'U2', name: 'sam', admin: false, timeZone: 'Australia/Sydney' },
];

const ACKNOWLEDGED: Delivery = { status: 200, body: '', ackMs: 5, responseUrl: 'http://127.0.0.1/response' };
const FIRST_TS_SECONDS = Date.UTC(2026, 10, 23, 9, 0) / 1000;

const noViews = () => Promise.reject(new Error('This double shows no views.'));

export function fakeSlack(): FakeSlack {
  const all: ShownMessage[] = [];
  const commands: Asked[] = [];
  const presses: Pressed[] = [];
  const listeners = new Set<() => void>();
  let answerCommand = async (_: Asked): Promise<Partial<Delivery>> => ({});
  let answerPress = async (_: string): Promise<Partial<Delivery>> => ({});
  const changed = () => {
    for (const listener of listeners) listener();
  };
  return {
    url: 'http://127.0.0.1:1',
    calls: [],
    channels: CHANNELS,
    users: USERS,
    commands,
    presses,
    messages: (channel, user) =>
      all.filter(
        (message) => message.channel === channel && [null, user ?? 'U1'].includes(message.ephemeralFor),
      ),
    async command(text, from = {}) {
      const asked = { text, channel: 'C1', user: 'U1', command: '/kubecent', ...from };
      commands.push(asked);
      const delivery = { ...ACKNOWLEDGED, ...(await answerCommand(asked)) };
      if (delivery.failure !== undefined) {
        const text = `${asked.command} failed with the error "${delivery.failure}"`;
        this.post({ text, channel: asked.channel, ephemeralFor: asked.user, userName: 'Slackbot' });
      }
      return delivery;
    },
    async press(ts, button, from) {
      presses.push({ ts, ...button, user: from?.user ?? 'U1' });
      return { ...ACKNOWLEDGED, ...(await answerPress(ts)) };
    },
    post(message) {
      const ts = `${FIRST_TS_SECONDS + all.length}.${String(all.length).padStart(6, '0')}`;
      all.push({
        ts,
        channel: 'C1',
        ephemeralFor: null,
        author: 'app',
        userName: 'Kubecent',
        text: '',
        blocks: [],
        threadTs: null,
        edited: false,
        deleted: false,
        metadata: null,
        fileIds: [],
        ...message,
      });
      changed();
      return ts;
    },
    replace(ts, message) {
      const index = all.findIndex((found) => found.ts === ts);
      const before = all[index];
      if (before === undefined) throw new Error(`There is no message ${ts}.`);
      all[index] = { ...before, edited: true, ...message };
      changed();
    },
    onCommand(answer) {
      answerCommand = answer;
    },
    onPress(answer) {
      answerPress = answer;
    },
    directChannel: (user = 'U1') => `D${user.slice(1)}`,
    views: () => [],
    home: () => null,
    fill: noViews,
    pressInView: noViews,
    submit: noViews,
    closeView: noViews,
    options: noViews,
    files: () => [],
    addFile: () => '',
    botUserId: 'U0KUBECENT',
    say: noViews,
    retry: noViews,
    openHome: noViews,
    event: noViews,
    setChannel: () => undefined,
    connectApp: () => undefined,
    refreshSockets: () => undefined,
    setFaults: () => undefined,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: async () => undefined,
  };
}

/** A section of mrkdwn. */
export function section(text: string): Block {
  return { type: 'section', text: { type: 'mrkdwn', text } };
}
