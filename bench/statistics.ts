/** The value that `share` (0..1) of the samples do not exceed: nearest rank. NaN without samples. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** The middle value; the lower one of two. */
export function median(samples: readonly number[]): number {
  return percentile(samples, 0.5);
}

/** The middle over several runs of one percentile: a run that others disturbed does not decide. */
export function medianPercentile(runs: readonly (readonly number[])[], share: number): number {
  return median(runs.map((samples) => percentile(samples, share)));
}

/**
 * The quieter half of the runs: those in which the baseline, which always does the same, was slowed down least at its
 * 99th percentile. What other programs on the machine did is not what is to be measured.
 */
export function quietHalf<Run>(runs: readonly Run[], baselineOf: (run: Run) => readonly number[]): Run[] {
  const ranked = runs.map((run) => ({ run, p99: percentile(baselineOf(run), 0.99) }));
  const half = ranked.sort((a, b) => a.p99 - b.p99).slice(0, Math.ceil(runs.length / 2));
  return half.map(({ run }) => run);
}

/** Milliseconds that each of `samples` calls took, one after another. */
export async function timeCalls(samples: number, call: () => unknown): Promise<number[]> {
  const tookMs: number[] = [];
  for (let sample = 0; sample < samples; sample += 1) {
    const startedMs = performance.now();
    await call();
    tookMs.push(performance.now() - startedMs);
  }
  return tookMs;
}

/** "0.42 ms", "18.3 ms", "2,310 ms". */
export function showMs(ms: number): string {
  const decimals = ms < 1 ? 3 : ms < 10 ? 2 : ms < 100 ? 1 : 0;
  return `${ms.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })} ms`;
}

export function showRatio(ratio: number): string {
  return `${ratio.toFixed(ratio < 10 ? 2 : 1)} ×`;
}

export function showMib(bytes: number): string {
  return `${Math.round(bytes / 1024 ** 2).toLocaleString('en-US')} MiB`;
}

/**
 * The times of two calls that take turns, run after run, so that a busy moment of the machine strikes both. A first run
 * warms both up and is not told.
 */
export async function timeByTurns(
  { runs, samples }: { runs: number; samples: number },
  call: () => unknown,
  baseline: () => unknown,
): Promise<{ tookMs: number[][]; baselineMs: number[][] }> {
  const tookMs: number[][] = [];
  const baselineMs: number[][] = [];
  for (let run = 0; run <= runs; run += 1) {
    tookMs.push(await timeCalls(samples, call));
    baselineMs.push(await timeCalls(samples, baseline));
  }
  return { tookMs: tookMs.slice(1), baselineMs: baselineMs.slice(1) };
}
