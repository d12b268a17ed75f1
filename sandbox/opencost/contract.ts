import type { ClusterEvent } from './events.js';
import type { Failure } from './failures.js';
import type { Scale } from './nodes.js';

/** What tests, the demo and a person starting the sample OpenCost may choose. */
export interface SampleOpenCostOptions {
  /** 0 (default): any free port. */
  port?: number;
  /** What the server takes for now, in ms since the epoch; Date.now by default. */
  clock?: () => number;
  /** OpenCost's own cluster id, "sample" by default. */
  cluster?: string;
  /** Another seed gives the same cluster other noise and other pod names. */
  seed?: string;
  /** Days before today that Prometheus still has; earlier days are `{}`. 120 by default. */
  retentionDays?: number;
  events?: readonly ClusterEvent[];
  /** '' or a path such as '/model' in front of every route. */
  pathPrefix?: string;
  failure?: Failure | readonly Failure[] | null;
  latency?: Latency;
  /** Adds a crowd of namespaces `scale-…` with one-container pods, up to 10,000 and 100,000. */
  scale?: Scale;
}

/** How long the server takes for each day of the window asked. */
export interface Latency {
  perDayMs: number;
}

/** One request as it arrived, failed ones too. */
export interface RecordedRequest {
  method: string;
  /** Without the path prefix. */
  path: string;
  query: Readonly<Record<string, string>>;
  headers: Readonly<Record<string, string>>;
  /** The real time of arrival, not the server's clock. */
  atMs: number;
}

/** A running sample OpenCost. */
export interface SampleOpenCost {
  /** Base URL with the path prefix, without a trailing slash. */
  url: string;
  /** Every request so far, oldest first. */
  requests: readonly RecordedRequest[];
  /** Requests so far of this path, or of all paths. */
  requestCount(path?: string): number;
  setClock(clock: (() => number) | number): void;
  /** Replaces all failures; null ends them. */
  setFailure(failure: Failure | readonly Failure[] | null): void;
  /** Applies the event to every later answer; returns a function that takes it back. */
  addEvent(event: ClusterEvent): () => void;
  setLatency(latency: Latency): void;
  /** Closes the server and cuts open connections. */
  stop(): Promise<void>;
}
