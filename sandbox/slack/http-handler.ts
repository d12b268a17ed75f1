import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Json } from './blocks/check.js';
import type { Fault, Faults } from './faults.js';
import { UPLOAD_PATH } from './files/upload.js';
import type { Recorder } from './recorder.js';
import { parseArguments, readBody } from './request-body.js';
import type { HttpAnswer } from './response-url.js';

/** A request to the Web API or to a response_url, taken apart. */
export interface ApiRequest {
  /** "chat.postMessage", …, "response_url", or "upload": the bytes of a file. */
  method: string;
  /** The path as asked. */
  path: string;
  /** Arguments without the token; null: the body could not be read. */
  args: Json | null;
  token: string | null;
  contentType: string;
  bytes: Buffer;
}

/** Reads a request, lets the faults have their way with it, answers and records it. */
export function createHttpHandler(facts: {
  now: () => number;
  faults: Faults;
  recorder: Recorder;
  answer: (request: ApiRequest) => HttpAnswer;
}): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    const body = await readBody(request);
    const asked = takeApart(request, body);
    const fault = facts.faults.take(asked.method, asked.args?.channel);
    const record = (answer: HttpAnswer | null) =>
      facts.recorder.record(
        {
          method: asked.method,
          args: asked.args ?? {},
          status: answer?.status ?? 0,
          answer: answer?.body ?? null,
          atMs: facts.now(),
        },
        body.length,
      );
    if (fault?.kind === 'reset_before') {
      record(null);
      request.socket.destroy();
      return;
    }
    if (fault?.kind === 'slow') await wait(Number(fault.detail ?? 1_000));
    const answer = (fault ? faultAnswer(fault, asked.method) : null) ?? facts.answer(asked);
    if (fault?.kind === 'reset_after') {
      record(null);
      request.socket.destroy();
      return;
    }
    record(answer);
    send(response, answer);
  };
}

function takeApart(request: IncomingMessage, bytes: Buffer): ApiRequest {
  const { pathname, search } = new URL(request.url ?? '/', 'http://127.0.0.1');
  const contentType = request.headers['content-type'] ?? '';
  const header = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? null;
  const facts = { method: methodOf(pathname), path: pathname, contentType, bytes };
  if (facts.method === 'upload') return { ...facts, args: { bytes: bytes.length }, token: header };
  const given = parseArguments(contentType, request.method === 'GET' ? search : bytes.toString('utf8'));
  if (!given) return { ...facts, args: null, token: header };
  const { token, ...args } = given;
  return { ...facts, args, token: header ?? (token === undefined ? null : String(token)) };
}

function methodOf(path: string): string {
  if (path.startsWith('/api/')) return path.slice('/api/'.length);
  return path.startsWith(UPLOAD_PATH) ? 'upload' : 'response_url';
}

/** The answer that a fault gives instead of the real one; null: the real one. */
function faultAnswer(fault: Fault, method: string): HttpAnswer | null {
  if (fault.kind === 'rate_limited') {
    const headers = { 'retry-after': String(fault.detail ?? 1) };
    return { status: 429, headers, body: { ok: false, error: 'ratelimited' } };
  }
  if (fault.kind === 'server_error') return { status: 500, body: 'server_error' };
  if (fault.kind !== 'error') return null;
  const error = String(fault.detail ?? 'internal_error');
  if (method === 'upload') return { status: 400, body: error };
  if (method !== 'response_url') return { status: 200, body: { ok: false, error } };
  const gone = error === 'used_url' || error === 'expired_url';
  return gone ? { status: 404, body: { ok: false, error } } : { status: 400, body: error };
}

function send(response: ServerResponse, { status, body, headers }: HttpAnswer): void {
  const isText = typeof body === 'string';
  response.writeHead(status, {
    'content-type': isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8',
    ...headers,
  });
  response.end(isText ? body : JSON.stringify(body));
}
