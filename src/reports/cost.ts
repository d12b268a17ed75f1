import { z } from 'zod';
import type { Dimension } from '../cost/group.js';
import { otherGroupings, sortMenu, windowActions } from './cost-actions.js';
import { costCsv } from './cost-csv.js';
import { costDocument } from './cost-document.js';
import { type CostResult, collectCosts } from './cost-result.js';
import { usedColumn } from './cost-table.js';
import type { Line } from './document.js';
import { showShare } from './figures.js';
import { rowOpener } from './open-row.js';
import { defineReport } from './report.js';
import {
  answerFrame,
  costList,
  costRowWire,
  frameToJson,
  rowsToJson,
  stepsToJson,
  stepsWire,
} from './wire.js';

interface ByResult extends CostResult {
  /** What was asked for, before it was widened to keep equal names apart. */
  by: readonly Dimension[];
}

const plurals: Record<string, string> = {
  cluster: 'clusters',
  namespace: 'namespaces',
  controller: 'controllers',
  pod: 'pods',
  container: 'containers',
  node: 'nodes',
};

/** Cost by anything: docs/definitions.md, "Names". */
export const cost = defineReport<ByResult>({
  name: 'cost',
  aliases: ['costs'],
  shortWords: {
    controllers: 'by=controller',
    clusters: 'by=cluster',
    nodes: 'by=node',
    containers: 'by=container',
    deployments: 'by=controller',
    workloads: 'by=controller',
  },
  summary: 'Cost by cluster, namespace, controller, pod, container, node or label, or two of them',
  examples: [
    'cost by=controller 7d',
    'cost by=label:team 30d',
    'cost by=namespace,label:team 7d',
    'nodes 7d',
    'clusters 30d',
  ],
  bareWord: 'namespace',
  takesWindow: true,
  defaultWindow: '7d',
  options: ['by', 'filters', 'top', 'from', 'sort', 'idle', 'today', 'held'],
  path: '/cost',
  result: z.strictObject({
    by: z.array(z.string()),
    rows: z.array(costRowWire),
    steps: stepsWire.optional(),
    ...answerFrame,
  }),
  async collect(params, context) {
    const by = params.by.length > 0 ? params.by : (['namespace'] as const);
    return { ...(await collectCosts('cost', params, context, by)), by };
  },
  present(result) {
    const { answer, by } = result;
    const window = answer.question.window.name;
    return costDocument(result, {
      title: `Cost by ${by.map(wordFor).join(' and ')}`,
      nameTitle: title(by.map(wordFor).join(' · ')),
      rowNoun: by.length === 1 ? (plurals[by[0] ?? ''] ?? 'values') : 'rows',
      open: rowOpener(answer, window),
      notes: labelCoverage(result),
      actions: [...windowActions(result), ...otherGroupings(result, by)],
      menus: [sortMenu(result)],
      extra: usedColumn,
    });
  },
  list: { ...costList('rows'), steps: true },
  basis: ({ answer }) => answer,
  toJson: (result, part) => ({
    by: [...result.by],
    rows: rowsToJson(result, part),
    ...stepsToJson(result.answer, part),
    ...frameToJson(result.answer),
  }),
  toCsv: costCsv,
});

function wordFor(dimension: Dimension): string {
  return dimension.startsWith('label:') ? `${dimension.slice('label:'.length)} label` : dimension;
}

function title(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** "team label on 82 % of allocated cost": idle and unclaimed volumes carry no labels and are not counted. */
function labelCoverage({ answer, by }: ByResult): Line[] {
  return by.flatMap((dimension): Line[] => {
    if (!dimension.startsWith('label:')) return [];
    const place = answer.question.groupBy.indexOf(dimension);
    const rows = answer.rows.filter((row) => row.kind === 'group');
    const allocated = rows.reduce((sum, row) => sum + row.total, 0);
    const labelled = rows.reduce((sum, row) => sum + (row.key[place] === '' ? 0 : row.total), 0);
    return allocated > 0
      ? [[`${wordFor(dimension)} on ${showShare(labelled, allocated)} of allocated cost`]]
      : [];
  });
}
