import { createClient } from '@keyv/redis';

const connectTimeoutMs = 2_000;
const longestReconnectMs = 1_000;
/** A connection that is silent for longer than this although it is pinged is dead, and opened anew. */
const silenceMs = 15_000;
const pingEveryMs = 5_000;
const mostWaitingCommands = 20_000;

export type RedisClient = ReturnType<typeof createRedisClient>;

/**
 * A client that is not connected yet. Commands given while it is not connected are refused at once, or wait for it where
 * `waits`: for a caller that tries again at once without end. It reconnects for ever, within a second of Redis's return, until the signal ends it. Throws when the address is none.
 * The signal is not handed to the sockets: each attempt to connect would leave a listener on it, for as long as Redis is away.
 */
export function createRedisClient(url: string, signal: AbortSignal, { waits = false } = {}) {
  const client = createClient({
    url,
    disableOfflineQueue: !waits,
    commandsQueueMaxLength: mostWaitingCommands,
    pingInterval: pingEveryMs,
    socket: {
      connectTimeout: connectTimeoutMs,
      socketTimeout: silenceMs,
      reconnectStrategy: (retries) =>
        signal.aborted ? false : Math.min(50 * 2 ** retries, longestReconnectMs),
    },
  });
  let hasSocket = false;
  const end = () => {
    if (signal.aborted && hasSocket && client.isOpen) client.destroy();
  };
  client.on('connect', () => {
    hasSocket = true;
    end();
  });
  client.on('reconnecting', () => {
    hasSocket = false;
  });
  signal.addEventListener('abort', end, { once: true });
  return client;
}
