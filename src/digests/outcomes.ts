import { minuteMs } from '../cost/time.js';
import { type Delivery, isWanted } from './delivery.js';
import { closingMs } from './period.js';
import type { DeliveryLog } from './ports.js';

/** What became of a digest. `unsubscribed`: nobody wants it any more; for the others see `DeliveryState`. */
export type DigestOutcome =
  | 'delivered'
  | 'quiet'
  | 'withheld'
  | 'refused'
  | 'unresolved'
  | 'missed'
  | 'superseded'
  | 'unsubscribed';

export interface DigestReport {
  outcome: DigestOutcome;
  /** How long after its time it was handed to Slack; null where it was not, had no time of its own, or a person wanted it then. */
  latenessMs: number | null;
}

/** Digests that should have gone out and are not over, by how far they have come. */
export type OverdueDigests = Readonly<Record<'due' | 'sending' | 'withheld', number>>;

const outcomes: Readonly<Partial<Record<Delivery['state'], DigestOutcome>>> = {
  sent: 'delivered',
  quiet: 'quiet',
  withheld: 'withheld',
  refused: 'refused',
  unresolved: 'unresolved',
  missed: 'missed',
  superseded: 'superseded',
};
const overdueAfterMs = 15 * minuteMs;

/**
 * The same log, telling what becomes of digests. The log lets one caller make each change, so each is told once, by
 * whichever process made it. What is not the digest itself (notes, threads, corrections) is not told.
 */
export function watchOutcomes(log: DeliveryLog, onOutcome: (report: DigestReport) => void): DeliveryLog {
  const tell = (delivery: Delivery, wanted: boolean): void => {
    const outcome = delivery.code === 'unsubscribed' ? 'unsubscribed' : outcomes[delivery.state];
    if (delivery.part !== 'digest' || !outcome) return;
    const latenessMs = outcome === 'delivered' && !wanted ? latenessOf(delivery) : null;
    onOutcome({ outcome, latenessMs });
  };
  return {
    ...log,
    async add(deliveries) {
      const added = await log.add(deliveries);
      for (const delivery of added) tell(delivery, false);
      return added;
    },
    async change(delivery, from, change) {
      const changed = await log.change(delivery, from, change);
      if (changed && change.state !== undefined && change.state !== delivery.state)
        tell(changed, isWanted(delivery));
      return changed;
    },
  };
}

/** Digests that should have gone out more than 15 minutes ago. Throws what the log throws. */
export async function overdueDigests(log: Pick<DeliveryLog, 'open'>, nowMs: number): Promise<OverdueDigests> {
  const late = (await log.open()).filter(
    (delivery) => delivery.part === 'digest' && nowMs - dueMs(delivery) > overdueAfterMs,
  );
  const count = (state: keyof OverdueDigests) => late.filter((delivery) => delivery.state === state).length;
  return { due: count('due'), sending: count('sending'), withheld: count('withheld') };
}

/** At its time, or when its days had closed. */
function dueMs({ slotMs, period }: Delivery): number {
  return Math.max(slotMs, period.endMs + closingMs);
}

function latenessOf(delivery: Delivery): number | null {
  const { version, sentMs } = delivery;
  return version < 0 || sentMs === null ? null : Math.max(0, sentMs - dueMs(delivery));
}
