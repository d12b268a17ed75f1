import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { efficiency } from '../../../src/cost/efficiency.js';
import { emptyMeasures, noParts } from '../../../src/cost/measures.js';
import { usedCost } from '../../../src/cost/used.js';

describe('used cost', () => {
  it('is the used part of what was allocated', () => {
    expect(usedCost(100_000, 8, 24)).toBe(33_333);
  });

  it('is never above the cost: usage beyond the allocation was not paid for here', () => {
    expect(usedCost(100_000, 30, 24)).toBe(100_000);
  });

  it('is nothing where nothing was used, allocated or paid', () => {
    expect([
      usedCost(100_000, 0, 24),
      usedCost(100_000, 3, 0),
      usedCost(0, 3, 24),
      usedCost(-5, 3, 24),
    ]).toEqual([0, 0, 0, 0]);
  });

  it('is a whole number from zero to the cost', () => {
    const hours = fc.double({ min: -10, max: 1e15, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: -1e6, max: 1e10 }), hours, hours, (cost, used, allocated) => {
        const money = usedCost(cost, used, allocated);
        expect(Number.isSafeInteger(money)).toBe(true);
        expect(money).toBeGreaterThanOrEqual(0);
        expect(money).toBeLessThanOrEqual(Math.max(0, cost));
      }),
    );
  });
});

describe('efficiency', () => {
  const row = (cpu: [number, number], ram: [number, number], cost = { cpu: 300, ram: 100 }) => ({
    ...emptyMeasures(),
    cost: { ...noParts, ...cost },
    cpuUsageCoreHours: cpu[0],
    cpuRequestCoreHours: cpu[1],
    ramUsageByteHours: ram[0],
    ramRequestByteHours: ram[1],
  });

  it('is usage by request, weighted by cost', () => {
    expect(efficiency(row([6, 12], [9, 10]))).toEqual({ cpu: 0.5, ram: 0.9, total: 0.6 });
  });

  it('may exceed one', () => {
    expect(efficiency(row([24, 12], [10, 10])).total).toBeCloseTo(1.75);
  });

  it('looks perfect without requests, as OpenCost has it', () => {
    expect(efficiency(row([6, 0], [9, 0]))).toEqual({ cpu: 1, ram: 1, total: 1 });
    expect(efficiency(row([0, 0], [0, 0]))).toEqual({ cpu: 0, ram: 0, total: 0 });
    expect(efficiency(row([6, 0], [9, 0], { cpu: 0, ram: 0 }))).toEqual({ cpu: 0, ram: 0, total: 0 });
  });
});
