import { describe, expect, it } from '@jest/globals';
import type { DayCosts, NodeDay } from '../../../../src/cost/day.js';
import { findSavings } from '../../../../src/cost/savings/index.js';
import { sampleDay, sampleRow } from '../../../support/sample-day.js';
import { evidenceOf, gib } from '../../../support/savings-evidence.js';

const node = (name: string, nodeType: string, cores: number, ramGib: number): Omit<NodeDay, 'allocated'> => ({
  name,
  nodeType,
  preemptible: false,
  minutes: 1440,
  cost: { cpu: 0, ram: 0, gpu: 0 },
  totalCost: 200_000,
  cpuCoreHours: cores * 24,
  ramByteHours: ramGib * 24 * gib,
  gpuHours: 0,
});
const five = ['a', 'b', 'c', 'd', 'e'].map((name) => node(name, 'm-large', 8, 32));

/** A day of five nodes of 8 cores and 32 GiB, with so many cores and GiB allocated. */
const day = (number: number, cores: number, ramGib: number, fields: Parameters<typeof sampleDay>[1] = {}) =>
  sampleDay(number, {
    nodes: five,
    nodeTotal: 1_000_000,
    idle: { cpu: 150_000, ram: 50_000, gpu: 0 },
    rows: [sampleRow({ cpuCoreHours: cores * 24, ramByteHours: ramGib * 24 * gib })],
    ...fields,
  });
const idleOf = (days: DayCosts[]) =>
  findSavings(evidenceOf(days)).recommendations.find(({ kind }) => kind === 'cluster-idle');

describe('idle nodes', () => {
  it('are worth their idle a month of 730 h, with the range of whole nodes that would have fitted into it', () => {
    // least idle day: 40 − 1.2 × 20 = 16 cores, 160 − 1.2 × 50 = 100 GiB: 2 nodes
    // on average: 40 − 1.2 × 92 ÷ 7 = 24.2 cores, 100 GiB: 3 nodes
    const days = Array.from({ length: 7 }, (_, number) => day(number, number === 2 ? 20 : 12, 50));
    expect(idleOf(days)).toMatchObject({
      what: 'idle capacity of nodes',
      cluster: 'prod',
      moneyPerMonth: Math.floor((7 * 200_000 * 730) / 168),
      costPerMonth: Math.floor((7 * 1_000_000 * 730) / 168),
      figure: 'frees_capacity',
      risk: 'medium',
      nextStep: 'drain 1 m-large, watch it for a week',
    });
    expect(idleOf(days)?.evidence).toContain('20.0 % of the nodes’ cost');
    expect(idleOf(days)?.evidence).toContain('2 to 3 of 5 m-large');
  });

  it('are no node where CPU is free and memory is not', () => {
    const found = idleOf(Array.from({ length: 7 }, (_, number) => day(number, 2, 125)));
    expect(found).toMatchObject({ risk: 'high' });
    expect(found?.evidence).toContain('0 of 5 m-large');
    expect(found?.nextStep).not.toContain('drain');
  });

  it('speak of the smallest type that is there every day, and never of more nodes than there are', () => {
    const small = [...five, node('s', 's-small', 2, 8)];
    const burst = [...small, node('t', 't-tiny', 1, 2)];
    const days = Array.from({ length: 7 }, (_, number) =>
      day(number, 1, 1, { nodes: number === 0 ? small : burst }),
    );
    expect(idleOf(days)?.evidence).toContain('1 of 1 s-small');
  });

  it('say so where no type is there every day', () => {
    const days = Array.from({ length: 7 }, (_, number) =>
      day(number, 1, 1, { nodes: [node('x', `type-${number}`, 8, 32)] }),
    );
    expect(idleOf(days)?.evidence).toContain('cannot be said');
  });

  it('are no saving where idle is below zero, and are kept apart by cluster', () => {
    const negative = { idle: { cpu: -10, ram: 0, gpu: 0 } };
    expect(idleOf([day(0, 1, 1, negative), day(1, 1, 1, negative)])).toBeUndefined();
    const two = [0, 1, 2].flatMap((number) => [day(number, 1, 1), day(number, 1, 1, { cluster: 'test' })]);
    expect(findSavings(evidenceOf(two)).recommendations.map(({ cluster }) => cluster)).toEqual([
      'prod',
      'test',
    ]);
  });
});
