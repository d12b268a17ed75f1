import type { DayState, Finding } from '../cost/day.js';
import { clockTime, dayAndMonth } from '../cost/time.js';
import type { LedgerLine } from '../cost-service/ledger-desk.js';
import type { LedgerSize, Look, SealedDay } from '../cost-service/ledger-ports.js';
import { showMoney } from './figures.js';
import { formatNumber } from './format.js';

const states: Record<DayState, string> = {
  live: 'so far',
  sealed: 'complete',
  final: 'final',
  partial: 'partial',
  quarantined: 'held back',
  missing: 'no data',
};

/** A state as people read it: docs/definitions.md, "States of a day". */
export function stateWord(state: DayState | null): string {
  return state === null ? 'not read yet' : states[state];
}

const looks: Record<Look, string> = {
  first: 'first read',
  second: 'second look',
  again: 'asked again',
  reseal: 'resealed',
  import: 'imported',
  purge: 'a namespace removed',
};

/** Why a revision was written, in words. */
export function lookWord(look: Look): string {
  return looks[look];
}

/** "28 of 30 days complete, 1 held back, 1 not read yet": final days are complete too. */
export function countStates(lines: readonly LedgerLine[]): string {
  const several = new Set(lines.map(({ cluster }) => cluster)).size > 1;
  const noun = several ? 'cluster-days' : lines.length === 1 ? 'day' : 'days';
  const count = (...wanted: (DayState | null)[]) =>
    lines.filter(({ sealed }) => wanted.includes(sealed?.head.state ?? null)).length;
  const rest = (['partial', 'quarantined', 'missing', null] as const)
    .map((state) => ({ number: count(state), word: state === 'missing' ? 'without data' : stateWord(state) }))
    .filter(({ number }) => number > 0)
    .map(({ number, word }) => `${number} ${word}`);
  const complete = `${count('sealed', 'final')} of ${lines.length} ${noun} complete`;
  return [complete, ...rest].join(', ');
}

/** Reasons of the findings that decide; notes only where nothing decided. */
export function reasonsOf(findings: readonly Finding[]): string {
  const deciding = findings.filter(({ severity }) => severity !== 'note');
  return (deciding.length > 0 ? deciding : findings).map(({ reason }) => reason).join('; ');
}

/** What a person should know of a sealed day in a few words: accepted, restated, why it has its state. */
export function noteOf(sealed: SealedDay, currency: string): string {
  return [
    sealed.accepted ? `accepted on ${dayAndMonth(sealed.accepted.atMs)}: ${sealed.accepted.why}` : '',
    sealed.restated
      ? `restated on ${dayAndMonth(sealed.restated.atMs)}: was ${showMoney(sealed.restated.fromTotal, currency)}`
      : '',
    sealed.accepted ? '' : reasonsOf(sealed.head.findings),
  ]
    .filter(Boolean)
    .join('; ');
}

/** "asked again 25 Nov 00:15 UTC"; "due now"; "not asked again by itself". */
export function nextLookWords({ nextLookMs }: LedgerLine, nowMs: number): string {
  if (nextLookMs === null) return 'not asked again by itself';
  if (nextLookMs <= nowMs) return 'to be asked now';
  return `to be asked ${dayAndMonth(nextLookMs)} ${clockTime(nextLookMs)} UTC`;
}

/** "97 days in 104 revisions, 6.1 MB of tables (31.4 MB in the data folder)". */
export function sizeWords({ engine, days, revisions, tableBytes, folderBytes }: LedgerSize): string {
  const place = engine === 'embedded' ? 'in the data folder' : 'in PostgreSQL';
  const folder = folderBytes === null ? '' : `, ${showBytes(folderBytes)} on disk`;
  const count = (number: number, noun: string) =>
    `${formatNumber('count', number, '')} ${noun}${number === 1 ? '' : 's'}`;
  return `${count(days, 'day')} in ${count(revisions, 'revision')} ${place}, ${showBytes(tableBytes)} of tables${folder}`;
}

/** "6.1 MB", "12 kB". */
export function showBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${formatNumber('count', bytes / 1_000, '')} kB`;
  return `${formatNumber('count', bytes / 1_000_000, '')} MB`;
}
