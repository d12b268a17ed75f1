import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';

/** What the terminal asks of the process that holds the data folder: one line of JSON. */
export interface SocketRequest {
  /** Both ends must speak the same. */
  protocol: 1;
  arguments: readonly string[];
  columns: number | null;
  colours: boolean;
}

/** What comes back, a line of JSON each; `exit` is the last. */
export type SocketReply = { out: string } | { error: string } | { exit: 0 | 1 | 2 };

export const protocol = 1;

/** A command line is short: whoever sends more does not mean us. */
export const longestRequest = 100_000;

export function sendLine(socket: Socket, line: SocketRequest | SocketReply): void {
  socket.write(`${JSON.stringify(line)}\n`);
}

/** The lines that arrive, until the other side ends. */
export function linesFrom(socket: Socket): AsyncIterable<string> {
  return createInterface({ input: socket, crlfDelay: Number.POSITIVE_INFINITY });
}
