import { type EventEmitter, once } from 'node:events';
import {
  createPostgresBackend,
  type PgPool,
  type PgPoolClient,
  type PostgresConnectionOptions,
  type PostgresQueueBackend,
  type Processor,
  Queue,
  type RedisConnectionClient,
  runMigrations,
  Worker,
} from 'bullmq';

/** Where the queue is kept: Redis, or the embedded database. */
export type QueueEngine =
  | {
      kind: 'redis';
      /**
       * A client that connects again by itself; closed by whoever made it. While it is not connected commands must wait:
       * a worker whose commands are refused asks again at once, and nothing else in the process gets a turn.
       */
      client: RedisConnectionClient & EventEmitter;
    }
  | { kind: 'embedded'; pool: EmbeddedPool };

/** The manners of node-postgres, as far as they are needed. */
export interface EmbeddedPool {
  query(text: string, params?: readonly unknown[]): Promise<{ rows: unknown[] }>;
  connect(): Promise<unknown>;
}

type Data = Record<string, string>;
export type OpenQueue = Pick<
  Queue<Data, string>,
  | 'add'
  | 'getJob'
  | 'getDeduplicationJobId'
  | 'upsertJobScheduler'
  | 'getJobs'
  | 'getJobSchedulers'
  | 'getJobSchedulersCount'
  | 'removeJobScheduler'
  | 'close'
>;
export type OpenWorker = Pick<Worker<Data, string>, 'close'>;
export type Work = Processor<Data, string>;

/** Keys in Redis begin with this. */
const prefix = 'kubecent';
/** A job is taken over so often before it counts as one that kills whoever runs it. */
const mostTakeovers = 20;
const reconnectMs = 1_000;
/** Jobs that have ended are known for so long. */
const jobsKept = 200;

/** Connects to Redis, however long that takes, or makes the tables of an embedded queue. Throws what the database throws. */
export async function prepareEngine(engine: QueueEngine): Promise<void> {
  if (engine.kind === 'redis') {
    // a queue that is opened before its client is connected never recovers
    if (!engine.client.isOpen) await engine.client.connect();
    else if (!engine.client.isReady) await once(engine.client, 'ready');
    return;
  }
  const client = (await engine.pool.connect()) as PgPoolClient;
  try {
    await runMigrations(client);
  } finally {
    client.release();
  }
}

/** Opens a queue to add to and to look into. */
export function openQueue(
  engine: QueueEngine,
  { name, onError }: { name: string; onError: (error: Error) => void },
): OpenQueue {
  const defaultJobOptions = { removeOnComplete: { count: jobsKept }, removeOnFail: { count: jobsKept } };
  if (engine.kind === 'redis') {
    const connection = { connection: engine.client, prefix };
    return new Queue<Data, string>(name, { ...connection, defaultJobOptions }).on('error', onError);
  }
  const options = { connection: engine.pool as unknown as PgPool, defaultJobOptions };
  const queue = new Queue<
    Data,
    string,
    string,
    Data,
    string,
    string,
    PostgresQueueBackend,
    PostgresConnectionOptions
  >(name, options, createPostgresBackend);
  queue.on('error', onError);
  return queue;
}

/** Opens what takes jobs from a queue, so many at a time, and does them; it begins at once. */
export function openWorker(
  engine: QueueEngine,
  worker: { name: string; work: Work; concurrency: number; holdMs: number; onError: (error: Error) => void },
): OpenWorker {
  const { name, work, concurrency, holdMs, onError } = worker;
  const options = {
    concurrency,
    lockDuration: holdMs,
    stalledInterval: holdMs,
    maxStalledCount: mostTakeovers,
    runRetryDelay: reconnectMs,
  };
  if (engine.kind === 'redis') {
    const connection = { connection: engine.client, prefix };
    return new Worker<Data, string>(name, work, { ...options, ...connection }).on('error', onError);
  }
  const opened = new Worker(
    name,
    work,
    { ...options, connection: engine.pool as unknown as PgPool },
    createPostgresBackend,
  );
  opened.on('error', onError);
  return opened;
}
