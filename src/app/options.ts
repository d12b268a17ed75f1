import type { Logger } from '../logger.js';

export interface AppOptions {
  logger: Logger;
  /** Our clock; for tests. */
  now?: () => number;
  patienceMs?: number;
  /** How long what stands beside the main figures is waited for; a moment where absent. */
  briefPatienceMs?: number;
  /** The most that a slow Redis may cost a question; for tests on a busy machine. */
  redisLimitMs?: number;
  /** Waits between two attempts at OpenCost; for tests, which do not wait in earnest. */
  openCostDelay?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** The address to listen on for Slack's requests; all interfaces where absent. */
  host?: string;
  /** false: closed days are kept in the cache alone; for tests of what has nothing to do with the ledger. */
  keepsLedger?: boolean;
  /** Told to whoever asks for it in a terminal. */
  version?: string;
  /** How fast the background goes; for tests that cannot wait for minutes. */
  pace?: Partial<BackgroundPace>;
  /** false: programs are not served; for tests of what has nothing to do with them. */
  servesApi?: boolean;
  /** false: nothing happens by itself; for tests that do it themselves, by a clock of their own. */
  runsJobs?: boolean;
  /** false: nothing is counted for Prometheus; a terminal has nobody to tell. */
  keepsMetrics?: boolean;
}

/** Times that are not anybody's to choose, in ms. */
export interface BackgroundPace {
  /** Between two runs of what comes every minute: looks for digests, sealing, notices. */
  tickMs: number;
  /** As `SendingOptions.settleMs`; longer than any request to Slack takes. */
  settleMs: number;
  /** One request to Slack. */
  slackTimeoutMs: number;
  /** As `QueueOptions.holdMs`. */
  holdMs: number;
}

export const usualPace: BackgroundPace = {
  tickMs: 60_000,
  settleMs: 60_000,
  slackTimeoutMs: 10_000,
  holdMs: 30_000,
};
