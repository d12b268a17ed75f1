import { describe, expect, it } from '@jest/globals';
import { dayMs } from '../../../src/cost/time.js';
import type { CostSource } from '../../../src/cost-service/ports.js';
import { KubecentError } from '../../../src/errors.js';
import { answerLine } from '../../../src/reports/answer-line.js';
import type { Document } from '../../../src/reports/document.js';
import { createTestService, tuesdayMorningMs } from '../../support/service.js';
import { createSmallCluster, type Damage, type SmallWorkload } from '../../support/small-cluster.js';

const todayMs = tuesdayMorningMs - (tuesdayMorningMs % dayMs);
const cpu = (namespace: string, dollars: number): SmallWorkload => ({
  namespace,
  cost: { cpu: dollars * 100_000 },
});

function clusterOf(
  damageOf: (startMs: number) => Damage | null,
  workloads: readonly SmallWorkload[] = [cpu('shop', 10)],
): CostSource {
  return createSmallCluster({ workloads, firstMs: 0, nowMs: tuesdayMorningMs, damageOf });
}

async function documentOf(
  line: string,
  sources: Record<string, CostSource>,
  patience?: () => AbortSignal,
): Promise<Document> {
  const { costs } = createTestService(sources, patience ? { patience } : {});
  const context = { costs, now: () => tuesdayMorningMs, weekStarts: 'monday' as const };
  return (await answerLine(line, context)).document();
}

const wordsOf = ({ title, subtitle, summary, sections }: Document) =>
  JSON.stringify([title, subtitle, summary, sections]);
const labelsOf = ({ sections }: Document) =>
  sections.flatMap((section) =>
    section.kind === 'actions' ? section.actions.map(({ label }) => label) : [],
  );
const failing = () => new KubecentError({ code: 'OPENCOST_DOWN', userMessage: 'OpenCost does not answer.' });

describe('several clusters, one of them down', () => {
  const sources = { eu: clusterOf(() => null), us: clusterOf(failing) };

  it('counts cluster-days, not days, and clusters that are in the figures', async () => {
    const words = wordsOf(await documentOf('namespaces 7d', sources));
    expect(words).toContain('(7 of 14 cluster-days)');
    expect(words).toContain('7 of 14 cluster-days compared');
    expect(words).toContain('7 of 14 cluster-days could not be read');
    expect(words).toContain('1 of 2 clusters');
  });

  it('says so of months in the same way', async () => {
    const document = await documentOf('monthly', sources);
    expect(document.subtitle).toContain('1 of 2 clusters');
    expect(document.summary).toContain('in 23 of 60 cluster-days');
  });

  it('calls the last day not final once, however many clusters closed it', async () => {
    const both = { eu: clusterOf(() => null), us: clusterOf(() => null) };
    expect(wordsOf(await documentOf('namespaces 7d', both))).toContain(
      'All 14 cluster-days complete, last day not final',
    );
  });
});

describe('months that are still being read', () => {
  const ended = () => AbortSignal.abort();
  const slow = { prod: clusterOf(() => 'hangs') };

  it.each(['monthly', 'monthly lastmonth'])('%s says that they are, and can be asked again', async (line) => {
    const document = await documentOf(line, slow, ended);
    expect(wordsOf(document)).toContain('still being read');
    expect(wordsOf(document)).not.toContain('has no data');
    expect(labelsOf(document)).toContain('Refresh');
  });

  it('the newest month is read first', async () => {
    const asked: number[] = [];
    const source = clusterOf(() => null);
    const recorded: CostSource = {
      ...source,
      allocation(request) {
        asked.push(request.startMs);
        return source.allocation(request);
      },
    };
    await documentOf('monthly', { prod: recorded });
    expect(asked.slice(0, 23).every((startMs) => startMs >= Date.parse('2026-11-01'))).toBe(true);
  });

  it('offers to try again where a month could be read in part only', async () => {
    const sources = { prod: clusterOf((startMs) => (startMs === todayMs - 2 * dayMs ? failing() : null)) };
    expect(labelsOf(await documentOf('monthly month', sources))).toContain('Refresh');
  });
});

describe('one month by day', () => {
  const chartOf = async (damageOf: (startMs: number) => Damage | null) =>
    (await documentOf('monthly lastmonth', { prod: clusterOf(damageOf) })).sections.find(
      ({ kind }) => kind === 'chart',
    );

  it('draws the month before beside it', async () => {
    const chart = await chartOf(() => null);
    expect(chart).toMatchObject({ series: [{ name: '2026-10' }, { name: '2026-09' }] });
  });

  it('draws all of its days where little is known of the month before', async () => {
    const chart = await chartOf((startMs) => (startMs < Date.parse('2026-09-20') ? 'missing' : null));
    expect(chart).toMatchObject({ series: [{ name: '2026-10' }] });
    expect(chart && 'categories' in chart && chart.categories).toHaveLength(31);
  });
});

describe('the lines above the table', () => {
  const many = {
    prod: clusterOf(
      () => null,
      [...'abcdefghij'].map((name, at) => cpu(name, 20 - at)),
    ),
  };
  const namesOf = ({ sections }: Document) => {
    const [, lines] = sections.flatMap((section) => (section.kind === 'text' ? [section.lines] : []));
    return lines?.map(([name]) => (typeof name === 'object' && 'text' in name ? name.text : ''));
  };

  it('are six and the rest', async () => {
    expect(namesOf(await documentOf('namespaces', many))).toEqual([
      'idle',
      'a',
      'b',
      'c',
      'd',
      'e',
      '5 more',
    ]);
  });

  it('are as few as were asked for', async () => {
    expect(namesOf(await documentOf('namespaces top=2', many))).toEqual(['idle', 'a', '9 more']);
    expect(namesOf(await documentOf('namespaces top=1', many))).toEqual(['idle', '10 more']);
    expect(namesOf(await documentOf('namespaces top=50', many))).toHaveLength(7);
  });

  it('says nothing of use where there is nothing that can be used', async () => {
    const claim = {
      namespace: 'data',
      container: '__unmounted__',
      pod: '',
      node: '',
      cost: { storage: 500_000 },
    };
    const document = await documentOf('namespaces', {
      prod: clusterOf(() => null, [cpu('shop', 10), claim]),
    });
    const rows = document.sections.flatMap((section) => (section.kind === 'table' ? section.rows : []));
    const used = (name: string) =>
      rows.find(({ cells }) => JSON.stringify(cells[0]).includes(name))?.cells.at(-1);
    expect(used('data')).toEqual({ number: 0, text: '–' });
    expect(used('shop')).toEqual({ number: 400 });
  });
});
