/**
 * A resolved window: docs/definitions.md, "Window". Plain JSON, canonical: equal questions have equal windows.
 * `days`: closed UTC days; `today`: the running UTC day so far; `instants`: a pair of instants asked live.
 */
export interface Window {
  kind: 'days' | 'today' | 'instants';
  /** Inclusive. */
  startMs: number;
  /**
   * Exclusive. For `days` the end of the last closed day; equal to startMs when no day is closed yet.
   * For `today` the coming midnight, for `instants` as asked: neither depends on the minute of the asking.
   */
  endMs: number;
  /** True when the running day is part of the window (`today`, `today=include`). */
  includesToday: boolean;
  /** What the person asked for, normalised: "7d", "lastmonth", "2026-10". */
  name: string;
}
