import type { DayState, Finding } from '../../src/cost/day.js';
import { dayMs } from '../../src/cost/time.js';
import type { RevisionEntry, SealedDay } from '../../src/cost-service/ledger-ports.js';
import { sampleDay, someMidnightMs } from './sample-day.js';

/** A revision of one day, looked at once so many hours after its end, with any field replaced. */
export function sealedDay(
  dayNumber: number,
  state: DayState,
  {
    hoursAfter = 1,
    findings = [],
    coveredMinutes = 1440,
    ...fields
  }: Partial<Omit<SealedDay, 'head'>> & {
    hoursAfter?: number;
    findings?: readonly Finding[];
    coveredMinutes?: number;
  } = {},
): SealedDay {
  const lookedMs = someMidnightMs + (dayNumber + 1) * dayMs + hoursAfter * 3_600_000;
  const { rows: _rows, labelSets: _labels, ...head } = sampleDay(dayNumber);
  return {
    head: { ...head, state, findings, coveredMinutes, asOfMs: lookedMs },
    revisionId: dayNumber + 1,
    number: 1,
    look: 'first',
    writtenMs: lookedMs,
    looks: 1,
    lookedMs,
    grains: ['namespace', 'workload', 'pod'],
    contentHash: 'first',
    total: 10_000_000,
    restated: null,
    accepted: null,
    ...fields,
  };
}

/** What a day is written with that was looked at once, at this instant. */
export function firstEntry(atMs: number): RevisionEntry {
  return { look: 'first', writtenMs: atMs, looks: 1, lookedMs: atMs, restated: null, accepted: null };
}
