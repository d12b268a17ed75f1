import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ShownMessage, SlackDouble } from '../slack/contract.js';
import type { PageFile, PageState } from './protocol.js';

/** Messages of a channel that the page is given; older ones are left out. */
const SHOWN_MESSAGES = 200;
const APP_NAME = 'Kubecent';
/** The place that is no channel: the app's Home tab. */
const HOME = 'home';

export interface Events {
  /** Answers GET /events: the state now, and again after every change, until the page goes away. */
  open(request: IncomingMessage, response: ServerResponse): void;
  /** Sends the state to every page, soon. */
  refresh(): void;
  stop(): void;
}

const TICK_MS = 1_000;
const MINUTE_MS = 60_000;

/** Server-sent events over the double's state, also when a minute has passed. Changes that come together are sent once. */
export function openEvents(
  slack: SlackDouble,
  page: Pick<PageState, 'title' | 'hints' | 'clockMoves'>,
  now: () => number,
): Events {
  const listeners = new Map<ServerResponse, { channel: string; user: string }>();
  let scheduled = false;

  const send = (response: ServerResponse, viewer: { channel: string; user: string }) => {
    const state: PageState = { ...page, ...stateOf(slack, viewer), nowMs: now() };
    response.write(`data: ${JSON.stringify(state)}\n\n`);
  };
  const refresh = () => {
    if (scheduled) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      for (const [response, viewer] of listeners) send(response, viewer);
    });
  };
  const stopListening = slack.onChange(refresh);
  let minute = Math.floor(now() / MINUTE_MS);
  const ticks = setInterval(() => {
    const before = minute;
    minute = Math.floor(now() / MINUTE_MS);
    if (minute !== before) refresh();
  }, TICK_MS);
  ticks.unref();

  return {
    open(request, response) {
      const viewer = viewerOf(new URL(request.url ?? '/', 'http://page').searchParams, slack);
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      listeners.set(response, viewer);
      response.on('close', () => listeners.delete(response));
      send(response, viewer);
    },
    refresh,
    stop() {
      clearInterval(ticks);
      stopListening();
      for (const response of listeners.keys()) response.end();
    },
  };
}

/** The channel and user asked for, or the first of each. Direct messages are the user's own, whosever were asked for. */
function viewerOf(query: URLSearchParams, slack: SlackDouble): { channel: string; user: string } {
  const user = slack.users.find((known) => known.id === query.get('user')) ?? slack.users[0];
  const asked = query.get('channel');
  if (asked === HOME) return { channel: HOME, user: user?.id ?? '' };
  if (slack.users.some(({ id }) => slack.directChannel(id) === asked))
    return { channel: slack.directChannel(user?.id), user: user?.id ?? '' };
  const channel = slack.channels.find((known) => known.id === asked) ?? slack.channels[0];
  return { channel: channel?.id ?? '', user: user?.id ?? '' };
}

function stateOf(slack: SlackDouble, viewer: { channel: string; user: string }) {
  const visible = (channel: string) =>
    slack.messages(channel, viewer.user).filter((message) => !message.deleted);
  const latestTs = (channel: string) => visible(channel).at(-1)?.ts ?? null;
  const direct = slack.directChannel(viewer.user);
  const messages = visible(viewer.channel).slice(-SHOWN_MESSAGES);
  return {
    ...viewer,
    channels: slack.channels.map((channel) => ({ ...channel, latestTs: latestTs(channel.id) })),
    direct: { id: direct, name: APP_NAME, botIsMember: true, latestTs: latestTs(direct) },
    users: slack.users.map(({ id, name }) => ({ id, name })),
    messages,
    files: filesOf(slack, messages),
    home: slack.home(viewer.user),
    view: slack.views(viewer.user).at(-1) ?? null,
  };
}

function filesOf(slack: SlackDouble, messages: readonly ShownMessage[]): PageFile[] {
  const carried = new Set(messages.flatMap(({ fileIds }) => fileIds));
  if (carried.size === 0) return [];
  return slack
    .files()
    .filter(({ id }) => carried.has(id))
    .map(({ id, name, title, mimetype, altText, bytes }) => {
      return { id, name, title, mimetype, altText, sizeBytes: bytes.length };
    });
}
