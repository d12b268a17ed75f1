import type { Server, Socket } from 'node:net';
import { z } from 'zod';
import type { Logger } from '../logger.js';
import { longestRequest, protocol, sendLine } from './socket-protocol.js';

/** Where the answer to one command line goes. */
export interface TerminalSink {
  print(text: string): void;
  printError(text: string): void;
  columns: number | null;
  colours: boolean;
}

export type TerminalRun = (args: readonly string[], sink: TerminalSink) => Promise<0 | 1 | 2>;

const request = z.object({
  protocol: z.literal(protocol),
  arguments: z.array(z.string()),
  columns: z.number().nullable(),
  colours: z.boolean(),
});

/** Nothing is asked for so long: the other side is no terminal of ours. */
const firstLineMs = 5_000;

export interface TerminalServer {
  /** Ends all connections. */
  stop(): void;
}

/** Answers terminals on a socket that listens already, one command line for each connection. */
export function serveTerminals(
  server: Server,
  options: { run: TerminalRun; logger: Logger },
): TerminalServer {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    // a terminal that goes away in the middle is no fault of ours
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    serveOne(socket, options).catch((err: unknown) => {
      options.logger.error({ err }, 'A terminal could not be answered');
      socket.destroy();
    });
  });
  return {
    stop() {
      for (const socket of sockets) socket.destroy();
    },
  };
}

async function serveOne(socket: Socket, { run }: { run: TerminalRun }): Promise<void> {
  const line = await firstLine(socket);
  if (line === null) return;
  const asked = request.safeParse(parse(line));
  if (!asked.success) {
    sendLine(socket, { error: 'kubecent: the running Kubecent is of another version; use that one.\n' });
    sendLine(socket, { exit: 1 });
    socket.end();
    return;
  }
  const { columns, colours } = asked.data;
  const sink: TerminalSink = {
    print: (text) => sendLine(socket, { out: text }),
    printError: (text) => sendLine(socket, { error: text }),
    columns,
    colours,
  };
  sendLine(socket, { exit: await run(asked.data.arguments, sink) });
  socket.end();
}

/** The first line; null where the other side ended, or sent none in time. */
function firstLine(socket: Socket): Promise<string | null> {
  return new Promise((resolve) => {
    let text = '';
    const finish = (line: string | null) => {
      socket.setTimeout(0);
      if (line === null) socket.destroy();
      resolve(line);
    };
    socket.setEncoding('utf8').setTimeout(firstLineMs, () => finish(null));
    socket.on('end', () => finish(null));
    socket.on('data', (chunk: string) => {
      text += chunk;
      const end = text.indexOf('\n');
      if (end >= 0) finish(text.slice(0, end));
      else if (text.length > longestRequest) finish(null);
    });
  });
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
