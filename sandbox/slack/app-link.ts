import { type AppAnswer, postToApp } from './app-request.js';
import type { Json } from './blocks/check.js';
import type { Forgery } from './contract.js';
import { signHeaders } from './signature.js';
import type { RequestKind, SocketMode } from './socket-mode.js';

export interface SendOptions {
  forge?: Forgery | undefined;
  /** For an event that is sent again: which time. */
  retryNum?: number | undefined;
}

export interface AppLink {
  /** From now on requests go to this URL. */
  connect(requestUrl: string): void;
  /** Sends a command, an interaction or an event to the app and waits for its acknowledgement. Never throws. */
  send(kind: RequestKind, payload: Json, options?: SendOptions): Promise<AppAnswer>;
}

/** The way to the app: its request URL if one is set, else a Socket Mode connection, else nobody answers. */
export function createAppLink(facts: {
  signingSecret: string;
  requestUrl: string | null;
  socketMode: SocketMode;
  ackTimeoutMs: number;
  now: () => number;
}): AppLink {
  let requestUrl = facts.requestUrl;
  return {
    connect(url) {
      requestUrl = url;
    },
    async send(kind, payload, { forge, retryNum } = {}) {
      const timeoutMs = facts.ackTimeoutMs;
      if (requestUrl === null) return facts.socketMode.deliver(kind, payload, timeoutMs, retryNum ?? 0);
      const body = kind === 'events_api' ? JSON.stringify(payload) : formBody(kind, payload);
      const headers = {
        'content-type': kind === 'events_api' ? 'application/json' : 'application/x-www-form-urlencoded',
        ...(retryNum === undefined
          ? {}
          : { 'x-slack-retry-num': String(retryNum), 'x-slack-retry-reason': 'http_timeout' }),
        ...signHeaders({ secret: facts.signingSecret, body, nowMs: facts.now(), forge }),
      };
      return postToApp({ url: requestUrl, body, headers, timeoutMs });
    },
  };
}

/** A command is a flat form; an interaction is one form field of JSON. */
function formBody(kind: RequestKind, payload: Json): string {
  const fields = kind === 'interactive' ? { payload: JSON.stringify(payload) } : payload;
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) form.append(name, String(value));
  return form.toString();
}
