import { z } from 'zod';
import { moneyToNumber } from '../cost/money.js';
import { isoDate } from '../cost/time.js';
import type { ResealOutcome } from '../cost-service/ledger-desk.js';
import { NotUnderstood } from '../errors.js';
import { closedDays, clustersAsked, ledgerOf } from './ledger-question.js';
import { defineReport } from './report.js';
import { type ResealResult, resealDocument } from './reseal-document.js';
import { stateWords } from './wire.js';

const moneyAndState = z.strictObject({
  state: z.enum(['complete', 'partial', 'final', 'held_back', 'missing', 'live']),
  total_cost: z.number(),
});

/** Asks OpenCost again for closed days and shows what differs; writes it only where that is wanted: docs/ledger.md. */
export const reseal = defineReport<ResealResult>({
  name: 'reseal',
  aliases: [],
  summary: 'Asks OpenCost again for days that are kept and shows what differs; --yes writes it',
  examples: ['reseal yesterday', 'reseal 3d'],
  bareWord: null,
  takesWindow: true,
  defaultWindow: 'yesterday',
  options: ['cluster', 'yes'],
  terminalOnly: true,
  path: '/reseal',
  result: z.strictObject({
    written: z.boolean(),
    days: z.array(
      z.strictObject({
        cluster: z.string(),
        date: z.string(),
        currency: z.string(),
        before: moneyAndState.nullable(),
        after: moneyAndState.extend({ reasons: z.array(z.string()) }).nullable(),
        difference: z.number().nullable(),
        failure: z.string().nullable(),
        written: z.boolean(),
        changes: z.array(z.strictObject({ namespace: z.string(), before: z.number(), after: z.number() })),
      }),
    ),
  }),
  async collect(params, context) {
    const { command, yes } = params;
    const desk = ledgerOf(context);
    if (yes && !params.windowAsked)
      throw new NotUnderstood(
        'Of which days? Say them: reseal 2026-11-12..2026-11-14 --yes.',
        [{ label: 'reseal yesterday', command: 'reseal yesterday' }],
        'WHICH_DAY',
      );
    const clusters = clustersAsked('reseal', params, context);
    const days = closedDays('reseal', params, context.nowMs);
    context.onProgress('asking OpenCost again');
    const outcomes = await desk.reseal({
      clusters,
      days,
      write: yes,
      onProgress: (done, total) => context.onProgress(`asking OpenCost again: ${done} of ${total} days`),
    });
    return { outcomes, write: yes, command, severalClusters: context.costs.clusters.length > 1 };
  },
  present: resealDocument,
  toJson: ({ outcomes }) => ({
    written: outcomes.some(({ written }) => written),
    days: outcomes.map(outcomeToJson),
  }),
  toCsv: ({ outcomes }) => ({
    header: ['cluster', 'date', 'currency', 'before', 'after', 'difference', 'state', 'written', 'failure'],
    rows: outcomes.map((outcome) => {
      const { cluster, startMs, currency, before, after, written, failure } = outcome;
      return [
        cluster,
        isoDate(startMs),
        currency,
        before ? moneyToNumber(before.total) : '',
        after ? moneyToNumber(after.total) : '',
        before && after ? moneyToNumber(after.total - before.total) : '',
        after ? stateWords[after.state] : '',
        String(written),
        failure ?? '',
      ];
    }),
  }),
});

function outcomeToJson({
  cluster,
  startMs,
  currency,
  before,
  after,
  failure,
  changes,
  written,
}: ResealOutcome) {
  const known = (side: { state: keyof typeof stateWords; total: number }) => ({
    state: stateWords[side.state],
    total_cost: moneyToNumber(side.total),
  });
  return {
    cluster,
    date: isoDate(startMs),
    currency,
    before: before && known(before),
    after: after && { ...known(after), reasons: after.findings.map(({ reason }) => reason) },
    difference: before && after ? moneyToNumber(after.total - before.total) : null,
    failure,
    written,
    changes: changes.map((change) => ({
      namespace: change.namespace,
      before: moneyToNumber(change.before),
      after: moneyToNumber(change.after),
    })),
  };
}
