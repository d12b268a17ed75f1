import { z } from 'zod';
import type { AnswerRow } from '../cost-service/answer.js';
import { costDocument, windowActions } from './cost-document.js';
import { type CostResult, collectCosts } from './cost-result.js';
import type { NamedRow } from './cost-table.js';
import type { Cell } from './document.js';
import { writeOption } from './line.js';
import { defineReport } from './report.js';
import { rowNamer } from './row-names.js';
import { answerFrame, costCsv, costRowWire, frameToJson, rowsToJson } from './wire.js';

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
  options: ['filters', 'top', 'sort', 'idle', 'today', 'held'],
  path: '/cost/namespaces',
  result: z.strictObject({ namespaces: z.array(costRowWire), ...answerFrame }),
  collect: (params, context) => collectCosts('namespaces', params, context, ['cluster', 'namespace']),
  present(result) {
    const window = result.answer.question.window.name;
    return costDocument(result, {
      title: 'Cost by namespace',
      nameTitle: 'Namespace',
      rowNoun: 'namespaces',
      open: (row) => openPods(result, row, window),
      actions: [
        ...windowActions(result),
        { label: 'Pods', command: ['pods', window, result.tail].filter(Boolean).join(' ') },
      ],
      extra: {
        column: { title: 'Used', unit: 'permille', total: null },
        cell: usedCell,
      },
    });
  },
  toJson: ({ answer }) => ({ namespaces: rowsToJson(answer, rowNamer(answer)), ...frameToJson(answer) }),
  toCsv: ({ answer }) => costCsv(answer, rowNamer(answer)),
});

/** Used cost ÷ cost; nothing where nothing can be used: idle, unclaimed volumes. */
function usedCell({ row, used, total }: NamedRow): Cell {
  if (row?.kind !== 'group' || total <= 0) return { number: 0, text: '–' };
  return { number: Math.round((used * 1000) / total) };
}

function openPods({ answer }: CostResult, row: AnswerRow, window: string): string | null {
  const [cluster = '', namespace = ''] = row.key;
  if (namespace === '') return null;
  const several =
    answer.question.groupBy[0] === 'cluster' && new Set(answer.rows.map(({ key }) => key[0])).size > 1;
  const conditions = [
    writeOption('namespace', namespace),
    ...(several ? [writeOption('cluster', cluster)] : []),
  ];
  return ['pods', window, ...conditions].join(' ');
}
