import pRetry from 'p-retry';
import { OpenCostError } from './errors.js';

export const maxAttempts = 3;
const firstWaitMs = 1_000;
const longestWaitMs = 10_000;

/** How long to wait after attempt 1, 2, …: doubling from 1 s, up to as much again by `random` (0 to 1), at most 10 s. */
export function backOffMs(attempt: number, random: number): number {
  return Math.min(longestWaitMs, Math.round(firstWaitMs * 2 ** (attempt - 1) * (1 + random)));
}

export interface RetryOptions {
  signal: AbortSignal;
  /** Waits; rejects when the signal ends. */
  delay: (ms: number, signal: AbortSignal) => Promise<void>;
  random: () => number;
  onRetry: (facts: { attempt: number; waitMs: number; error: OpenCostError }) => void;
}

/** Up to three attempts, and only after errors that a second one may mend at once. Throws the last error, or the signal's reason. */
export async function retry<T>(attempt: () => Promise<T>, options: RetryOptions): Promise<T> {
  const { signal } = options;
  try {
    return await pRetry(attempt, {
      retries: maxAttempts - 1,
      minTimeout: 0,
      shouldRetry: async ({ error, attemptNumber }) => {
        if (signal.aborted || !(error instanceof OpenCostError) || !error.retryAtOnce) return false;
        const waitMs = backOffMs(attemptNumber, options.random());
        options.onRetry({ attempt: attemptNumber, waitMs, error });
        await options.delay(waitMs, signal);
        return true;
      },
    });
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  }
}
