import { moneyToNumber } from '../cost/money.js';
import { isoDate, isoInstant } from '../cost/time.js';
import type { LedgerLine } from '../cost-service/ledger-desk.js';
import type { SealedDay } from '../cost-service/ledger-ports.js';
import type { LedgerResult } from './ledger-result.js';
import { ledgerToJson } from './ledger-wire.js';
import { reasonsOf } from './ledger-words.js';
import { type CsvTable, wholeList } from './report.js';
import { stateWords } from './wire.js';

/** Days, or the revisions of a day, or the figures of what was done. */
export function ledgerCsv(result: LedgerResult): CsvTable {
  if (result.kind === 'days')
    return { header: dayHeader, rows: result.lines.map((line) => dayCells(line, line.sealed)) };
  if (result.kind === 'day') {
    const rows = result.days.flatMap(({ line, revisions }) =>
      revisions.length === 0 ? [dayCells(line, null)] : revisions.map((revision) => dayCells(line, revision)),
    );
    return { header: dayHeader, rows };
  }
  if (result.kind === 'verified')
    return {
      header: ['cluster', 'date', 'faults'],
      rows: result.faulty.map(({ cluster, startMs, faults }) => [
        cluster,
        isoDate(startMs),
        faults.join('; '),
      ]),
    };
  if (result.kind === 'grains')
    return {
      header: ['cluster', 'grain', 'why', 'since'],
      rows: result.grains.map(({ cluster, grain, why, sinceMs }) => [
        cluster,
        grain,
        why,
        isoInstant(sinceMs),
      ]),
    };
  if (result.kind === 'accepted') {
    const { head } = result.sealed;
    const line = { cluster: head.cluster, startMs: head.startMs, currency: head.currency };
    return { header: dayHeader, rows: [dayCells(line, result.sealed)] };
  }
  const { kind, ...facts } = ledgerToJson(result, wholeList) as Record<string, string | number | boolean>;
  return {
    header: ['what', ...Object.keys(facts)],
    rows: [
      [
        String(kind),
        ...Object.values(facts).map((fact) => (typeof fact === 'boolean' ? String(fact) : fact)),
      ],
    ],
  };
}

const dayHeader = [
  'cluster',
  'date',
  'state',
  'currency',
  'total_cost',
  'covered_minutes',
  'looks',
  'revision',
  'restated_from',
  'accepted',
  'reasons',
];

function dayCells(
  { cluster, startMs, currency }: Pick<LedgerLine, 'cluster' | 'startMs' | 'currency'>,
  sealed: SealedDay | null,
): (string | number)[] {
  const start = [cluster, isoDate(startMs)];
  if (!sealed) return [...start, 'not_read_yet', currency, '', '', '', '', '', '', ''];
  const { head, total, looks, number, restated, accepted } = sealed;
  return [
    ...start,
    stateWords[head.state],
    currency,
    head.state === 'missing' ? '' : moneyToNumber(total),
    Math.round(head.coveredMinutes),
    looks,
    number,
    restated ? moneyToNumber(restated.fromTotal) : '',
    accepted?.why ?? '',
    reasonsOf(head.findings),
  ];
}
