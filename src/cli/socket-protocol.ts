import type { Socket } from 'node:net';
import type { ExitCode } from './terminal.js';

/** Both ends must speak the same. */
export const protocolVersion = 1;

/** What the terminal asks of the process that holds the data folder: one line of JSON. */
export interface SocketRequest {
  version: typeof protocolVersion;
  arguments: readonly string[];
  columns: number | null;
  colours: boolean;
}

/** What comes back, a line of JSON each. `alive` says that the answer is still being worked on; `exit` is the last. */
export type SocketReply =
  | { out: string }
  | { error: string }
  | { progress: string }
  | { alive: true }
  | { exit: ExitCode };

/** A command line is short: whoever sends more does not mean us. */
export const longestRequest = 100_000;

/** Longer text goes in pieces of so many characters; written as JSON, a character may take six. */
const longestPiece = 64_000;
export const longestReply = 6 * longestPiece + 100;

/** Writes one line; nothing where the other side is gone. */
export function sendLine(socket: Socket, line: SocketRequest | SocketReply): void {
  if (socket.writable) socket.write(`${JSON.stringify(line)}\n`);
}

/** Text in pieces that are short enough for a line, no character cut in two. */
export function* piecesOf(text: string): Generator<string> {
  for (let at = 0; at < text.length; ) {
    let end = at + longestPiece;
    const last = text.charCodeAt(end - 1);
    if (last >= 0xd800 && last <= 0xdbff) end -= 1;
    yield text.slice(at, end);
    at = end;
  }
}

/** The lines that arrive, until the other side ends. Throws RangeError for a line over `longest` characters. */
export async function* linesFrom(socket: Socket, longest: number): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of socket.setEncoding('utf8') as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
    if (rest.length > longest) throw new RangeError('a line that does not end');
  }
}
