import { describe, expect, it } from '@jest/globals';
import { NotUnderstood } from '../../../src/errors.js';
import { answerLine } from '../../../src/reports/answer-line.js';
import { sampleAllocation } from '../../support/sample-allocation.js';
import { createTestService, tuesdayMorningMs } from '../../support/service.js';
import { createSmallCluster } from '../../support/small-cluster.js';

const { costs } = createTestService();
const context = { costs, now: () => tuesdayMorningMs, weekStarts: 'monday' as const };
const documentOf = async (line: string) => (await answerLine(line, context)).document();

describe('options and groupings', () => {
  it.each([
    ['cost by=ns', 'cost by=namespace'],
    ['cost by=NAMESPACES', 'cost by=namespace'],
    ['cost by=pods', 'cost by=pod'],
    ['pods --held include', 'pods held=include'],
    ['pods --today include 3d', 'pods 3d today=include'],
    ['pods --held shop', 'pods namespace=shop held=include'],
  ])('“%s” is “%s”', async (line, command) => {
    expect((await documentOf(line)).command).toBe(command);
  });

  it.each(['constructor=x', 'toString!=x', '--valueOf 3', 'hasOwnProperty='])(
    '“%s” is an unknown option like any other',
    async (option) => {
      await expect(documentOf(`pods ${option}`)).rejects.toMatchObject({ code: 'UNKNOWN_OPTION' });
      await expect(documentOf(`cost by=${option}`)).rejects.toBeInstanceOf(NotUnderstood);
    },
  );

  it('a label may be called constructor', async () => {
    const [acme, none]: Record<string, string>[] = [{ constructor: 'acme' }, {}];
    const workloads = [
      { pod: 'a', labels: acme ?? {}, cost: { cpu: 500_000 } },
      { pod: 'b', labels: none ?? {}, cost: { cpu: 300_000 } },
    ];
    const prod = createSmallCluster({ workloads, firstMs: 0, nowMs: tuesdayMorningMs });
    const labelled = { ...context, costs: createTestService({ prod }).costs };
    const answer = await answerLine('cost by=label:constructor', labelled);
    const names = [...answer.csv().rows].map(([name]) => name);
    expect(names).toEqual(['acme', 'no constructor label', 'idle']);
    await expect(answerLine('pods label:constructor=x', labelled)).rejects.toMatchObject({
      code: 'UNKNOWN_NAME',
    });
  });
});

describe('a sort order', () => {
  it('is that of the file too', async () => {
    const workloads = [
      { pod: 'a', labels: {}, cost: { cpu: 300_000 } },
      { pod: 'b', labels: {}, cost: { cpu: 800_000 } },
      { pod: 'c', labels: {}, cost: { cpu: 500_000 } },
    ];
    const prod = createSmallCluster({ workloads, firstMs: 0, nowMs: tuesdayMorningMs });
    const three = { ...context, costs: createTestService({ prod }).costs };
    const names = async (line: string) => {
      const answer = await answerLine(line, three);
      return [...answer.csv().rows].flatMap(([name]) => (name === 'idle' ? [] : [String(name)[0]]));
    };
    expect(await names('pods 7d')).toEqual(['b', 'c', 'a']);
    expect(await names('pods 7d sort=name')).toEqual(['a', 'b', 'c']);
  });
});

describe('a window that is none', () => {
  it('is answered by monthly with what monthly takes', async () => {
    const refusal: unknown = await documentOf('monthly 0d').catch((error: unknown) => error);
    const { suggestions } = refusal as NotUnderstood;
    expect(suggestions.length).toBeGreaterThan(0);
    for (const { command } of suggestions) await expect(documentOf(command)).resolves.toBeDefined();
  });
});

describe('a held-back day that was asked for and still has no row', () => {
  it('is not offered once more', async () => {
    const { costs: held } = createTestService({
      prod: {
        async *allocation({ startMs, endMs }) {
          yield sampleAllocation({ kind: 'idle', namespace: '', startMs, endMs, cost: { cpu: 900_000 } });
        },
        assets: async () => [],
        health: async () => ({ up: true, prometheusUp: true, message: '', latencyMs: 1 }),
      },
    });
    const ask = async (line: string) =>
      JSON.stringify((await answerLine(line, { ...context, costs: held })).document());
    expect(await ask('pods shop')).toContain('Include held back');
    expect(await ask('pods shop held=include')).not.toContain('Include held back');
  });
});
