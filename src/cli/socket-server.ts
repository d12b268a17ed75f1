import type { Server, Socket } from 'node:net';
import { z } from 'zod';
import type { Logger } from '../logger.js';
import { longestRequest, piecesOf, protocolVersion, type SocketReply, sendLine } from './socket-protocol.js';
import type { ExitCode, TerminalRun, TerminalSink } from './terminal.js';

const request = z.object({
  version: z.literal(protocolVersion),
  arguments: z.array(z.string()),
  columns: z.number().nullable(),
  colours: z.boolean(),
});

interface Times {
  /** Nothing whole was asked for so long: the other side is no terminal of ours. */
  firstLineMs: number;
  /** A word that the answer is still being worked on, so often. */
  aliveMs: number;
  /** How long the other side may take to read what was written last. */
  drainMs: number;
}

const usualTimes: Times = { firstLineMs: 5_000, aliveMs: 5_000, drainMs: 60_000 };
const stopDrainMs = 1_000;
const longestProgress = 1_000;

export interface ServeOptions {
  run: TerminalRun;
  logger: Logger;
  /** For tests. */
  times?: Partial<Times>;
}

export interface TerminalServer {
  /** No new terminals; those that wait are told, and their connections end. Never throws. */
  stop(): Promise<void>;
}

/**
 * Answers terminals on a socket that listens already, one command line for each connection. What was begun for a
 * terminal that goes away is finished, and nobody is told.
 */
export function serveTerminals(server: Server, { run, logger, times }: ServeOptions): TerminalServer {
  const allTimes = { ...usualTimes, ...times };
  const sockets = new Set<Socket>();
  const serve = (socket: Socket) => {
    sockets.add(socket);
    // a terminal that goes away in the middle is no fault of ours
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    serveOne(socket, run, allTimes)
      .catch((err: unknown): ExitCode => {
        logger.error({ err }, 'A terminal could not be answered');
        sendLine(socket, {
          error: 'kubecent: This failed on our side; the log of the running Kubecent says why.\n',
        });
        return 1;
      })
      .then((code) => endWith(socket, code, allTimes.drainMs));
  };
  server.on('connection', serve);
  return {
    async stop() {
      server.removeListener('connection', serve);
      const closed = [...sockets].map((socket) => new Promise((resolve) => socket.once('close', resolve)));
      for (const socket of sockets) {
        sendLine(socket, { error: 'kubecent: The running Kubecent stops; ask again.\n' });
        endWith(socket, 1, stopDrainMs);
      }
      await Promise.all(closed);
    },
  };
}

async function serveOne(socket: Socket, run: TerminalRun, times: Times): Promise<ExitCode> {
  const asked = request.safeParse(parse(await firstLine(socket, times.firstLineMs)));
  if (!asked.success) {
    const words = 'The running Kubecent does not understand this terminal; use the one of its version.';
    sendLine(socket, { error: `kubecent: ${words}\n` });
    return 1;
  }
  const alive = setInterval(() => sendIfRead(socket, { alive: true }), times.aliveMs);
  socket.once('close', () => clearInterval(alive));
  try {
    return await run(asked.data.arguments, sinkOf(socket, asked.data));
  } finally {
    clearInterval(alive);
  }
}

function sinkOf(
  socket: Socket,
  { columns, colours }: { columns: number | null; colours: boolean },
): TerminalSink {
  return {
    print: (text) => {
      for (const piece of piecesOf(text)) sendLine(socket, { out: piece });
    },
    printError: (text) => {
      for (const piece of piecesOf(text)) sendLine(socket, { error: piece });
    },
    // taking it away must arrive
    printProgress: (words) =>
      (words === '' ? sendLine : sendIfRead)(socket, { progress: words.slice(0, longestProgress) }),
    columns,
    colours,
  };
}

/** What nobody misses is not heaped up for a terminal that does not read. */
function sendIfRead(socket: Socket, line: SocketReply): void {
  if (!socket.writableNeedDrain) sendLine(socket, line);
}

/** Says how it ended, and closes: at the latest after `drainMs`, whether it was read or not. */
function endWith(socket: Socket, exit: ExitCode, drainMs: number): void {
  if (!socket.writable) return;
  sendLine(socket, { exit });
  socket.end();
  const limit = setTimeout(() => socket.destroy(), drainMs);
  socket.once('close', () => clearTimeout(limit));
}

/** The first line; '' where the other side ended, sent none in time, or one that is too long. */
function firstLine(socket: Socket, limitMs: number): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const finish = (line: string) => {
      clearTimeout(limit);
      socket.removeListener('data', read).resume();
      resolve(line);
    };
    const read = (chunk: string) => {
      text += chunk;
      const end = text.indexOf('\n');
      if (end >= 0) finish(text.slice(0, end));
      else if (text.length > longestRequest) finish('');
    };
    const limit = setTimeout(finish, limitMs, '');
    socket.setEncoding('utf8').on('data', read);
    socket.once('close', () => finish(''));
  });
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
