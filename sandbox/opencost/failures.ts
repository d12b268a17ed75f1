import { dayMs, type Interval, parseDay } from './time.js';

/** Everything that can go wrong, by name; README.md says what each looks like on the wire. */
export const failureKinds = [
  'prometheus-down',
  'prometheus-timeout',
  'pods-hidden',
  'null-floats',
  'null-sets',
  'empty-sets',
  'null-data',
  'wrong-types',
  'empty-body',
  'not-json',
  'truncated',
  'html-200',
  'login-redirect',
  'moved-301',
  'unauthorized',
  'forbidden',
  'not-found',
  'bad-gateway',
  'unavailable',
  'gateway-timeout',
  'reset',
  'reset-midway',
  'slow',
  'hang',
] as const;

export type FailureKind = (typeof failureKinds)[number];

export interface Failure {
  kind: FailureKind;
  /** Only this path, "/allocation"; all paths where absent. */
  path?: string;
  /** Only questions whose window touches this UTC day, "2026-11-20". */
  day?: string;
  /** Only the first that many matching requests. */
  count?: number;
  /** `slow`: how long before the answer begins, 2,000 by default. */
  delayMs?: number;
}

/** The failures in force. */
export interface FailureList {
  set(failures: Failure | readonly Failure[] | null): void;
  /** The first failure that matches, which then has been used once; null when none does. */
  take(path: string, window: Interval | null): Failure | null;
  /** True while a failure of that kind is in force for any path. */
  has(kind: FailureKind): boolean;
}

/** A list of failures that counts how often each was used. */
export function createFailureList(): FailureList {
  let left: { failure: Failure; uses: number }[] = [];
  return {
    set(failures) {
      const list: readonly Failure[] = failures === null ? [] : 'kind' in failures ? [failures] : failures;
      for (const failure of list) if (failure.day !== undefined) parseDay(failure.day);
      left = list.map((failure) => ({ failure, uses: failure.count ?? Infinity }));
    },
    take(path, window) {
      const match = left.find(({ failure, uses }) => uses > 0 && matches(failure, path, window));
      if (!match) return null;
      match.uses -= 1;
      return match.failure;
    },
    has: (kind) => left.some(({ failure }) => failure.kind === kind),
  };
}

function matches(failure: Failure, path: string, window: Interval | null): boolean {
  if (failure.path !== undefined && failure.path !== path) return false;
  if (failure.day === undefined) return true;
  const dayStart = parseDay(failure.day);
  return window !== null && window.startMs < dayStart + dayMs && window.endMs > dayStart;
}
