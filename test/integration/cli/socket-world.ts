import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServeOptions, serveTerminals, type TerminalServer } from '../../../src/cli/socket-server.js';
import type { TerminalSink } from '../../../src/cli/terminal.js';
import { createLogger } from '../../../src/logger.js';

/** Terminals on a socket in a folder of its own. */
export interface SocketWorld {
  path: string;
  terminals: TerminalServer;
  /** What was logged, a line each. */
  log: readonly string[];
  /** How many connections are open on the server's side. */
  openConnections(): Promise<number>;
  close(): Promise<void>;
}

export async function startSocketWorld(options: Omit<ServeOptions, 'logger'>): Promise<SocketWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'kc-socket-'));
  const path = join(folder, 'kubecent.sock');
  const log: string[] = [];
  const logger = createLogger({ level: 'trace', destination: { write: (line) => void log.push(line) } });
  const server = createServer();
  const terminals = serveTerminals(server, { ...options, logger });
  server.listen(path);
  await once(server, 'listening');
  return {
    path,
    terminals,
    log,
    openConnections: () =>
      new Promise((resolve, reject) =>
        server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
      ),
    async close() {
      await terminals.stop();
      const closed = once(server, 'close');
      server.close();
      await closed;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Keeps what a terminal would show. */
export interface SinkMemory extends TerminalSink {
  shown: { out: string; errors: string; progress: string[] };
}

export function rememberingSink(look: Partial<TerminalSink> = {}): SinkMemory {
  const shown: SinkMemory['shown'] = { out: '', errors: '', progress: [] };
  return {
    shown,
    print: (text) => {
      shown.out += text;
    },
    printError: (text) => {
      shown.errors += text;
    },
    printProgress: (words) => void shown.progress.push(words),
    columns: null,
    colours: false,
    ...look,
  };
}

/** A connection that is no client of ours. */
export async function openRaw(path: string): Promise<Socket> {
  const socket = connect(path);
  await once(socket, 'connect');
  return socket;
}

/** Everything that comes until the other side ends, as the lines of JSON that it must be. */
export async function readLines(socket: Socket): Promise<unknown[]> {
  let text = '';
  socket.setEncoding('utf8').on('data', (chunk) => {
    text += String(chunk);
  });
  await once(socket, 'close');
  return text
    .split('\n')
    .filter(Boolean)
    .map((line): unknown => JSON.parse(line));
}
