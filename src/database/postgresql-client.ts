import pg from 'pg';
import { DatabaseUnreachable } from './errors.js';
import type { DatabaseClient, DatabasePool, QueryResult } from './pool.js';

/** A connection beside the pool, for what lasts as long as it does. */
export interface OwnConnection {
  query: DatabasePool['query'];
  /** Aborted when the connection is gone, for whatever reason. */
  lost: AbortSignal;
  end(): Promise<void>;
}

/** The pool listens to idle connections only: one that breaks while it is lent would end the process. */
export function clientOf(client: pg.PoolClient, noteBroken: (err: unknown) => void): DatabaseClient {
  let isBroken = false;
  const onError = (err: unknown) => {
    isBroken = true;
    noteBroken(err);
  };
  client.on('error', onError);
  const giveBack = (destroy: boolean) => {
    client.removeListener('error', onError);
    client.release(destroy);
  };
  return {
    async query(text, params = []) {
      try {
        return await run(client, text, params);
      } catch (error) {
        isBroken ||= error instanceof DatabaseUnreachable;
        throw error;
      }
    },
    release(destroy = false) {
      if (destroy || isBroken) return giveBack(true);
      if (client.getTransactionStatus() === 'I') return giveBack(false);
      // an open transaction must not reach the next one who gets this connection
      client.query('rollback').then(
        () => giveBack(false),
        () => giveBack(true),
      );
    },
  };
}

/** Throws DatabaseUnreachable. */
export async function openConnection(
  settings: pg.ClientConfig,
  noteBroken: (err: unknown) => void,
): Promise<OwnConnection> {
  const client = new pg.Client(settings);
  const ended = new AbortController();
  client.on('error', (cause) => {
    if (!ended.signal.aborted) noteBroken(cause);
    ended.abort(cause);
  });
  client.on('end', () => ended.abort());
  try {
    await client.connect();
  } catch (cause) {
    throw new DatabaseUnreachable(cause);
  }
  return {
    query: (text, params = []) => run(client, text, params),
    lost: ended.signal,
    end: () => client.end(),
  };
}

async function run(client: pg.ClientBase, text: string, params: readonly unknown[]): Promise<QueryResult> {
  try {
    const { rows, rowCount } = await client.query<Record<string, unknown>>(text, [...params]);
    return { rows, rowCount: rowCount ?? rows.length };
  } catch (cause) {
    throw isAway(cause) ? new DatabaseUnreachable(cause) : cause;
  }
}

/** No word of the server, or one that says that it is going or the connection is gone. */
function isAway(error: unknown): boolean {
  if (!(error instanceof pg.DatabaseError)) return true;
  return /^(08|57P)/.test(error.code ?? '');
}
