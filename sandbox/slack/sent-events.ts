import type { Json } from './blocks/check.js';

/** The events that were sent, to send one again. */
export interface SentEvents {
  keep(eventId: string, payload: Json): void;
  /** null: never sent, or long ago. */
  find(eventId: string): Json | null;
}

const KEPT = 500;

/** Remembers the newest 500 events by their ids. */
export function createSentEvents(): SentEvents {
  const payloads = new Map<string, Json>();
  return {
    keep(eventId, payload) {
      payloads.set(eventId, payload);
      const [oldest] = payloads.keys();
      if (payloads.size > KEPT && oldest !== undefined) payloads.delete(oldest);
    },
    find: (eventId) => payloads.get(eventId) ?? null,
  };
}
