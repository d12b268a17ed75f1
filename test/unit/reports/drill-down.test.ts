import { describe, expect, it } from '@jest/globals';
import type { CostService } from '../../../src/cost-service/service.js';
import { NotUnderstood } from '../../../src/errors.js';
import { answerLine } from '../../../src/reports/answer-line.js';
import { changeLine } from '../../../src/reports/change-line.js';
import type { Action, Document, TableSection, TrailSection } from '../../../src/reports/document.js';
import { pageActions } from '../../../src/reports/paging.js';
import { createTestService, tuesdayMorningMs } from '../../support/service.js';
import { createSmallCluster, type SmallWorkload } from '../../support/small-cluster.js';

const workloads: SmallWorkload[] = ['api', 'web'].flatMap((controller) =>
  ['payments', 'shop'].map((namespace, index) => ({
    namespace,
    controller,
    pod: `${controller}-${index}`,
    container: 'main',
    labels: { team: namespace },
    cost: { cpu: 900_000 - index * 1_000 },
  })),
);
const source = () => createSmallCluster({ workloads, firstMs: 0, nowMs: tuesdayMorningMs });
const asked = { nowMs: tuesdayMorningMs, weekStarts: 'monday' as const };
const page = 'https://opencost.example.com';

const { costs } = createTestService({ prod: source(), staging: source() });
const ask = async (line: string, service = costs): Promise<Document> =>
  (await answerLine(line, { costs: service, now: () => tuesdayMorningMs, weekStarts: 'monday' })).document();

const trailOf = ({ sections }: Document) =>
  sections.find((section): section is TrailSection => section.kind === 'trail')?.steps ?? [];
const tableOf = ({ sections }: Document) =>
  sections.find((section): section is TableSection => section.kind === 'table') as TableSection;
const actionsOf = ({ sections }: Document): Action[] =>
  sections.flatMap((section) => (section.kind === 'actions' ? section.actions : []));
const labels = (document: Document) => trailOf(document).map(({ label }) => label);

describe('the way down', () => {
  it('leads from the overview to containers by opening a row each time, and back by the trail', async () => {
    let document = await ask('overview label:team=payments');
    const ways: string[][] = [labels(document)];
    const lines: string[] = [];
    for (;;) {
      const command = tableOf(document).rows.find((row) => row.command !== null)?.command;
      if (!command) break;
      lines.push(command);
      document = await ask(command);
      ways.push(labels(document));
    }
    expect(lines).toEqual([
      'cost 7d by=controller cluster=prod namespace=payments label:team=payments',
      'pods 7d namespace=payments controller=api cluster=prod label:team=payments',
      'cost 7d by=container namespace=payments pod=api-0 controller=api cluster=prod label:team=payments',
    ]);
    expect(ways).toEqual([
      [],
      ['Overview', 'prod', 'payments'],
      ['Overview', 'prod', 'payments', 'api'],
      ['Overview', 'prod', 'payments', 'api', 'api-0'],
    ]);
    const back = trailOf(document).map(({ command }) => command);
    expect(back).toEqual([
      'overview 7d label:team=payments',
      'namespaces 7d cluster=prod label:team=payments',
      'cost 7d by=controller namespace=payments cluster=prod label:team=payments',
      'pods 7d namespace=payments controller=api cluster=prod label:team=payments',
      null,
    ]);
    for (const command of back) if (command) await expect(ask(command)).resolves.toBeDefined();
  });

  it('ends in what an answer lists, where that is not what lies next below', async () => {
    expect(labels(await ask('pods payments'))).toEqual(['Overview', 'payments', 'Pods']);
    expect(labels(await ask('cost by=label:team'))).toEqual(['Overview', 'team label']);
    expect(labels(await ask('namespaces namespace!=shop'))).toEqual(['Overview', 'Namespaces']);
  });

  it('keeps idle, held and the running day', async () => {
    const [row] = tableOf(await ask('namespaces 3d idle=share held=include today=include')).rows;
    expect(row?.command).toMatch(/^cost 3d by=controller .*idle=share held=include today=include$/);
  });
});

