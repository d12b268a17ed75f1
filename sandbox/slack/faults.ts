import type { SlackFaults } from './contract.js';

export interface Fault {
  kind: NonNullable<SlackFaults['next']>[number]['kind'];
  detail: string | number | null;
}

/** The settings of a workspace that refuse things for good. */
export type Lasting = Required<Omit<SlackFaults, 'next'>>;

export interface Faults {
  set(faults: SlackFaults): void;
  /** The fault that this call meets, counted down; null: none. */
  take(method: string, channel?: unknown): Fault | null;
  /** What stays wrong until it is set otherwise. */
  lasting(): Lasting;
}

const NO_LASTING: Lasting = {
  refuseDataBlocks: false,
  fileUploads: 'allowed',
  fileProcessingMs: 0,
  homeTab: 'on',
};

/** Faults to come; each call uses up the first entry that names its method or '*', and its channel or none. */
export function createFaults(): Faults {
  let lasting = NO_LASTING;
  let queue: { method: string; channel: string | null; left: number; fault: Fault }[] = [];
  return {
    set(faults) {
      const { next = [], ...rest } = faults;
      lasting = { ...NO_LASTING, ...rest };
      queue = next.map(({ method, channel, times, kind, detail }) => ({
        method,
        channel: channel ?? null,
        left: times,
        fault: { kind, detail: detail ?? null },
      }));
    },
    take(method, channel) {
      const entry = queue.find(
        (one) =>
          one.left > 0 &&
          (one.method === '*' || one.method === method) &&
          (one.channel === null || one.channel === channel),
      );
      if (!entry) return null;
      entry.left -= 1;
      return entry.fault;
    },
    lasting: () => lasting,
  };
}
