import { z } from 'zod';
import type { Filter } from '../cost/filter.js';
import { moneyToNumber } from '../cost/money.js';
import type { Answer, DayReport } from '../cost-service/answer.js';
import { askLonger, askMonths } from './ask-beside.js';
import { costCsv } from './cost-csv.js';
import { collectCosts, questionOf } from './cost-result.js';
import { digestDocument } from './digest-document.js';
import { moversOf } from './digest-movers.js';
import type { DigestResult, LeftOut } from './digest-result.js';
import { defineReport, type ReportContext } from './report.js';
import type { ReportParams } from './report-params.js';
import { savingsQuestion } from './savings-question.js';
import { dayName } from './trust.js';
import { answerFrame, costList, costRowWire, frameToJson, rowsToJson } from './wire.js';

/** What changed and why: the message that channels subscribe to. docs/digests.md has its rules. */
export const digest = defineReport<DigestResult>({
  name: 'digest',
  aliases: ['changes', 'movers'],
  summary: 'What changed and why, as a channel gets it',
  examples: ['digest', 'digest lastweek', 'digest 30d namespace=payments'],
  bareWord: 'namespace',
  takesWindow: true,
  defaultWindow: '7d',
  options: ['filters', 'held'],
  path: '/digest',
  result: z.strictObject({
    namespaces: z.array(costRowWire),
    movers: z.array(
      z.strictObject({ name: z.string(), change: z.number(), note: z.string(), reason: z.string() }),
    ),
    left_out: z.array(z.strictObject({ cluster: z.string(), why: z.string() })),
    ...answerFrame,
  }),
  collect: collectDigest,
  present: (result) => digestDocument(result),
  list: costList('namespaces'),
  toJson: (result, part) => ({
    namespaces: rowsToJson(result, part),
    movers: moversOf(result).map(({ name, change, note, reason }) => ({
      name,
      change: moneyToNumber(change),
      note,
      reason,
    })),
    left_out: result.leftOut,
    ...frameToJson(result.answer),
  }),
  toCsv: ({ answer }) => costCsv({ answer, sort: 'cost' }),
});

/**
 * Where some clusters are whole and others are not, these are left out on both sides of the comparison. Throws what
 * asking throws.
 */
export async function collectDigest(params: ReportParams, context: ReportContext): Promise<DigestResult> {
  const first = await collectCosts('digest', params, context, ['cluster', 'namespace']);
  const leftOut = unwholeClusters(first.answer);
  const narrowed = leftOut.length === 0 ? params : without(params, leftOut);
  const main =
    leftOut.length === 0 ? first : await collectCosts('digest', narrowed, context, ['cluster', 'namespace']);
  const { window, baseline } = main.answer.question;
  const ask = (question: ReturnType<typeof questionOf>) => context.costs.ask({ ...question, baseline: null });
  const controllersQuestion = questionOf(narrowed, ['cluster', 'namespace', 'controller'], window);
  const isDays = window.kind === 'days' && !window.includesToday;
  const [controllers, controllersBefore, usual, savings, savingsBefore, longer, months, snoozes] =
    await Promise.all([
      context.costs.ask(controllersQuestion),
      baseline && ask({ ...controllersQuestion, window: baseline, series: 'none' }),
      baseline && ask({ ...questionOf(params, ['cluster'], baseline), series: 'none' }),
      isDays ? context.costs.ask(savingsQuestion(narrowed, window)) : null,
      isDays && baseline ? context.costs.ask(savingsQuestion(narrowed, baseline)) : null,
      askLonger(narrowed, context, main),
      askMonths(narrowed, context),
      // not known is no reason to call what is snoozed new: the digest waits
      context.snoozes?.active(context.nowMs) ?? [],
    ]);
  const knownPermille = usual && knownOf(usual, main.answer);
  // commands under it are those of the question as it was asked
  const asked = { command: params.command, tail: params.tail };
  return {
    ...main,
    ...asked,
    longer,
    controllers,
    controllersBefore,
    savings,
    snoozes,
    savingsBefore,
    leftOut,
    knownPermille,
    ...months,
  };
}

/** Clusters with days that are not in the figures, where another cluster has none; [] where all are alike. */
function unwholeClusters(answer: Answer): LeftOut[] {
  const days = answer.days.filter(({ role }) => role === 'window');
  const clusters = [...new Set(days.map(({ cluster }) => cluster))];
  const isOut = (day: DayReport) =>
    day.state === 'quarantined' || (day.missing !== null && day.missing !== 'empty');
  const leftOut = clusters.flatMap((cluster) => {
    const day = days.find((one) => one.cluster === cluster && isOut(one));
    return day ? [{ cluster, why: `${dayName(day.startMs)} ${reasonOf(day)}` }] : [];
  });
  return leftOut.length === clusters.length ? [] : leftOut;
}

function reasonOf(day: DayReport): string {
  if (day.missing === 'unread') return 'is not read yet';
  if (day.missing !== null) return 'could not be read';
  const held = day.findings.find(({ severity }) => severity === 'held');
  return held ? `held back: ${held.reason}` : 'held back';
}

function without(params: ReportParams, leftOut: readonly LeftOut[]): ReportParams {
  const term: Filter[number] = {
    dimension: 'cluster',
    negated: true,
    values: leftOut.map(({ cluster }) => cluster),
  };
  return { ...params, filter: [...params.filter, term] };
}

/** Of what the clusters cost usually, the part that the figures speak of: whole clusters count by their covered days. */
function knownOf(usual: Answer, main: Answer): number | null {
  const clusters = new Set(main.days.filter(({ role }) => role === 'window').map(({ cluster }) => cluster));
  const costs = new Map<string, number>();
  for (const row of usual.rows) costs.set(row.key[0] ?? '', (costs.get(row.key[0] ?? '') ?? 0) + row.total);
  for (const { cluster, total } of usual.idleByCluster) costs.set(cluster, (costs.get(cluster) ?? 0) + total);
  const all = [...costs.values()].reduce((sum, one) => sum + one, 0);
  if (all <= 0) return null;
  const spokenOf = [...costs]
    .filter(([cluster]) => clusters.has(cluster))
    .reduce((sum, [, one]) => sum + one, 0);
  const covered = main.windowDays > 0 ? main.coveredDays / main.windowDays : 0;
  return Math.round((spokenOf / all) * covered * 1000);
}
