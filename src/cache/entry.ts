/** One stored value and what decides how long it lives. All times by our clock. */
export interface Entry {
  /** Unique per write: two entries with one id hold the same value. */
  id: string;
  value: unknown;
  storedAt: number;
  ttlMs: number;
  staleMs: number;
}

export type Freshness = 'fresh' | 'stale' | 'gone';

/** Fresh until its time to live is over (at that instant it no longer is), then stale for `staleMs`, then gone. */
export function judgeEntry(entry: Entry, nowMs: number, staleMs: number = entry.staleMs): Freshness {
  const ageMs = nowMs - entry.storedAt;
  if (ageMs < entry.ttlMs) return 'fresh';
  return ageMs < entry.ttlMs + Math.min(staleMs, entry.staleMs) ? 'stale' : 'gone';
}

const longestMs = 10 * 365 * 86_400_000;

/** How long an engine has to keep the entry at all, in whole milliseconds; 0: not to be kept, for it never was fresh. */
export function keepMs(entry: Entry): number {
  return entry.ttlMs > 0 ? Math.min(Math.ceil(entry.ttlMs + entry.staleMs), longestMs) : 0;
}
