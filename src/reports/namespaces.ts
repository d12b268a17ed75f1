import { z } from 'zod';
import { sortMenu, windowActions } from './cost-actions.js';
import { costCsv } from './cost-csv.js';
import { costDocument } from './cost-document.js';
import { type CostResult, collectCosts } from './cost-result.js';
import { usedColumn } from './cost-table.js';
import { rowOpener } from './open-row.js';
import { defineReport } from './report.js';
import { answerFrame, costList, costRowWire, frameToJson, rowsToJson } from './wire.js';

/** Cost by namespace: docs/definitions.md, "Cost of a namespace". */
export const namespaces = defineReport<CostResult>({
  name: 'namespaces',
  aliases: ['ns', 'namespace'],
  summary: 'Cost by namespace',
  examples: [
    'namespaces 7d',
    'namespaces lastmonth',
    'namespaces 30d namespace!=kube-*',
    'namespaces 7d idle=share',
  ],
  bareWord: 'namespace',
  takesWindow: true,
  defaultWindow: '7d',
  options: ['filters', 'top', 'from', 'sort', 'idle', 'today', 'held'],
  path: '/cost/namespaces',
  result: z.strictObject({ namespaces: z.array(costRowWire), ...answerFrame }),
  collect: (params, context) => collectCosts('namespaces', params, context, ['cluster', 'namespace']),
  present(result) {
    const window = result.answer.question.window.name;
    return costDocument(result, {
      title: 'Cost by namespace',
      nameTitle: 'Namespace',
      rowNoun: 'namespaces',
      open: rowOpener(result.answer, window),
      actions: [
        ...windowActions(result),
        { label: 'Pods', command: ['pods', window, result.tail].filter(Boolean).join(' ') },
      ],
      menus: [sortMenu(result)],
      notes: [],
      extra: usedColumn,
    });
  },
  list: costList('namespaces'),
  basis: ({ answer }) => answer,
  toJson: (result, part) => ({ namespaces: rowsToJson(result, part), ...frameToJson(result.answer) }),
  toCsv: costCsv,
});
