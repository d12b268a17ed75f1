import { connect, type Socket } from 'node:net';
import { z } from 'zod';
import { KubecentError } from '../errors.js';
import { linesFrom, protocol, sendLine } from './socket-protocol.js';
import type { TerminalSink } from './socket-server.js';

const reply = z.union([
  z.object({ out: z.string() }),
  z.object({ error: z.string() }),
  z.object({ exit: z.union([z.literal(0), z.literal(1), z.literal(2)]) }),
]);

/**
 * Has the process behind the socket answer a command line. Gives its exit code; null where nobody listens there.
 * Throws KubecentError where it went away before the answer was whole.
 */
export async function askRunningProcess(
  path: string,
  args: readonly string[],
  sink: TerminalSink,
): Promise<0 | 1 | 2 | null> {
  const socket = await open(path);
  if (!socket) return null;
  try {
    sendLine(socket, {
      protocol,
      arguments: args,
      columns: sink.columns,
      colours: sink.colours,
    });
    for await (const line of linesFrom(socket)) {
      const said = reply.parse(JSON.parse(line));
      if ('exit' in said) return said.exit;
      if ('out' in said) sink.print(said.out);
      else sink.printError(said.error);
    }
  } finally {
    socket.destroy();
  }
  throw new KubecentError({
    code: 'PROCESS_GONE',
    userMessage: 'The running Kubecent stopped before it had answered; ask again.',
    retryable: true,
  });
}

function open(path: string): Promise<Socket | null> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    socket.once('connect', () => resolve(socket));
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') resolve(null);
      else reject(error);
    });
  });
}
