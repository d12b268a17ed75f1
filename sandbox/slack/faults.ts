import type { SlackFaults } from './contract.js';

export interface Fault {
  kind: NonNullable<SlackFaults['next']>[number]['kind'];
  detail: string | number | null;
}

export interface Faults {
  set(faults: SlackFaults): void;
  /** The fault that the next call of this method meets, counted down; null: none. */
  take(method: string): Fault | null;
  refusesDataBlocks(): boolean;
}

/** Faults to come; each call uses up the first entry that names its method or '*'. */
export function createFaults(): Faults {
  let refuseDataBlocks = false;
  let queue: { method: string; left: number; fault: Fault }[] = [];
  return {
    set(faults) {
      refuseDataBlocks = faults.refuseDataBlocks ?? false;
      queue = (faults.next ?? []).map(({ method, times, kind, detail }) => ({
        method,
        left: times,
        fault: { kind, detail: detail ?? null },
      }));
    },
    take(method) {
      const entry = queue.find((one) => one.left > 0 && (one.method === '*' || one.method === method));
      if (!entry) return null;
      entry.left -= 1;
      return entry.fault;
    },
    refusesDataBlocks: () => refuseDataBlocks,
  };
}
