import type { IncomingMessage } from 'node:http';
import type { SlackDouble } from '../slack/contract.js';
import type {
  ClockRequest,
  CommandRequest,
  MessageOptionsRequest,
  OpenRequest,
  PressRequest,
  SayRequest,
} from './protocol.js';

const MAX_BODY_BYTES = 64 * 1024;

/** A request that is refused, with the HTTP status that says why. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** Refuses what did not come from this page: another host name (DNS rebinding), another site's script. */
export function checkSameOrigin(request: IncomingMessage, port: number): void {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const { host, origin } = request.headers;
  if (host === undefined || !hosts.includes(host)) throw new Refused(403, 'unknown host');
  if (request.method !== 'POST') return;
  if (origin !== `http://${host}`) throw new Refused(403, 'only this page may do that');
  if (request.headers['content-type'] !== 'application/json') throw new Refused(415, 'JSON is needed');
}

/** The JSON object of a body. Throws `Refused` for anything else. */
export async function readJson(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) throw new Refused(413, 'too long');
    chunks.push(chunk);
  }
  const value = parse(Buffer.concat(chunks).toString('utf8'));
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Refused(400, 'not an object');
  return { ...value };
}

export function commandRequest(body: Readonly<Record<string, unknown>>, slack: SlackDouble): CommandRequest {
  return { line: text(body, 'line'), ...place(body, slack) };
}

export function pressRequest(body: Readonly<Record<string, unknown>>, slack: SlackDouble): PressRequest {
  return {
    ts: text(body, 'ts'),
    actionId: text(body, 'actionId'),
    blockId: text(body, 'blockId'),
    ...(body.value === undefined ? {} : { value: chosen(body) }),
    ...place(body, slack),
  };
}

export function messageOptionsRequest(
  body: Readonly<Record<string, unknown>>,
  slack: SlackDouble,
): MessageOptionsRequest {
  const target = { actionId: text(body, 'actionId'), blockId: text(body, 'blockId') };
  return { ts: text(body, 'ts'), ...target, typed: text(body, 'typed'), ...place(body, slack) };
}

export function sayRequest(body: Readonly<Record<string, unknown>>, slack: SlackDouble): SayRequest {
  const said = text(body, 'text').trim();
  if (said === '') throw new Refused(400, 'text is missing');
  return { text: said, ...optionalText(body, 'threadTs'), ...place(body, slack) };
}

export function openRequest(body: Readonly<Record<string, unknown>>, slack: SlackDouble): OpenRequest {
  const { tab } = body;
  if (tab !== 'home' && tab !== 'messages') throw new Refused(400, 'unknown tab');
  return { tab, user: knownUser(body, slack) };
}

const MAX_MOVE_MS = 400 * 24 * 60 * 60_000;

export function clockRequest({ moveMs }: Readonly<Record<string, unknown>>): ClockRequest {
  if (typeof moveMs !== 'number' || !Number.isInteger(moveMs)) throw new Refused(400, 'moveMs is missing');
  if (moveMs <= 0 || moveMs > MAX_MOVE_MS) throw new Refused(400, 'moveMs is out of range');
  return { moveMs };
}

/** Channel and user of a request, both known to the double. */
function place(
  body: Readonly<Record<string, unknown>>,
  slack: SlackDouble,
): { channel: string; user: string } {
  const channel = text(body, 'channel');
  const user = knownUser(body, slack);
  const here = channel === slack.directChannel(user) || slack.channels.some((known) => known.id === channel);
  if (!here) throw new Refused(400, 'unknown channel');
  return { channel, user };
}

function knownUser(body: Readonly<Record<string, unknown>>, slack: SlackDouble): string {
  const user = text(body, 'user');
  if (!slack.users.some((known) => known.id === user)) throw new Refused(400, 'unknown user');
  return user;
}

/** What was chosen or typed: one string, or several. Throws `Refused` for anything else. */
export function chosen({ value }: Readonly<Record<string, unknown>>): string | readonly string[] {
  if (typeof value === 'string') return value;
  if (!Array.isArray(value) || !value.every((one) => typeof one === 'string'))
    throw new Refused(400, 'value is missing');
  return value;
}

/** The value under `key`, as an object of its own, or none if it is not given. */
export function optionalText<K extends string>(
  body: Readonly<Record<string, unknown>>,
  key: K,
): { [name in K]?: string } {
  return body[key] === undefined ? {} : ({ [key]: text(body, key) } as { [name in K]: string });
}

/** The string under `key`. Throws `Refused` without it. */
export function text(body: Readonly<Record<string, unknown>>, key: string): string {
  const value = body[key];
  if (typeof value !== 'string') throw new Refused(400, `${key} is missing`);
  return value;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new Refused(400, 'not JSON');
  }
}
