import type { WeekStart } from '../../cost/time.js';
import type { ServiceHealth } from '../../cost-service/health.js';
import type { LedgerDesk } from '../../cost-service/ledger-desk.js';
import type { CacheUpkeep } from '../../cost-service/ports.js';
import type { DeliveryLog, Subscriptions } from '../../digests/ports.js';
import type { Logger } from '../../logger.js';

/** One entry of the cache as this process has it in memory. */
export interface KeptEntry {
  key: string;
  /** One, and one for each array element of the value. */
  elements: number;
  storedMs: number;
  /** Fresh until then, and of use while OpenCost does not answer until `goneMs`. */
  freshUntilMs: number;
  goneMs: number;
  /** Redis is known to hold the same. */
  shared: boolean;
}

/** What Redis holds, of everything that uses it. */
export interface SharedSize {
  keys: number;
  usedBytes: number;
}

interface CacheCare extends Pick<CacheUpkeep, 'clear' | 'statistics'> {
  /** The entries of this process's memory, the most recently used first, at most so many. */
  entries(most: number): readonly KeptEntry[];
  /** True when there was something to delete, here or in Redis. */
  delete(key: string): Promise<boolean>;
  /** null without Redis, or while it does not answer. Costs two short commands, whatever it holds. */
  sharedSize(): Promise<SharedSize | null>;
}

/** The queues of the background work. */
interface QueueDesk {
  /** Queues of BullMQ, open and answering; null while they cannot be reached. */
  queues(): Promise<readonly object[] | null>;
}

/** Subscriptions and what became of them, to read. */
export interface DigestRecords {
  subscriptions: Pick<Subscriptions, 'all' | 'find'>;
  log: Pick<DeliveryLog, 'latest' | 'history'>;
}

export interface AdminOptions {
  /** What a person signs in with. */
  token: string;
  /** Nothing but this machine may ask. */
  localOnly: boolean;
  health(): Promise<ServiceHealth>;
  cache: CacheCare;
  /** null: no ledger is kept. */
  desk: LedgerDesk | null;
  /** null: nothing is done in the background. */
  queues: QueueDesk | null;
  /** null: no database. */
  digests: DigestRecords | null;
  /** Where each part keeps what it has: "Cache", "memory". */
  engines: readonly (readonly [part: string, engine: string])[];
  /** Configured names. */
  clusters: readonly string[];
  /** All that is set, without a secret. */
  configuration: Readonly<Record<string, unknown>>;
  weekStarts: WeekStart;
  /** So far back the ledger is to reach, in days. */
  historyDays: number;
  version: string;
  now: () => number;
  logger: Logger;
}
