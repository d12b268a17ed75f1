import type { DatabaseClient, DatabasePool, QueryResult } from './pool.js';

/** One session that runs one statement at a time. */
export interface Session {
  /** Several statements at once where there are no parameters; the result is that of the last. */
  run(text: string, params: readonly unknown[]): Promise<QueryResult>;
  /** From now on `onNotice` listeners hear what is notified on the channel. */
  listen(channel: string): Promise<void>;
  /** Returns what ends it. */
  onNotice(listener: (channel: string, payload: string) => void): () => void;
  close(): Promise<void>;
}

const begins = /^\s*(begin|start\s+transaction)\b/i;
/** Going back to a savepoint goes on with the transaction. */
const ends = /^\s*(commit|end|abort|rollback(?!\s+(work\s+|transaction\s+)?to\b))\b/i;

/** A pool over a single session: transactions have it to themselves, everything else waits for its turn. */
export function createSessionPool(session: Session): DatabasePool {
  let last: Promise<void> = Promise.resolve();

  /** Resolves when it is the caller's turn, with what ends the turn. */
  const takeTurn = async (): Promise<() => void> => {
    const before = last;
    let endTurn: () => void = () => undefined;
    last = new Promise((resolve) => {
      endTurn = resolve;
    });
    await before;
    return endTurn;
  };

  const runAlone = async (text: string, params: readonly unknown[]): Promise<QueryResult> => {
    const endTurn = await takeTurn();
    try {
      return await session.run(text, params);
    } finally {
      endTurn();
    }
  };

  const createClient = (): DatabaseClient => {
    let endTransaction: (() => void) | null = null;
    const leave = () => {
      endTransaction?.();
      endTransaction = null;
    };
    return {
      async query(text, params = []) {
        if (endTransaction === null && begins.test(text)) endTransaction = await takeTurn();
        if (endTransaction === null) return runAlone(text, params);
        try {
          return await session.run(text, params);
        } finally {
          if (ends.test(text)) leave();
        }
      },
      release() {
        if (endTransaction === null) return;
        // where this fails the session has ended, and says so to the next one
        session.run('rollback', []).then(leave, leave);
      },
    };
  };

  return {
    query: (text, params = []) => runAlone(text, params),
    connect: async () => createClient(),
    async end() {
      const endTurn = await takeTurn();
      try {
        await session.close();
      } finally {
        endTurn();
      }
    },
  };
}
