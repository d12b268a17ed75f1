/** How fast messages may follow each other in a channel. */
export interface Pace {
  /** Milliseconds until the next message is taken; 0: now. */
  waitMs(channel: string): number;
  accepted(channel: string): void;
}

/** One message per channel in `everyMs` of the clock; 0: no limit. */
export function createPace(everyMs: number, clockMs: () => number): Pace {
  const last = new Map<string, number>();
  return {
    waitMs(channel) {
      const before = last.get(channel);
      return before === undefined ? 0 : Math.max(0, before + everyMs - clockMs());
    },
    accepted: (channel) => void last.set(channel, clockMs()),
  };
}
