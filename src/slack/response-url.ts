import { type Clock, pause } from './ports.js';

/** How a post ended. `refused`: the content is at fault, simpler content may pass. `lost`: this way is closed. */
export type PostResult =
  | { kind: 'sent' }
  | { kind: 'refused'; code: string }
  | { kind: 'lost'; code: string };

/** Slack's codes that blame the blocks or their length. */
const contentCodes = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'invalid_attachments',
  'only_one_table_allowed',
  'msg_blocks_too_long',
  'msg_too_long',
  'too_many_attachments',
  'block_mismatch',
  'invalid_payload',
  'no_text',
]);

/** True for a code that a message with fewer or no blocks may not meet. */
export function blamesContent(code: string): boolean {
  return contentCodes.has(code);
}

const attemptLimitMs = 10_000;
const pausesMs = [500, 2_000];
const longestWaitMs = 15_000;

/**
 * Posts JSON to a response_url: a time limit for each attempt, and two more attempts after a broken connection,
 * a 5xx or a 429. Never rejects. A post whose answer got lost on the way may appear twice.
 */
export async function postToResponseUrl(
  url: string,
  body: unknown,
  clock: Clock,
  fetch = globalThis.fetch,
): Promise<PostResult> {
  const json = JSON.stringify(body);
  for (let attempt = 0; ; attempt += 1) {
    const result = await postOnce(url, json, fetch);
    if (result.kind !== 'again') return result;
    const waitMs = Math.max(pausesMs[attempt] ?? Number.POSITIVE_INFINITY, result.waitMs);
    if (waitMs > longestWaitMs) return { kind: 'lost', code: result.code };
    await pause(clock, waitMs);
  }
}

async function postOnce(
  url: string,
  body: string,
  fetch: typeof globalThis.fetch,
): Promise<PostResult | { kind: 'again'; code: string; waitMs: number }> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(attemptLimitMs),
    });
    const code = codeOf(await response.text());
    if (code !== null && blamesContent(code)) return { kind: 'refused', code };
    if (response.status === 429) {
      const seconds = Number(response.headers.get('retry-after') ?? 1);
      return {
        kind: 'again',
        code: 'rate_limited',
        waitMs: Number.isFinite(seconds) ? seconds * 1000 : 1000,
      };
    }
    if (response.status >= 500) return { kind: 'again', code: `http_${response.status}`, waitMs: 0 };
    if (response.ok && code === null) return { kind: 'sent' };
    if (response.status === 400 || response.status === 413) {
      return { kind: 'refused', code: code ?? `http_${response.status}` };
    }
    return { kind: 'lost', code: code ?? `http_${response.status}` };
  } catch (error) {
    return { kind: 'again', code: networkCode(error), waitMs: 0 };
  }
}

/** Slack's error code in an answer, which is JSON or a bare word; null: no error is named. */
export function codeOf(text: string): string | null {
  const trimmed = text.trim();
  if (/^[a-z][a-z_]{2,60}$/.test(trimmed)) return trimmed === 'ok' ? null : trimmed;
  try {
    const parsed: unknown = JSON.parse(trimmed);
    if (typeof parsed !== 'object' || parsed === null || !('ok' in parsed) || parsed.ok !== false)
      return null;
    return 'error' in parsed && typeof parsed.error === 'string' ? parsed.error : 'unknown_error';
  } catch {
    return null;
  }
}

/** "ECONNRESET", "timed_out": what is known of a request that got no answer. */
export function networkCode(error: unknown): string {
  const { name, cause } = Object(error) as { name?: unknown; cause?: unknown };
  if (typeof cause === 'object' && cause !== null && 'code' in cause) return String(cause.code);
  return name === 'TimeoutError' ? 'timed_out' : 'network_error';
}
