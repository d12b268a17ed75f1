/** One thing that was measured, beside what it is held against. */
export interface Figure {
  /** What was measured: "question to Document, cache in memory". */
  name: string;
  /** The measured value and the baseline's, with units: "0.42 ms". */
  value: string;
  baseline: { name: string; value: string };
  /** Value ÷ baseline, from the same run. */
  ratio: number;
  /** Further absolute figures, one line each. */
  details: readonly string[];
  targets: readonly Target[];
}

/** What a figure must keep. `limit` says it in words: "p99 under 1 ms". */
export interface Target {
  limit: string;
  measured: string;
  met: boolean;
}

/** `skipped` says why, and what would make it run. */
export type Outcome = { figure: Figure } | { skipped: string; name: string };

export interface Benchmark {
  name: string;
  /** One line: what is asked of whom. */
  about: string;
  run(): Promise<Outcome[]>;
}

/** A target "at most `limit`", or "under `limit`" with `below`; `show` writes a value with its unit. */
export function atMost(
  name: string,
  value: number,
  limit: number,
  show: (value: number) => string,
  { below = false } = {},
): Target {
  const met = below ? value < limit : value <= limit;
  return { limit: `${name} ${below ? 'under' : 'at most'} ${show(limit)}`, measured: show(value), met };
}
