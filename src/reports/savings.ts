import { askedWith, refuseFailure } from './cost-result.js';
import { defineReport, type ReportContext } from './report.js';
import type { ReportParams } from './report-params.js';
import { isNarrow } from './savings-conditions.js';
import { doDeed, withoutDeed } from './savings-deed.js';
import { savingsDocument } from './savings-document.js';
import { type FoundSavings, savingsOf } from './savings-evidence.js';
import { savingsQuestion } from './savings-question.js';
import type { SavingsResult } from './savings-result.js';
import { deedOf, snoozingOf } from './savings-snooze.js';
import { listedFindings, savingsCsv, savingsToJson, savingsWire } from './savings-wire.js';
import { snoozeActions } from './snooze-actions.js';
import { readSnoozes } from './snoozes.js';
import { refuseUnknownNames, withLine } from './unknown-name.js';

/** What could be saved, in money, with risk and evidence: docs/savings.md. */
export const savings = defineReport<SavingsResult>({
  name: 'savings',
  aliases: ['save', 'saving'],
  summary: 'What could be saved, with risk and evidence',
  examples: ['savings', 'savings 30d', 'savings 14d namespace!=kube-*'],
  bareWord: 'namespace',
  takesWindow: true,
  defaultWindow: '7d',
  options: ['filters', 'top', 'from', 'held'],
  parts: ['snoozed'],
  actions: snoozeActions,
  path: '/savings/recommendations',
  result: savingsWire,
  collect: collectSavings,
  present: (result) => savingsDocument(result, foundOf(result)),
  list: {
    key: 'recommendations',
    count: (result) => listedFindings(foundOf(result), result).length,
    mostPerPage: 50,
  },
  toJson: (result, part) => savingsToJson(result, foundOf(result), part),
  toCsv: (result) => savingsCsv(result.answer, foundOf(result)),
});

function foundOf({ answer, snoozes }: SavingsResult): FoundSavings {
  return savingsOf(answer, snoozes);
}

/** Asks, does what the line says with one of the recommendations, and gives the others. */
async function collectSavings(params: ReportParams, context: ReportContext): Promise<SavingsResult> {
  const deed = deedOf(params);
  if (deed) snoozingOf(context);
  const asked = deed ? withoutDeed(params) : params;
  const answer = await context.costs
    .ask(savingsQuestion(asked), {
      onProgress: (done, total) => context.onProgress(`reading OpenCost: ${done} of ${total} days`),
    })
    .catch(withLine('savings', asked));
  refuseFailure([answer]);
  refuseUnknownNames('savings', asked, answer);
  const { tail } = asked;
  const windowName = asked.windowAsked ? asked.window.name : '';
  const done = deed
    ? await doDeed(deed, answer, { tail, windowName }, context)
    : { snoozes: await readSnoozes(context), done: null, offered: null };
  return {
    answer,
    report: 'savings',
    ...askedWith(asked, context),
    windowName,
    todayInstead: false,
    canSnooze: context.snoozes !== null && context.surface !== 'api' && !isNarrow(answer),
    ...done,
  };
}
