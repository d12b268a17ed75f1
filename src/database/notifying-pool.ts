import { EventEmitter } from 'node:events';
import type { DatabasePool, QueryResult } from './pool.js';
import type { Session } from './session-pool.js';

/** A client with the manners of node-postgres. */
export interface NotifyingClient extends EventEmitter {
  query(text: string, params?: readonly unknown[]): Promise<QueryResult>;
  release(): void;
}

/** A pool with the manners of node-postgres, notifications too, over the embedded database: for a library that wants these. */
export interface NotifyingPool extends EventEmitter {
  options: { keepAlive: boolean };
  query(text: string, params?: readonly unknown[]): Promise<QueryResult>;
  connect(): Promise<NotifyingClient>;
  /** The database goes on: it belongs to whoever opened it. */
  end(): Promise<void>;
}

const listens = /^\s*(?:--[^\n]*\n\s*)*listen\s+"?(\w+)"?\s*;?\s*$/i;

/** All its clients share the one session, and take turns with everybody else who uses the pool. */
export function createNotifyingPool(session: Session, pool: DatabasePool): NotifyingPool {
  const createClient = async (): Promise<NotifyingClient> => {
    const client = await pool.connect();
    const events = createEmitter();
    const listening = new Map<string, () => void>();
    const query = async (text: string, params: readonly unknown[] = []): Promise<QueryResult> => {
      const channel = listens.exec(text)?.[1];
      if (channel === undefined) return client.query(text, params);
      if (!listening.has(channel))
        listening.set(
          channel,
          session.onNotice((name, payload) => {
            if (name === channel) events.emit('notification', { channel, payload });
          }),
        );
      await session.listen(channel);
      return { rows: [], rowCount: 0 };
    };
    return Object.assign(events, {
      query,
      release() {
        for (const end of listening.values()) end();
        client.release();
      },
    });
  };
  return Object.assign(createEmitter(), {
    // a thread of ours cannot be cut off silently, as a connection can
    options: { keepAlive: true },
    query: (text: string, params: readonly unknown[] = []) => pool.query(text, params),
    connect: createClient,
    end: async () => {},
  });
}

function createEmitter(): EventEmitter {
  return new EventEmitter().setMaxListeners(0);
}
