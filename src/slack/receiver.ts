import type { Server } from 'node:http';
import {
  type Logger as BoltLogger,
  HTTPReceiver,
  type Receiver,
  SocketModeReceiver,
  type webApi,
} from '@slack/bolt';
import { KubecentError } from '../errors.js';
import type { Logger } from '../logger.js';
import type { Clock } from './ports.js';

/** The way Slack's requests come in. */
export interface Entrance {
  receiver: Receiver;
  /** Rejects with the library's own errors over a socket, with a KubecentError where the port is not to be had. */
  open(): Promise<void>;
  /** The port that is listened on; null before, after, and over a socket. */
  port(): number | null;
  /** Takes in nothing new. What was taken in already may still be acknowledged. */
  close(): Promise<void>;
  /** Ends connections that are still open. */
  drop(): void;
}

const path = '/slack/events';
const longestSkewSeconds = 5 * 60;

/** Signed requests over HTTP at /slack/events. `host` is the address to listen on: 127.0.0.1, or 0.0.0.0 for all. */
export function createHttpEntrance(options: {
  signingSecret: string;
  port: number;
  host: string;
  clock: Clock;
  logger: Logger;
  boltLogger: BoltLogger;
}): Entrance {
  const { signingSecret, port, host, clock, logger, boltLogger } = options;
  const receiver = new HTTPReceiver({ signingSecret, endpoints: path, logger: boltLogger });
  const verified = receiver.requestListener;
  // The library refuses old timestamps and takes those of the future, with which a recorded request could be kept.
  receiver.requestListener = (request, response) => {
    const sentAt = request.headers['x-slack-request-timestamp'];
    const skew = Number(sentAt) - clock.now() / 1000;
    if (sentAt === undefined || Math.abs(skew) <= longestSkewSeconds) return verified(request, response);
    logger.warn({ skewSeconds: Math.round(skew) }, 'request refused: its timestamp is not of now');
    response.writeHead(401).end();
  };
  let server: Server | null = null;
  return {
    receiver,
    async open() {
      server = await receiver.start({ port, host }).catch((error: unknown) => {
        throw portTaken(port, host, error);
      });
    },
    port() {
      const address = server?.address();
      return typeof address === 'object' && address !== null ? address.port : null;
    },
    async close() {
      server?.close();
      server?.closeIdleConnections();
    },
    drop() {
      server?.closeAllConnections();
      server = null;
    },
  };
}

function portTaken(port: number, host: string, cause: unknown): KubecentError {
  const code =
    typeof cause === 'object' && cause !== null && 'code' in cause ? ` (${String(cause.code)})` : '';
  return new KubecentError({
    code: 'SLACK_PORT_UNAVAILABLE',
    userMessage: `Cannot listen for Slack on ${host}:${port}${code}. Set PORT to a free port.`,
    cause,
  });
}

/** A connection that we open and keep: no address of ours needs to be reachable. */
export function createSocketEntrance(options: {
  appToken: string;
  apiUrl: string;
  logger: Logger;
  boltLogger: BoltLogger;
  fetch: webApi.FetchFunction;
}): Entrance {
  const { appToken, apiUrl, logger, boltLogger, fetch } = options;
  const receiver = new SocketModeReceiver({
    appToken,
    logger: boltLogger,
    installerOptions: {
      clientOptions: { slackApiUrl: apiUrl, timeout: 10_000, retryConfig: { retries: 0 }, fetch },
    },
  });
  const { client } = receiver;
  const connect = client.start.bind(client);
  const state = { wasOpen: false, closing: false };
  // Reconnecting is the library's affair, and a rejection there would be nobody's: it ends the process.
  client.start = async () => {
    for (;;) {
      try {
        return await connect();
      } catch (error) {
        if (!state.wasOpen || state.closing) throw error;
        logger.error({ err: error }, 'slack connection lost, trying again');
        await new Promise((resolve) => setTimeout(resolve, 10_000).unref());
      }
    }
  };
  return {
    receiver,
    async open() {
      await receiver.start();
      state.wasOpen = true;
    },
    port: () => null,
    async close() {
      state.closing = true;
      await receiver.stop();
    },
    drop() {},
  };
}
