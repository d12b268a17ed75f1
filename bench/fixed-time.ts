/** The instant that every benchmark takes for now, so that the same days are asked each time. */
export const nowMs = Date.parse('2026-11-24T09:00:00Z');
/** A closed day with the sample cluster's usual load. */
export const closedDay = {
  startMs: Date.parse('2026-11-20T00:00:00Z'),
  endMs: Date.parse('2026-11-21T00:00:00Z'),
};
