import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SlackDouble } from '../slack/contract.js';
import type { PageState } from './protocol.js';

/** Messages of a channel that the page is given; older ones are left out. */
const SHOWN_MESSAGES = 200;

export interface Events {
  /** Answers GET /events: the state now, and again after every change, until the page goes away. */
  open(request: IncomingMessage, response: ServerResponse): void;
  stop(): void;
}

/** Server-sent events over the double's state. Changes that come together are sent once. */
export function openEvents(slack: SlackDouble, page: { title: string; hints: readonly string[] }): Events {
  const listeners = new Map<ServerResponse, { channel: string; user: string }>();
  let scheduled = false;

  const send = (response: ServerResponse, viewer: { channel: string; user: string }) => {
    response.write(`data: ${JSON.stringify({ ...page, ...stateOf(slack, viewer) } satisfies PageState)}\n\n`);
  };
  const stopListening = slack.onChange(() => {
    if (scheduled) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      for (const [response, viewer] of listeners) send(response, viewer);
    });
  });

  return {
    open(request, response) {
      const viewer = viewerOf(new URL(request.url ?? '/', 'http://page').searchParams, slack);
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      listeners.set(response, viewer);
      response.on('close', () => listeners.delete(response));
      send(response, viewer);
    },
    stop() {
      stopListening();
      for (const response of listeners.keys()) response.end();
    },
  };
}

/** The channel and user asked for, or the first of each. */
function viewerOf(query: URLSearchParams, slack: SlackDouble): { channel: string; user: string } {
  const channel = slack.channels.find((known) => known.id === query.get('channel')) ?? slack.channels[0];
  const user = slack.users.find((known) => known.id === query.get('user')) ?? slack.users[0];
  return { channel: channel?.id ?? '', user: user?.id ?? '' };
}

function stateOf(slack: SlackDouble, viewer: { channel: string; user: string }) {
  const visible = (channel: string) =>
    slack.messages(channel, viewer.user).filter((message) => !message.deleted);
  return {
    ...viewer,
    channels: slack.channels.map((channel) => ({
      ...channel,
      latestTs: visible(channel.id).at(-1)?.ts ?? null,
    })),
    users: slack.users.map(({ id, name }) => ({ id, name })),
    messages: visible(viewer.channel).slice(-SHOWN_MESSAGES),
  };
}
