import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface AppStub {
  /** Its request URL. */
  url: string;
  /** Requests it got, in order. */
  seen: { headers: IncomingMessage['headers']; body: string }[];
  /** What it answers; null: nothing at all. */
  answer: { status: number; body: string } | null;
  /** Headers and body of the last request. */
  last(): { headers: IncomingMessage['headers']; body: string };
  /** The form of the last request. */
  form(): Record<string, string>;
  /** The interaction or the event of the last request. */
  payload(): Record<string, unknown>;
  stop(): Promise<void>;
}

/** An app that acknowledges every request as told, at first with an empty 200. */
export async function startAppStub(): Promise<AppStub> {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    stub.seen.push({ headers: request.headers, body });
    if (stub.answer) response.writeHead(stub.answer.status).end(stub.answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stub: AppStub = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`,
    seen: [],
    answer: { status: 200, body: '' },
    last: () => stub.seen.at(-1) ?? { headers: {}, body: '' },
    form: () => Object.fromEntries(new URLSearchParams(stub.last().body)),
    payload: () => JSON.parse(stub.form().payload ?? stub.last().body) as Record<string, unknown>,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
  return stub;
}

/** Posts JSON to a response_url. */
export function respond(url: string, body: Record<string, unknown>): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
}
