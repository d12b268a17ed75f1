import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addResources, idleOfNodes, noResources, shareIdle } from '../../../src/cost/idle.js';
import { sampleDay, sampleRow } from '../../support/sample-day.js';

const dollars = (amount: number) => amount * 100_000;

describe('sharing idle', () => {
  it('gives a namespace with $200 of $500 CPU and $150 of $300 RAM its $40 + $30 of $100 and $60 idle', () => {
    const day = sampleDay(0, {
      idle: { cpu: dollars(100), ram: dollars(60), gpu: 0 },
      rows: [
        sampleRow({ namespace: 'payments', cost: { cpu: dollars(200), ram: dollars(150) } }),
        sampleRow({ namespace: 'shop', cost: { cpu: dollars(300), ram: dollars(150) } }),
      ],
    });
    expect(shareIdle(day).perRow[0]).toEqual({ cpu: dollars(40), ram: dollars(30), gpu: 0 });
    expect(shareIdle(day).rest).toEqual(noResources);
  });

  it('never shares negative idle, nor idle of a resource that nothing was allocated of', () => {
    const day = sampleDay(0, {
      idle: { cpu: -500, ram: 0, gpu: 900 },
      rows: [sampleRow({ cost: { cpu: 1_000 } })],
    });
    expect(shareIdle(day)).toEqual({ perRow: [noResources], rest: { cpu: -500, ram: 0, gpu: 900 } });
  });

  it('gives out exactly the idle there is, whatever the rows', () => {
    const money = fc.nat({ max: 2_000_000_000 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(money, money), { minLength: 1, maxLength: 60 }),
        money,
        money,
        (costs, cpu, ram) => {
          const rows = costs.map(([cpuCost, ramCost]) => sampleRow({ cost: { cpu: cpuCost, ram: ramCost } }));
          const { perRow, rest } = shareIdle({ rows, idle: { cpu, ram, gpu: 0 } });
          expect(perRow.reduce(addResources, rest)).toEqual({ cpu, ram, gpu: 0 });
          expect(perRow.every((share) => share.cpu >= 0 && share.ram >= 0)).toBe(true);
        },
      ),
    );
  });

  it('is the cost of the named nodes less what ran on them', () => {
    const node = {
      nodeType: 'm',
      preemptible: false,
      minutes: 1440,
      totalCost: 0,
      cpuCoreHours: 0,
      ramByteHours: 0,
      gpuHours: 0,
    };
    const day = sampleDay(0, {
      nodes: [
        { ...node, name: 'a', cost: { cpu: 100, ram: 50, gpu: 0 } },
        { ...node, name: 'b', cost: { cpu: 70, ram: 30, gpu: 0 } },
      ],
      rows: [
        sampleRow({ node: 'a', cost: { cpu: 60, ram: 20 } }),
        sampleRow({ node: 'b', cost: { cpu: 10 } }),
      ],
    });
    expect(idleOfNodes(day, (name) => name === 'a')).toEqual({ cpu: 40, ram: 30, gpu: 0 });
  });
});
