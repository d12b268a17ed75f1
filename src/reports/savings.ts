import type { CostResult } from './cost-result.js';
import { askedWith, refuseFailure } from './cost-result.js';
import { defineReport, type ReportContext } from './report.js';
import type { ReportParams } from './report-params.js';
import { savingsDocument } from './savings-document.js';
import { savingsOf } from './savings-evidence.js';
import { savingsQuestion } from './savings-question.js';
import { listedFindings, savingsCsv, savingsToJson, savingsWire } from './savings-wire.js';
import { refuseUnknownNames, withLine } from './unknown-name.js';

/** What could be saved, in money, with risk and evidence: docs/savings.md. */
export const savings = defineReport<CostResult>({
  name: 'savings',
  aliases: ['save', 'saving'],
  summary: 'What could be saved, with risk and evidence',
  examples: ['savings', 'savings 30d', 'savings 14d namespace!=kube-*'],
  bareWord: 'namespace',
  takesWindow: true,
  defaultWindow: '7d',
  options: ['filters', 'top', 'from', 'held'],
  path: '/savings/recommendations',
  result: savingsWire,
  collect: collectSavings,
  present: (result) => savingsDocument(result, savingsOf(result.answer)),
  list: {
    key: 'recommendations',
    count: (result) => listedFindings(savingsOf(result.answer), result).length,
    mostPerPage: 50,
  },
  toJson: (result, part) => savingsToJson(result, savingsOf(result.answer), part),
  toCsv: ({ answer }) => savingsCsv(answer, savingsOf(answer)),
});

async function collectSavings(params: ReportParams, context: ReportContext): Promise<CostResult> {
  const answer = await context.costs
    .ask(savingsQuestion(params), {
      onProgress: (done, total) => context.onProgress(`reading OpenCost: ${done} of ${total} days`),
    })
    .catch(withLine('savings', params));
  refuseFailure([answer]);
  refuseUnknownNames('savings', params, answer);
  return {
    answer,
    report: 'savings',
    ...askedWith(params, context),
    todayInstead: false,
  };
}
