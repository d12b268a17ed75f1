import { once } from 'node:events';
import type { ServerResponse } from 'node:http';

const chunkLength = 64 * 1024;

/** Sends the pieces as they come, in chunks of some 64 kB, waiting where the reader is slow; stops when it has left. */
export async function sendPieces(response: ServerResponse, pieces: AsyncIterable<string>): Promise<void> {
  let buffer = '';
  for await (const piece of pieces) {
    buffer += piece;
    if (buffer.length < chunkLength) continue;
    if (response.destroyed) return;
    const ready = response.write(buffer);
    buffer = '';
    if (!ready) await drained(response);
  }
  response.end(buffer);
}

async function drained(response: ServerResponse): Promise<void> {
  const left = new AbortController();
  const leave = () => left.abort();
  response.once('close', leave);
  try {
    await once(response, 'drain', { signal: left.signal });
  } catch (error) {
    if (!left.signal.aborted) throw error;
  } finally {
    response.off('close', leave);
  }
}

/** All pieces as one text: only for answers that are to be damaged. */
export async function gather(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}
