import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import pino, { type Logger } from 'pino';
import { createOpenCost, type OpenCostOptions } from '../../../src/opencost/client.js';
import { certificate, privateKey } from './certificate.js';

export type Handler = (request: http.IncomingMessage, response: http.ServerResponse) => void;

export interface Double {
  url: string;
  /** Path and query of every request, in order. */
  asked: string[];
  headers: http.IncomingHttpHeaders[];
  /** How many requests were open at once at most. */
  mostAtOnce(): number;
  /** Resolves when a connection has been closed by the client before the answer was complete. */
  hungUp: Promise<void>;
  close(): Promise<void>;
}

/** A server on 127.0.0.1 that does what the handler says and remembers what it was asked. */
export async function startDouble(handler: Handler, options: { tls?: boolean } = {}): Promise<Double> {
  const asked: string[] = [];
  const headers: http.IncomingHttpHeaders[] = [];
  let open = 0;
  let most = 0;
  let tellHungUp = (): void => {};
  const hungUp = new Promise<void>((resolve) => {
    tellHungUp = resolve;
  });
  const listener: Handler = (request, response) => {
    asked.push(request.url ?? '');
    headers.push(request.headers);
    open++;
    most = Math.max(most, open);
    response.on('close', () => {
      open--;
      if (!response.writableFinished) tellHungUp();
    });
    handler(request, response);
  };
  const server = options.tls
    ? https.createServer({ cert: certificate, key: privateKey }, listener)
    : http.createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `${options.tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    asked,
    headers,
    mostAtOnce: () => most,
    hungUp,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Answers everything with one status, type and body. */
export function always(status: number, contentType: string | null, body: string | Buffer): Handler {
  return (_request, response) => {
    response.writeHead(status, contentType === null ? {} : { 'content-type': contentType });
    response.end(body);
  };
}

export const json = (body: string): Handler => always(200, 'application/json', body);

const fixtures = new URL('../../fixtures/', import.meta.url);

export function fixture(file: string): string {
  return readFileSync(new URL(file, fixtures), 'utf8');
}

/** A recorded body with the status and type that it came with. */
export function wrapped(file: string): Handler {
  const { status, contentType, body } = JSON.parse(fixture(file)) as {
    status: number;
    contentType: string | null;
    body: string;
  };
  return always(status, contentType, body);
}

/** What was logged, as one text. */
export interface Log {
  logger: Logger;
  text(): string;
}

export function keepLog(): Log {
  const lines: string[] = [];
  const logger = pino({ level: 'trace' }, { write: (line: string) => lines.push(line) });
  return { logger, text: () => lines.join('') };
}

/** A client of the double whose waits between attempts end at once; `waits` lists them. */
export function clientOf(url: string, options: Partial<OpenCostOptions> = {}) {
  const waits: number[] = [];
  const source = createOpenCost({
    baseUrl: url,
    logger: keepLog().logger,
    random: () => 0.5,
    delay: async (ms) => {
      waits.push(ms);
    },
    ...options,
  });
  return { source, waits };
}

export const day = { startMs: Date.UTC(2026, 10, 20), endMs: Date.UTC(2026, 10, 21) };

export async function collect<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

/** The error that a promise must end with. */
export async function failureOf(
  promise: Promise<unknown>,
): Promise<Error & { code?: string; userMessage?: string; retryable?: boolean }> {
  try {
    await promise;
  } catch (error) {
    return error as Error;
  }
  throw new Error('it did not fail');
}
