/** What a job is told of its run. */
export interface JobRun {
  /** Aborted when the process stops or the time is up: end soon, at a place from where another run goes on. */
  signal: AbortSignal;
}

export interface JobOutcome {
  /** What was done, in a few words for the log and for `health`. */
  words: string;
  /** The same job is to run again then, by our clock; absent: it is done. */
  againAtMs?: number;
}

/** What a job was added with: plain texts, such as an id. */
export type JobData = Readonly<Record<string, string>>;

/** One kind of work in the background: one file that makes it, and one line in `index.ts`. */
export interface Job {
  /** One lower-case word, or words with hyphens. */
  name: string;
  /** Runs by itself so often, on one of all replicas; null: only where it was added. */
  everyMs: number | null;
  /** A run that takes longer is ended. */
  limitMs: number;
  /** Digests never wait for upkeep. */
  queue: 'upkeep' | 'digests';
  /** Throws where it failed: it is logged, shown in `health`, and runs again at its next time. */
  run(data: JobData, run: JobRun): Promise<JobOutcome>;
}

/** How a job went lately, on whichever replica. */
export interface JobReport {
  name: string;
  everyMs: number | null;
  /** null: it has not run yet, or too long ago to be known. */
  last: { endedMs: number; tookMs: number; failed: boolean; words: string } | null;
}

export interface AddOptions {
  /** Where a job with this id waits or runs already, nothing is added; one that waits for its time is done now. Letters, digits and hyphens. */
  id: string;
}

/** Where work is put to be done. */
export interface JobQueue {
  /** False where the queue cannot be reached at the moment: whoever adds must be able to add again. */
  add(name: string, data: JobData, options: AddOptions): Promise<boolean>;
}
