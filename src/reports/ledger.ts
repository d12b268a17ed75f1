import type { LedgerDesk } from '../cost-service/ledger-desk.js';
import { NotUnderstood } from '../errors.js';
import { ledgerActions } from './ledger-actions.js';
import { ledgerCsv } from './ledger-csv.js';
import { dayDocument } from './ledger-day.js';
import { daysDocument } from './ledger-days.js';
import { doneDocument } from './ledger-done.js';
import { closedDays, clustersAsked, ledgerOf, oneCluster, oneDay, spanOf } from './ledger-question.js';
import type { LedgerResult } from './ledger-result.js';
import { daysListed, ledgerDaysWire, ledgerToJson } from './ledger-wire.js';
import { defineReport, type ReportContext } from './report.js';
import type { ReportParams } from './report-params.js';

/** The days that are kept, what is known of each, and what people may do with them: docs/ledger.md. */
export const ledger = defineReport<LedgerResult>({
  name: 'ledger',
  aliases: [],
  summary: 'The days that are kept: state, figures, checks; one day with all its revisions',
  examples: ['ledger', 'ledger 90d', 'ledger yesterday'],
  bareWord: 'action',
  takesWindow: true,
  defaultWindow: '30d',
  options: ['cluster'],
  actions: ledgerActions,
  path: '/ledger/days',
  result: ledgerDaysWire,
  list: { key: 'days', count: daysListed },
  async collect(params, context) {
    const desk = ledgerOf(context);
    const asked = {
      command: params.command,
      nowMs: context.nowMs,
      surface: context.surface,
      severalClusters: context.costs.clusters.length > 1,
    };
    return { ...asked, ...(await doAction(desk, params, context)) };
  },
  present(result) {
    if (result.kind === 'days') return daysDocument(result);
    return result.kind === 'day' ? dayDocument(result) : doneDocument(result);
  },
  toJson: ledgerToJson,
  toCsv: ledgerCsv,
});

type Outcome<Result> = Result extends unknown
  ? Omit<Result, 'command' | 'nowMs' | 'surface' | 'severalClusters'>
  : never;

async function doAction(
  desk: LedgerDesk,
  params: ReportParams,
  context: ReportContext,
): Promise<Outcome<LedgerResult>> {
  const { nowMs, onProgress } = context;
  switch (params.action) {
    case 'accept': {
      const why = needed('why', params.why, 'ledger accept 2026-11-13 why="the price is right"');
      const startMs = oneDay('ledger', params, nowMs);
      return {
        kind: 'accepted',
        sealed: await desk.accept(oneCluster('ledger', params, context), startMs, why),
      };
    }
    case 'verify':
      return {
        kind: 'verified',
        ...(await desk.verify((days) => onProgress(`verifying the ledger: ${days} days`))),
      };
    case 'purge': {
      const namespace = namespaceAsked(params);
      const { days } = (params.yes ? await desk.purgeNamespace(namespace) : await desk.size()) ?? { days: 0 };
      return { kind: 'purged', namespace, written: params.yes, days };
    }
    case 'grain': {
      const wanted = (['container', 'workload'] as const).find((grain) => params.words.includes(grain));
      const grains = wanted
        ? [await desk.setGrain(oneCluster('ledger', params, context), wanted)]
        : await grainsOf(desk, clustersAsked('ledger', params, context));
      return { kind: 'grains', grains, changed: wanted !== undefined };
    }
    case 'export': {
      const file = needed('file', params.file, 'ledger export file=ledger.jsonl');
      onProgress('exporting the ledger');
      return { kind: 'exported', file, ...(await desk.exportTo(file)) };
    }
    case 'import': {
      const file = needed('file', params.file, 'ledger import file=ledger.jsonl');
      onProgress('importing days');
      return { kind: 'imported', file, ...(await desk.importFrom(file)) };
    }
    default:
      return showDays(desk, params, context);
  }
}

async function showDays(desk: LedgerDesk, params: ReportParams, context: ReportContext) {
  const clusters = clustersAsked('ledger', params, context);
  const days = closedDays('ledger', params, context.nowMs);
  const { startMs, endMs } = spanOf(days);
  const lines = await desk.lines(clusters, startMs, endMs);
  if (days.length > 1) {
    const { tail, window } = params;
    return { kind: 'days' as const, lines, windowName: window.name, tail, size: await desk.size() };
  }
  const known = lines.map(async (line) => ({ line, revisions: await desk.history(line.cluster, startMs) }));
  return { kind: 'day' as const, startMs, tail: params.tail, days: await Promise.all(known) };
}

async function grainsOf(desk: LedgerDesk, clusters: readonly string[]) {
  return (await desk.grains()).filter(({ cluster }) => clusters.includes(cluster));
}

function needed(key: string, value: string | null, example: string): string {
  if (value !== null) return value;
  throw new NotUnderstood(`${key}= is needed: ${example}.`, [], 'OPTION_NEEDED');
}

/** One name, as it is: what is removed is gone, so no pattern and no exclusion. */
function namespaceAsked({ filter }: ReportParams): string {
  const [term] = filter;
  const [name = '', ...more] = term?.values ?? [];
  if (!term) return needed('namespace', null, 'ledger purge namespace=payments');
  if (!term.negated && more.length === 0 && !name.includes('*')) return name;
  throw new NotUnderstood('purge takes one namespace by its whole name.', [], 'BAD_VALUE');
}
