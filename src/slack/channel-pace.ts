/** When messages may go to each channel: one a second, and none while Slack asks to wait there. */
export interface ChannelPace {
  /** How long until the next message may go; 0: its place is taken, it must be sent now. */
  take(channel: string): number;
  /** Slack asks to wait. */
  hold(channel: string, waitMs: number): void;
}

const everyMs = 1_050;
/** Channels that are long free are forgotten. */
const mostKnown = 10_000;

export function createChannelPace(now: () => number): ChannelPace {
  const freeMs = new Map<string, number>();
  return {
    take(channel) {
      const waitMs = (freeMs.get(channel) ?? 0) - now();
      if (waitMs > 0) return waitMs;
      freeMs.delete(channel);
      freeMs.set(channel, now() + everyMs);
      const [oldest] = freeMs.keys();
      if (freeMs.size > mostKnown && oldest !== undefined) freeMs.delete(oldest);
      return 0;
    },
    hold(channel, waitMs) {
      freeMs.set(channel, Math.max(freeMs.get(channel) ?? 0, now() + waitMs));
    },
  };
}