describe('pages of rows', () => {
  it('are asked for from a row on, and add up with what stands before and behind', async () => {
    const table = tableOf(await ask('pods top=2 from=2 sort=name'));
    expect(table.paging).toEqual({ from: 2, size: 2, command: 'pods sort=name top=2' });
    expect(pageActions({ from: 41, size: 20, command: 'pods top=20' }, 20, 226)).toEqual([
      { label: 'Next 20', command: 'pods top=20 from=61' },
      { label: 'Previous 20', command: 'pods top=20 from=21' },
      { label: 'First rows', command: 'pods top=20' },
    ]);
    expect(pageActions({ from: 1, size: 20, command: 'pods top=20' }, 221, 226)).toEqual([
      { label: 'Next 5', command: 'pods top=20 from=222' },
    ]);
    expect(pageActions({ from: 1, size: 20, command: 'pods top=20' }, 226, 226)).toEqual([]);
  });

  it('past the last row say so and lead back', async () => {
    const document = await ask('pods from=500');
    expect(JSON.stringify(document.sections)).toContain('rows: from=500 is past the last.');
    expect(document.sections.some(({ kind }) => kind === 'table')).toBe(false);
    expect(actionsOf(document)).toContainEqual({ label: 'First rows', command: 'pods top=20' });
  });

  it('of an overview go on in namespaces', async () => {
    expect(tableOf(await ask('overview 3d')).paging?.command).toBe('namespaces 3d top=20');
  });

  it.each(['from=0', 'from=x', 'from=1 from=2', 'from!=3'])('“%s” is refused', async (option) => {
    await expect(ask(`pods ${option}`)).rejects.toBeInstanceOf(NotUnderstood);
  });

  it('are refused where a report has no rows to page through', async () => {
    await expect(ask('monthly from=2')).rejects.toMatchObject({ code: 'UNKNOWN_OPTION' });
  });
});

describe('a line that is changed', () => {
  it.each([
    ['namespaces 30d sort=name from=21', { window: 'today' }, 'namespaces today sort=name'],
    [
      'pods payments 7d idle=share',
      { by: ['node'] as const },
      'cost 7d by=node namespace=payments idle=share',
    ],
    ['cost by=node 3d top=5', { filter: [] }, 'cost 3d by=node top=5'],
    ['overview 3d', { sort: 'name' as const }, 'overview 3d'],
    ['cost by=label:team', { by: [], sort: 'used' as const }, 'cost sort=used'],
  ])('“%s” with %j is “%s”', (line, change, expected) => {
    expect(changeLine(line, change, asked)).toBe(expected);
  });

  it('is none where it would be too long', () => {
    const values = Array.from({ length: 40 }, (_, index) => `${'x'.repeat(60)}${index}`);
    const filter = [{ dimension: 'namespace' as const, negated: false, values }];
    expect(changeLine('pods', { filter }, asked)).toBeNull();
  });
});

describe('OpenCost’s own page', () => {
  const paged: CostService = { ...costs, clusters: [{ name: 'prod', currency: 'USD', page }] };
  const address = async (line: string, service = paged) =>
    actionsOf(await ask(line, service)).find(({ url }) => url !== undefined)?.url;

  it('is opened at the same days and grouping, and one namespace', async () => {
    expect(await address('pods payments cluster=prod 3d')).toBe(
      `${page}/?window=2026-11-21T00%3A00%3A00Z%2C2026-11-24T00%3A00%3A00Z&agg=pod&acc=true&filter=namespace%3A%22payments%22`,
    );
    expect(await address('cost by=label:team cluster=prod')).toContain('&agg=namespace&');
  });

  it('is not offered for several clusters, or where it is not known', async () => {
    expect(await address('pods payments')).toBeUndefined();
    expect(await address('pods cluster=staging')).toBeUndefined();
    expect(await address('pods', costs)).toBeUndefined();
  });
});
