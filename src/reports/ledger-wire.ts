import { z } from 'zod';
import { moneyToNumber } from '../cost/money.js';
import { isoDate, isoInstant } from '../cost/time.js';
import type { LedgerSize, SealedDay } from '../cost-service/ledger-ports.js';
import type { LedgerResult } from './ledger-result.js';
import type { WirePart } from './report.js';
import { stateWords } from './wire.js';

const revisionWire = z.strictObject({
  revision: z.number(),
  look: z.enum(['first', 'second', 'again', 'reseal', 'import', 'purge']),
  written_at: z.string(),
  state: z.enum(['complete', 'partial', 'final', 'held_back', 'missing', 'live']),
  total_cost: z.number(),
  covered_minutes: z.number(),
  looks: z.number(),
  looked_at: z.string(),
  grains: z.array(z.string()),
  content_hash: z.string(),
  restated: z.strictObject({ from_total_cost: z.number(), at: z.string() }).nullable(),
  accepted: z.strictObject({ why: z.string(), at: z.string() }).nullable(),
  findings: z.array(
    z.strictObject({
      check: z.string(),
      severity: z.enum(['note', 'partial', 'held']),
      reason: z.string(),
      figures: z.record(z.string(), z.number()),
    }),
  ),
});

const dayWire = z.strictObject({
  cluster: z.string(),
  date: z.string(),
  currency: z.string(),
  next_look: z.string().nullable(),
  visible: revisionWire.nullable(),
  revisions: z.array(revisionWire).optional(),
});

const daysWire = z.strictObject({
  kind: z.literal('days'),
  days: z.array(dayWire),
  size: z
    .strictObject({
      engine: z.enum(['embedded', 'postgresql']),
      days: z.number(),
      revisions: z.number(),
      table_bytes: z.number(),
      folder_bytes: z.number().nullable(),
    })
    .nullable(),
});
const oneDayWire = z.strictObject({ kind: z.literal('day'), days: z.array(dayWire) });

/** What is asked of the ledger without an action: `kind` says which. */
export const ledgerDaysWire = z.discriminatedUnion('kind', [daysWire, oneDayWire]);

/** All that programs read of the ledger: `kind` says which. */
export const ledgerWire = z.discriminatedUnion('kind', [
  daysWire,
  oneDayWire,
  z.strictObject({
    kind: z.literal('accepted'),
    cluster: z.string(),
    date: z.string(),
    visible: revisionWire,
  }),
  z.strictObject({
    kind: z.literal('verified'),
    days: z.number(),
    faulty: z.array(z.strictObject({ cluster: z.string(), date: z.string(), faults: z.array(z.string()) })),
  }),
  z.strictObject({
    kind: z.literal('purged'),
    namespace: z.string(),
    written: z.boolean(),
    days: z.number(),
  }),
  z.strictObject({
    kind: z.literal('grains'),
    clusters: z.array(
      z.strictObject({
        cluster: z.string(),
        grain: z.enum(['container', 'workload']),
        why: z.string(),
        since: z.string(),
      }),
    ),
  }),
  z.strictObject({ kind: z.literal('exported'), file: z.string(), days: z.number(), bytes: z.number() }),
  z.strictObject({ kind: z.literal('imported'), file: z.string(), added: z.number(), known: z.number() }),
]);

/** How many days are listed. */
export function daysListed(result: LedgerResult): number {
  if (result.kind === 'days') return result.lines.length;
  return result.kind === 'day' ? result.days.length : 0;
}

/** The result with the wire's names, and the part of its days that was asked for. */
export function ledgerToJson(result: LedgerResult, { from, to }: WirePart): unknown {
  const { kind } = result;
  switch (kind) {
    case 'days': {
      const size = result.size && sizeToJson(result.size);
      return { kind, days: result.lines.slice(from, to).map((line) => dayToJson(line)), size };
    }
    case 'day':
      return {
        kind,
        days: result.days.slice(from, to).map(({ line, revisions }) => dayToJson(line, revisions)),
      };
    case 'accepted': {
      const { cluster, startMs } = result.sealed.head;
      return { kind, cluster, date: isoDate(startMs), visible: revisionToJson(result.sealed) };
    }
    case 'verified': {
      const faulty = result.faulty.map(({ cluster, startMs, faults }) => ({
        cluster,
        date: isoDate(startMs),
        faults: [...faults],
      }));
      return { kind, days: result.days, faulty };
    }
    case 'purged':
      return { kind, namespace: result.namespace, written: result.written, days: result.days };
    case 'grains': {
      const clusters = result.grains.map(({ cluster, grain, why, sinceMs }) => ({
        cluster,
        grain,
        why,
        since: isoInstant(sinceMs),
      }));
      return { kind, clusters };
    }
    case 'exported':
      return { kind, file: result.file, days: result.days, bytes: result.bytes };
    case 'imported':
      return { kind, file: result.file, added: result.added, known: result.known };
  }
}

function sizeToJson({ engine, days, revisions, tableBytes, folderBytes }: LedgerSize) {
  return { engine, days, revisions, table_bytes: tableBytes, folder_bytes: folderBytes };
}

type Line = Extract<LedgerResult, { kind: 'days' }>['lines'][number];

function dayToJson(
  { cluster, startMs, currency, sealed, nextLookMs }: Line,
  revisions?: readonly SealedDay[],
) {
  return {
    cluster,
    date: isoDate(startMs),
    currency,
    next_look: nextLookMs === null ? null : isoInstant(nextLookMs),
    visible: sealed && revisionToJson(sealed),
    ...(revisions ? { revisions: revisions.map(revisionToJson) } : {}),
  };
}

function revisionToJson(sealed: SealedDay) {
  const { head, restated, accepted } = sealed;
  return {
    revision: sealed.number,
    look: sealed.look,
    written_at: isoInstant(sealed.writtenMs),
    state: stateWords[head.state],
    total_cost: moneyToNumber(sealed.total),
    covered_minutes: Math.round(head.coveredMinutes * 100) / 100,
    looks: sealed.looks,
    looked_at: isoInstant(sealed.lookedMs),
    grains: [...sealed.grains],
    content_hash: sealed.contentHash,
    restated: restated && {
      from_total_cost: moneyToNumber(restated.fromTotal),
      at: isoInstant(restated.atMs),
    },
    accepted: accepted && { why: accepted.why, at: isoInstant(accepted.atMs) },
    findings: head.findings.map(({ check, severity, reason, figures }) => ({
      check,
      severity,
      reason,
      figures: { ...figures },
    })),
  };
}
