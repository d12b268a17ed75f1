import type { ChartSection, Document, TableSection } from '../../../src/reports/document.js';

/** A plain answer, for tests that do not look at its content. */
export function sampleDocument(change: Partial<Document> = {}): Document {
  return {
    title: 'Kubernetes cost by namespace',
    subtitle: '7 closed days, 16–22 Nov (UTC)',
    summary: '$9,412.80, ▲ $541.45 (6.1 %) on 9–15 Nov',
    command: 'namespaces 7d',
    sections: [
      { kind: 'text', lines: [[{ text: 'payments', style: 'bold' }, ' costs ', '$1,320.14']] },
      sampleChart(),
      sampleTable(3),
      { kind: 'note', lines: [['All 7 days complete.']] },
      { kind: 'actions', actions: [{ label: 'Pods', command: 'pods payments 7d', primary: true }] },
    ],
    ...change,
  };
}

export function sampleTable(rows: number, change: Partial<TableSection> = {}): TableSection {
  return {
    kind: 'table',
    caption: 'Cost by namespace',
    currency: 'USD',
    rowNoun: 'namespaces',
    columns: [
      { title: 'Namespace', unit: null, total: null },
      { title: 'Cost', unit: 'cents', total: rows * 100 },
    ],
    rows: Array.from({ length: rows }, (_, index) => ({
      cells: [{ text: `namespace-${index}` }, { number: 100 }],
      command: `pods namespace-${index}`,
    })),
    ...change,
  };
}

export function sampleChart(change: Partial<ChartSection> = {}): ChartSection {
  return {
    kind: 'chart',
    title: 'Cost a day',
    chart: 'line',
    categories: ['16 Nov', '17 Nov'],
    series: [{ name: 'payments', values: [188.2, 190] }],
    yLabel: 'USD',
    ...change,
  };
}
