import { connect, type Socket } from 'node:net';
import { z } from 'zod';
import { KubecentError } from '../errors.js';
import {
  linesFrom,
  longestReply,
  protocolVersion,
  type SocketReply,
  type SocketRequest,
  sendLine,
} from './socket-protocol.js';
import type { ExitCode, TerminalSink } from './terminal.js';
import { withWholePaths } from './whole-paths.js';

const reply = z.union([
  z.object({ out: z.string() }),
  z.object({ error: z.string() }),
  z.object({ progress: z.string() }),
  z.object({ alive: z.literal(true) }),
  z.object({ exit: z.union([z.literal(0), z.literal(1), z.literal(2)]) }),
]);

/** The other side says every few seconds that it is there. */
const usualSilenceMs = 60_000;

export interface AskOptions {
  /** Where relative paths of files begin; the working folder where absent. */
  folder?: string;
  /** The longest time without a word; for tests. */
  silenceMs?: number;
}

/**
 * Has the process behind the socket answer a command line. Gives its exit code; null where nobody listens there.
 * Throws KubecentError where it cannot be asked, or went away before the answer was whole.
 */
export async function askRunningProcess(
  path: string,
  args: readonly string[],
  sink: TerminalSink,
  { folder = process.cwd(), silenceMs = usualSilenceMs }: AskOptions = {},
): Promise<ExitCode | null> {
  const socket = await open(path);
  if (!socket) return null;
  let isHeard = false;
  try {
    socket.setTimeout(silenceMs, () => socket.destroy(silent(silenceMs)));
    const { columns, colours } = sink;
    const request: SocketRequest = {
      version: protocolVersion,
      arguments: withWholePaths(args, folder),
      columns,
      colours,
    };
    sendLine(socket, request);
    for await (const line of linesFrom(socket, longestReply)) {
      const said = readReply(line);
      isHeard = true;
      if ('exit' in said) return said.exit;
      show(said, sink);
    }
  } catch (error) {
    if (error instanceof KubecentError) throw error;
    throw isHeard ? gone(error) : notServing(error);
  } finally {
    socket.destroy();
  }
  throw isHeard ? gone() : notServing();
}

function show(said: Exclude<SocketReply, { exit: ExitCode }>, sink: TerminalSink): void {
  if ('out' in said) sink.print(said.out);
  else if ('error' in said) sink.printError(said.error);
  else if ('progress' in said) sink.printProgress(said.progress);
}

function open(path: string): Promise<Socket | null> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    socket.once('connect', () => resolve(socket));
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (['ENOENT', 'ECONNREFUSED', 'ENOTSOCK'].includes(error.code ?? '')) resolve(null);
      else reject(unreachable(path, error));
    });
  });
}

function readReply(line: string): SocketReply {
  try {
    return reply.parse(JSON.parse(line));
  } catch (cause) {
    throw new KubecentError({
      code: 'PROCESS_OTHER_VERSION',
      userMessage: 'The running Kubecent is of another version; use the terminal of that one.',
      cause,
    });
  }
}

function unreachable(path: string, cause: NodeJS.ErrnoException): KubecentError {
  return new KubecentError({
    code: 'PROCESS_UNREACHABLE',
    userMessage: `The Kubecent that holds the data folder cannot be asked (${cause.code ?? 'unknown'}: ${path}); ask as the user that it runs as.`,
    cause,
  });
}

function silent(silenceMs: number): KubecentError {
  return new KubecentError({
    code: 'PROCESS_SILENT',
    userMessage: `The running Kubecent said nothing for ${silenceMs / 1_000} s; look at its log, or start it again.`,
    retryable: true,
  });
}

function notServing(cause?: unknown): KubecentError {
  return new KubecentError({
    code: 'PROCESS_NOT_SERVING',
    userMessage:
      'Another Kubecent process uses the data folder and answers no terminals now: it starts, stops, or is a terminal itself. Ask again in a moment.',
    retryable: true,
    cause,
  });
}

function gone(cause?: unknown): KubecentError {
  return new KubecentError({
    code: 'PROCESS_GONE',
    userMessage: 'The running Kubecent stopped before it had answered; ask again.',
    retryable: true,
    cause,
  });
}
