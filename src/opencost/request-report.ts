import type { SourceHealth } from '../cost-service/ports.js';
import { KubecentError } from '../errors.js';

/** One question to OpenCost with all its attempts, from the moment it has a place. */
export interface RequestReport {
  route: 'allocation' | 'assets' | 'health';
  /**
   * `answered`; `cancelled`: whoever asked left; `prometheus_down`: OpenCost answers and Prometheus behind it does not;
   * `down`: its health cannot be read; `fault`: an error of ours; else the code of the error, such as OPENCOST_TIMEOUT.
   */
  outcome: string;
  /** Attempts after the first. */
  retries: number;
  durationMs: number;
}

export type OnRequest = (report: RequestReport) => void;

/** One question that is being asked. */
interface Asked {
  retried(): void;
  /** All of the answer is there. */
  answered(): void;
  failed(error: unknown): void;
  /** To be called once, however it ended; without a word before, whoever asked has left. */
  end(): void;
}

/** Takes the time of one question, by a clock in milliseconds that only goes forward. */
export function beginReport(
  route: RequestReport['route'],
  { now, onRequest }: { now: () => number; onRequest: OnRequest | undefined },
): Asked {
  const startedAt = now();
  let outcome = 'cancelled';
  let retries = 0;
  return {
    retried: () => {
      retries += 1;
    },
    answered: () => {
      outcome = 'answered';
    },
    failed: (error) => {
      outcome = outcomeOf(error);
    },
    end: () => onRequest?.({ route, outcome, retries, durationMs: now() - startedAt }),
  };
}

/** How a check of health counts. */
export function healthOutcome({ up, prometheusUp }: SourceHealth): string {
  if (!up) return 'down';
  return prometheusUp === false ? 'prometheus_down' : 'answered';
}

function outcomeOf(error: unknown): string {
  if (!(error instanceof KubecentError)) return 'fault';
  return error.code === 'OPENCOST_CANCELLED' ? 'cancelled' : error.code;
}
