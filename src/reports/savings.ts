import type { CostResult } from './cost-result.js';
import { refuseFailure } from './cost-result.js';
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
  options: ['filters', 'top', 'held'],
  path: '/savings/recommendations',
  result: savingsWire,
  collect: collectSavings,
  present: (result) => savingsDocument(result, savingsOf(result.answer)),
  list: {
    key: 'recommendations',
    count: ({ answer, top }) => listedFindings(savingsOf(answer), top).length,
    mostPerPage: 50,
  },
  toJson: ({ answer, top }, part) => savingsToJson(answer, savingsOf(answer), top, part),
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
    nowMs: context.nowMs,
    report: 'savings',
    command: params.command,
    tail: params.tail,
    top: params.top,
    sort: params.sort,
    todayInstead: false,
    configuredClusters: context.costs.clusters.length,
  };
}
