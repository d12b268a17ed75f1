import type { CheckSettings } from './checks.js';
import type { ClusterConfig } from './cluster.js';
import type { EnvironmentValues } from './environment.js';
import type { SlackConfig } from './slack.js';
import type { WrittenSubscription } from './subscriptions.js';
import type { TokenConfig } from './tokens.js';

/** `folder` is a whole path. */
export type DatabaseConfig = { kind: 'embedded'; folder: string } | { kind: 'postgresql'; url: string };

export interface ApiConfig {
  /** 0: any free port. */
  readonly port: number;
  /** Without any the API answers on this machine only. */
  readonly tokens: readonly TokenConfig[];
  readonly requestsPerMinute: number;
  /** null: there is no admin page. */
  readonly adminToken: string | null;
}

/** Everything that can be configured, checked and frozen. */
export interface Config {
  /** At least one. */
  readonly clusters: readonly ClusterConfig[];
  /** null: no Slack, terminal only. */
  readonly slack: SlackConfig | null;
  /** null: the cache is in memory. */
  readonly redisUrl: string | null;
  /** Where the ledger is. PostgreSQL only beside a Redis. */
  readonly database: DatabaseConfig;
  /** How many closed days before today are read for the ledger, 0 for none. */
  readonly backfillDays: number;
  /** For how many days the ledger keeps pods and nodes. */
  readonly podHistoryDays: number;
  /** Limits of the checks of a day that are other than usual. */
  readonly checks: CheckSettings;
  /** Digests that are written in kubecent.yaml. */
  readonly subscriptions: readonly WrittenSubscription[];
  /** Slack ids of those who run Kubecent. */
  readonly admins: readonly string[];
  readonly weekStarts: 'monday' | 'sunday';
  readonly logLevel: EnvironmentValues['LOG_LEVEL'];
  readonly cacheTtlMs: number;
  readonly openCostTimeoutMs: number;
  readonly openCostDayTimeoutMs: number;
  /** 0: any free port. */
  readonly port: number;
  readonly api: ApiConfig;
  /** Sentences for the log that do not stop the start: names that look mistyped, settings that are overruled. */
  readonly warnings: readonly string[];
}
