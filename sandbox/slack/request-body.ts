import type { IncomingMessage } from 'node:http';
import { isJson, type Json } from './blocks/check.js';

const MAX_BYTES = 8 * 1024 * 1024;

/** The body of a request; throws if it is larger than 8 MiB. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += (chunk as Buffer).length;
    if (bytes > MAX_BYTES) throw new Error('The request body is too large.');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

/** Arguments that a form carries as JSON text. */
const JSON_ARGUMENTS = new Set(['attachments', 'blocks', 'files', 'message', 'metadata', 'view']);

/** Arguments of a Web API call from a form or from JSON; null: not readable. JSON text that does not parse stays text. */
export function parseArguments(contentType: string, body: string): Json | null {
  if (contentType.startsWith('application/json')) {
    const parsed = parseJson(body === '' ? '{}' : body);
    return isJson(parsed) ? parsed : null;
  }
  const entries = [...new URLSearchParams(body)].map(([name, value]) => [
    name,
    JSON_ARGUMENTS.has(name) ? (parseJson(value) ?? value) : value,
  ]);
  return Object.fromEntries(entries);
}

/** The value of JSON text; undefined if it is not JSON. */
export function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
