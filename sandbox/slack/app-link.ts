import { type AppAnswer, postToApp } from './app-request.js';
import type { Json } from './blocks/check.js';
import type { Forgery } from './contract.js';
import { signHeaders } from './signature.js';
import type { SocketMode } from './socket-mode.js';

export interface AppLink {
  /** From now on requests go to this URL. */
  connect(requestUrl: string): void;
  /** Sends a command or a press to the app and waits for its acknowledgement. Never throws. */
  send(kind: 'slash_commands' | 'interactive', payload: Json, forge?: Forgery): Promise<AppAnswer>;
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
    async send(kind, payload, forge) {
      const timeoutMs = facts.ackTimeoutMs;
      if (requestUrl === null) return facts.socketMode.deliver(kind, payload, timeoutMs);
      const body = formBody(kind, payload);
      const headers = signHeaders({ secret: facts.signingSecret, body, nowMs: facts.now(), forge });
      return postToApp({ url: requestUrl, body, headers, timeoutMs });
    },
  };
}

/** A command is a flat form; a press is one form field of JSON. */
function formBody(kind: 'slash_commands' | 'interactive', payload: Json): string {
  const fields = kind === 'interactive' ? { payload: JSON.stringify(payload) } : payload;
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) form.append(name, String(value));
  return form.toString();
}
