import type { ClusterConfig } from './cluster.js';
import type { EnvironmentValues } from './environment.js';
import type { SlackConfig } from './slack.js';

/** Everything that can be configured, checked and frozen. */
export interface Config {
  /** At least one. */
  readonly clusters: readonly ClusterConfig[];
  /** null: no Slack, terminal only. */
  readonly slack: SlackConfig | null;
  /** null: the cache is in memory. */
  readonly redisUrl: string | null;
  readonly weekStarts: 'monday' | 'sunday';
  readonly logLevel: EnvironmentValues['LOG_LEVEL'];
  readonly cacheTtlMs: number;
  readonly openCostTimeoutMs: number;
  readonly openCostDayTimeoutMs: number;
  /** 0: any free port. */
  readonly port: number;
  /** Sentences for the log that do not stop the start: names that look mistyped, settings that are overruled. */
  readonly warnings: readonly string[];
}
