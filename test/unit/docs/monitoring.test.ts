import { beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { filledMetrics, samplesOf } from '../../support/metrics.js';
import { codeIn, sectionOf, tableRows } from '../../support/pages.js';
import { namedIn } from '../../support/promql.js';
import { textOf } from '../../support/source-files.js';

interface Rule {
  alert: string;
  expr: string;
  for?: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
}

interface Panel {
  id: number;
  type: string;
  title: string;
  description?: string;
  datasource?: { type: string; uid: string };
  gridPos: { h: number; w: number; x: number; y: number };
  targets?: { expr: string; legendFormat: string; datasource: { uid: string } }[];
}

const groups: { name: string; rules: Rule[] }[] = parse(textOf('deploy/prometheus-rules.yml')).groups;
const rules = groups.flatMap((group) => group.rules);
const dashboard: {
  title: string;
  uid: string;
  schemaVersion: number;
  templating: { list: { name: string; type: string; query: string | { query: string } }[] };
  panels: Panel[];
} = JSON.parse(textOf('deploy/grafana-dashboard.json'));
const drawn = dashboard.panels.filter(({ type }) => type !== 'row');
const targets = drawn.flatMap((panel) => (panel.targets ?? []).map((target) => ({ panel, target })));

/** What Prometheus itself gives every sample. */
const targetLabels = ['job', 'instance'];
/** Labels of each name that a sample has, histograms' _bucket, _sum and _count among them. */
const labelsOf = new Map<string, Set<string>>();
/** What a sample may be called for each metric of ours. */
const ours = new Map<string, Set<string>>();

beforeAll(async () => {
  const { body } = await filledMetrics().text();
  for (const { name, labels } of samplesOf(body))
    labelsOf.set(name, new Set([...(labelsOf.get(name) ?? targetLabels), ...Object.keys(labels)]));
  for (const [, name = ''] of body.matchAll(/^# TYPE (kubecent_\w+) /gm)) {
    const samples = [name, `${name}_count`].filter((one) => labelsOf.has(one));
    ours.set(name, new Set(samples.flatMap((one) => [...(labelsOf.get(one) ?? [])])));
  }
});

/** What an expression names and nobody tells. */
function unknownIn(expression: string): string[] {
  const { selectors, groupings } = namedIn(expression);
  const known = new Set(selectors.flatMap(({ metric }) => [...(labelsOf.get(metric) ?? [])]));
  return [
    ...selectors.filter(({ metric }) => !labelsOf.has(metric)).map(({ metric }) => metric),
    ...selectors.flatMap(({ metric, labels }) =>
      labels.filter((label) => !labelsOf.get(metric)?.has(label)).map((label) => `${metric}{${label}}`),
    ),
    ...groupings.filter((label) => !known.has(label)),
  ];
}

/** Labels that are left of an expression: those that it groups by, else those of its metrics. */
function labelsLeft(expression: string): Set<string> {
  const { selectors, groupings } = namedIn(expression);
  const isGrouped = /\b(sum|min|max|histogram_quantile)\b/.test(expression);
  return new Set(
    isGrouped ? groupings : selectors.flatMap(({ metric }) => [...(labelsOf.get(metric) ?? [])]),
  );
}

const labelsSaid = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map(([, label = '']) => label);

describe('what finds names in an expression', () => {
  it.each([
    ['up', ['up'], []],
    ['sum by (a, b) (rate(x_total{c="d",e!~"f|g"}[5m])) / 2', ['x_total{c,e}'], ['a', 'b']],
    ['histogram_quantile(0.9, sum by (le) (rate(y_bucket[$__rate_interval]))) > 60', ['y_bucket'], ['le']],
    ['absent(x) and z == 0 or bool', ['x', 'z'], []],
  ])('%s', (expression, selectors, groupings) => {
    const found = namedIn(expression);
    const said = found.selectors.map(({ metric, labels }) =>
      labels.length > 0 ? `${metric}{${labels.join()}}` : metric,
    );
    expect([said, found.groupings]).toEqual([selectors, groupings]);
  });
});

describe('deploy/prometheus-rules.yml', () => {
  it('has alerts, each of a name of its own', () => {
    expect(rules.length).toBeGreaterThan(8);
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
  });

  it.each(rules)(
    '$alert asks for what there is, and says what to do',
    ({ expr, annotations, labels, ...rest }) => {
      expect(namedIn(expr).selectors).not.toEqual([]);
      expect(unknownIn(expr)).toEqual([]);
      expect(labels.severity).toMatch(/^(warning|critical)$/);
      expect(rest.for ?? '5m').toMatch(/^\d+[mhd]$/);
      const { summary = '', description = '' } = annotations;
      expect([summary.length > 20, description.length > 60]).toEqual([true, true]);
      const said = labelsSaid(summary + description, /\{\{ \$labels\.(\w+) \}\}/g);
      expect(said.filter((label) => !labelsLeft(expr).has(label))).toEqual([]);
      const metrics = description.match(/\bkubecent_\w+/g) ?? [];
      expect(metrics.filter((name) => !ours.has(name))).toEqual([]);
    },
  );
});

describe('deploy/grafana-dashboard.json', () => {
  it('can be imported anywhere: the datasource is a choice', () => {
    expect(dashboard).toMatchObject({ title: 'Kubecent', uid: 'kubecent' });
    expect(dashboard).not.toHaveProperty('id');
    expect(dashboard.schemaVersion).toBeGreaterThanOrEqual(36);
    expect(dashboard.templating.list[0]).toMatchObject({ name: 'datasource', type: 'datasource' });
    const uids = [
      ...drawn.map(({ datasource }) => datasource),
      ...targets.map(({ target }) => target.datasource),
    ];
    expect(uids.filter((one) => !/^\$\{datasource\}$/.test(one?.uid ?? ''))).toEqual([]);
  });

  it('has the rows, and panels that do not cover each other', () => {
    const titles = dashboard.panels.filter(({ type }) => type === 'row').map(({ title }) => title);
    expect(titles).toEqual(['Answers', 'OpenCost', 'Ledger days', 'Jobs and digests', 'Slack', 'Process']);
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
    const cells = dashboard.panels.flatMap(({ gridPos: { h, w, x, y } }) =>
      Array.from({ length: h * w }, (_, at) => `${x + (at % w)},${y + Math.floor(at / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(cells.filter((cell) => Number(cell.split(',')[0]) > 23)).toEqual([]);
  });

  it.each(targets)('“$panel.title” asks for what there is: $target.expr', ({ panel, target }) => {
    expect(namedIn(target.expr).selectors).not.toEqual([]);
    expect(unknownIn(target.expr)).toEqual([]);
    const shown = labelsSaid(target.legendFormat, /\{\{(\w+)\}\}/g);
    expect(shown.filter((label) => !labelsLeft(target.expr).has(label))).toEqual([]);
    expect(panel.description).toMatch(/\.$/);
  });

  it('uses variables that it has, made of metrics that there are', () => {
    const { list } = dashboard.templating;
    const used = labelsSaid(JSON.stringify(dashboard.panels), /\$\{?(\w+)/g);
    const names = list.map(({ name }) => name);
    expect([...new Set(used)].filter((name) => !name.startsWith('__')).sort()).toEqual(names.sort());
    for (const { query, type } of list.filter(({ type }) => type === 'query')) {
      const [, metric = '', label = ''] =
        /^label_values\((\w+), (\w+)\)$/.exec(typeof query === 'string' ? query : query.query) ?? [];
      expect({ type, known: labelsOf.get(metric)?.has(label) }).toEqual({ type, known: true });
    }
  });

  it('shows every metric of ours', () => {
    const asked = targets.map(({ target }) => target.expr).join('\n');
    expect([...ours.keys()].filter((name) => !asked.includes(name))).toEqual([]);
  });
});

describe('docs/operations.md', () => {
  it('explains every metric of ours, with its labels, and no other', () => {
    const rows = tableRows(sectionOf('docs/operations.md', 'Metrics'));
    const told = rows.map(([metric = '', labels = '']) => [codeIn(metric)[0], codeIn(labels).sort()]);
    const there = [...ours].map(([name, labels]) => [
      name,
      [...labels].filter((label) => !targetLabels.includes(label)).sort(),
    ]);
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(there));
    expect(rows.filter(([, , words = '']) => words.length < 10)).toEqual([]);
  });

  it('explains every alert, and no other', () => {
    const told = tableRows(sectionOf('docs/operations.md', 'Alerts')).map(([alert = '']) => codeIn(alert)[0]);
    expect(told.sort()).toEqual(rules.map(({ alert }) => alert).sort());
  });
});
