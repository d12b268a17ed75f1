import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addResources, idleOfNodes, noResources, shareIdle } from '../../../src/cost/idle.js';
import { runSlices } from '../../../src/cost/slices.js';
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
    expect(day.rows[0]?.idle).toEqual({ cpu: dollars(40), ram: dollars(30), gpu: 0 });
    expect(day.idleUnshared).toEqual(noResources);
  });

  it('never shares negative idle, nor idle of a resource that nothing was allocated of', () => {
    const day = sampleDay(0, {
      idle: { cpu: -500, ram: 0, gpu: 900 },
      rows: [sampleRow({ cost: { cpu: 1_000 } })],
    });
    expect(day.rows[0]?.idle).toEqual(noResources);
    expect(day.idleUnshared).toEqual({ cpu: -500, ram: 0, gpu: 900 });
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
          const rest = runSlices(shareIdle(rows, { cpu, ram, gpu: 0 }));
          expect(rows.map((row) => row.idle).reduce(addResources, rest)).toEqual({ cpu, ram, gpu: 0 });
          expect(rows.every(({ idle }) => idle.cpu > -rows.length && idle.ram > -rows.length)).toBe(true);
        },
      ),
    );
  });

  it('does not depend on the order of the rows', () => {
    const money = fc.nat({ max: 1_000 });
    fc.assert(
      fc.property(fc.array(money, { minLength: 1, maxLength: 20 }), money, fc.nat(), (costs, cpu, seed) => {
        const rowsOf = () => costs.map((cost, at) => sampleRow({ pod: `pod-${at}`, cost: { cpu: cost } }));
        const shares = (rows: ReturnType<typeof rowsOf>) => {
          runSlices(shareIdle(rows, { cpu, ram: 0, gpu: 0 }));
          return new Map(rows.map(({ pod, idle }) => [pod, idle.cpu]));
        };
        const turned = rowsOf();
        turned.push(...turned.splice(0, seed % costs.length));
        expect(shares(turned)).toEqual(new Map(shares(rowsOf())));
      }),
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
