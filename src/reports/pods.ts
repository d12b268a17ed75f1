import { z } from 'zod';
import type { AnswerRow } from '../cost-service/answer.js';
import { sortMenu, windowActions } from './cost-actions.js';
import { costCsv } from './cost-csv.js';
import { costDocument } from './cost-document.js';
import { type CostResult, collectCosts } from './cost-result.js';
import { formatNumber } from './format.js';
import { rowOpener } from './open-row.js';
import { defineReport } from './report.js';
import { answerFrame, costList, costRowWire, frameToJson, rowsToJson } from './wire.js';

/** Cost by pod, of one namespace or all: docs/definitions.md, "Pods". */
export const pods = defineReport<CostResult>({
  name: 'pods',
  aliases: ['pod', 'po'],
  summary: 'Cost by pod, of one namespace or all',
  examples: ['pods 7d', 'pods today', 'pods 7d top=20', 'pods namespace=*pay* 7d'],
  bareWord: 'namespace',
  takesWindow: true,
  defaultWindow: '7d',
  options: ['filters', 'top', 'from', 'sort', 'idle', 'today', 'held'],
  path: '/cost/pods',
  result: z.strictObject({ pods: z.array(costRowWire), ...answerFrame }),
  collect: (params, context) => collectCosts('pods', params, context, ['pod']),
  present(result) {
    const window = result.answer.question.window.name;
    return costDocument(result, {
      title: 'Cost by pod',
      nameTitle: 'Pod',
      rowNoun: 'pods',
      open: rowOpener(result.answer, window),
      actions: [...windowActions(result), { label: 'Namespaces', command: `namespaces ${window}` }],
      menus: [sortMenu(result)],
      notes: [],
      extra: {
        column: { title: 'Ran', unit: 'minutes', total: null },
        cell: ({ row }) =>
          row === null ? { number: 0, text: '–' } : { number: row.minutes, text: ranWords(row) },
      },
    });
  },
  list: costList('pods'),
  basis: ({ answer }) => answer,
  toJson: (result, part) => ({ pods: rowsToJson(result, part), ...frameToJson(result.answer) }),
  toCsv: costCsv,
});

/** "3 d 4 h"; "×31, 4 min each" for the runs of one CronJob. */
function ranWords(row: AnswerRow): string {
  if (row.controllerKind.toLowerCase() === 'job' && row.runs > 1) {
    return `×${row.runs}, ${formatNumber('minutes', row.podMinutes / row.runs, '')} each`;
  }
  return row.minutes > 0 ? formatNumber('minutes', row.minutes, '') : '–';
}
