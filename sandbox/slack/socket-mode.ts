import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { performance } from 'node:perf_hooks';
import type { Duplex } from 'node:stream';
import type { AppAnswer } from './app-request.js';
import { isJson, type Json } from './blocks/check.js';
import { parseJson } from './request-body.js';
import { acceptWebSocket, type WebSocketConnection } from './web-socket.js';

/** Which of Slack's three ways to speak to an app. */
export type RequestKind = 'slash_commands' | 'interactive' | 'events_api';

export interface SocketMode {
  /** Path and query of one new connection: usable once. */
  issuePath(): string;
  /** Takes an HTTP upgrade: a socket for a path that was issued, otherwise 401. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Sends an envelope over one of the connections and waits for its acknowledgement. Never throws. */
  deliver(type: RequestKind, payload: Json, timeoutMs: number, retryNum: number): Promise<AppAnswer>;
  /** Tells every connection to come again, and closes it. */
  refresh(): void;
  stop(): void;
}

const PING_EVERY_MS = 10_000;

/** Slack's side of Socket Mode: hello, envelopes, acknowledgements, pings, refreshes. */
export function createSocketMode(appId: string): SocketMode {
  const tickets = new Set<string>();
  const connections = new Set<WebSocketConnection>();
  const waiting = new Map<string, (payload: unknown) => void>();
  let turn = 0;

  const acknowledge = (text: string) => {
    const message = parseJson(text);
    if (!isJson(message)) return;
    waiting.get(String(message.envelope_id))?.(message.payload);
  };
  const closeAll = (reason: string) => {
    for (const connection of connections) {
      connection.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'sandbox' } }));
      connection.close();
    }
    connections.clear();
  };
  const pings = setInterval(() => {
    for (const connection of connections) connection.ping();
  }, PING_EVERY_MS);
  pings.unref();

  return {
    issuePath() {
      const path = `/link/?ticket=${randomUUID()}&app_id=${appId}`;
      tickets.add(path);
      return path;
    },
    upgrade(request, socket, head) {
      if (!tickets.delete(request.url ?? '')) {
        socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n');
        return;
      }
      const connection = acceptWebSocket(request, socket, head, {
        text: acknowledge,
        closed: () => connections.delete(connection),
      });
      connections.add(connection);
      const hello = { type: 'hello', num_connections: connections.size, connection_info: { app_id: appId } };
      connection.send(JSON.stringify({ ...hello, debug_info: { host: 'sandbox' } }));
    },
    deliver(type, payload, timeoutMs, retryNum) {
      const open = [...connections];
      turn += 1;
      const connection = open[turn % Math.max(open.length, 1)];
      if (!connection) return Promise.resolve({ status: 0, body: '', ackMs: 0, failure: 'dispatch_failed' });
      const id = randomUUID();
      const startMs = performance.now();
      return new Promise((resolve) => {
        const finish = (answer: Omit<AppAnswer, 'ackMs'>) => {
          clearTimeout(timer);
          waiting.delete(id);
          resolve({ ...answer, ackMs: performance.now() - startMs });
        };
        const timer = setTimeout(
          () => finish({ status: 0, body: '', failure: 'operation_timeout' }),
          timeoutMs,
        );
        waiting.set(id, (answer) => finish({ status: 200, body: ackBody(answer) }));
        const retry =
          type === 'events_api'
            ? { retry_attempt: retryNum, retry_reason: retryNum > 0 ? 'timeout' : '' }
            : { accepts_response_payload: true };
        connection.send(JSON.stringify({ envelope_id: id, type, payload, ...retry }));
      });
    },
    refresh: () => closeAll('refresh_requested'),
    stop() {
      clearInterval(pings);
      closeAll('link_disabled');
    },
  };
}

/** An acknowledgement without content reads as an empty body. */
function ackBody(payload: unknown): string {
  if (payload === undefined || payload === null) return '';
  if (isJson(payload) && Object.keys(payload).length === 0) return '';
  return typeof payload === 'string' ? payload : JSON.stringify(payload);
}
