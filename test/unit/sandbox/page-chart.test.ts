import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readChart } from '../../../sandbox/page/client/charts/model.js';
import { pieSlices, slicePath } from '../../../sandbox/page/client/charts/pie-geometry.js';
import { axisNumber, axisTicks, labelStride } from '../../../sandbox/page/client/charts/scale.js';

describe('charts', () => {
  it('finds the points of a series by their labels', () => {
    const chart = {
      type: 'line',
      series: [
        {
          name: 'a',
          data: [
            { label: 'Tue', value: 2 },
            { label: 'Mon', value: 1 },
            { label: 'Sat', value: 9 },
          ],
        },
      ],
      axis_config: { categories: ['Mon', 'Tue', 'Wed'], y_label: 'USD' },
    };
    expect(readChart(chart)).toEqual({
      kind: 'line',
      categories: ['Mon', 'Tue', 'Wed'],
      series: [{ name: 'a', values: [1, 2, null] }],
      xLabel: '',
      yLabel: 'USD',
    });
  });

  it('draws nothing of what is not a chart', () => {
    expect(readChart({})).toBeNull();
    expect(readChart({ type: 'bar', series: [], axis_config: { categories: ['a'] } })).toBeNull();
    expect(
      readChart({
        type: 'pie',
        segments: [
          { label: 'a', value: 0 },
          { label: 'b', value: 'x' },
        ],
      }),
    ).toBeNull();
  });

  it.each([
    [
      [0, 188],
      [0, 50, 100, 150, 200],
    ],
    [
      [0.04, 0.11],
      [0, 0.05, 0.1, 0.15],
    ],
    [
      [-10, 10],
      [-10, -5, 0, 5, 10],
    ],
    [[0], [0, 0.25, 0.5, 0.75, 1]],
    [[], [0, 0.25, 0.5, 0.75, 1]],
  ])('rounds the axis of %j to %j', (values, ticks) => {
    expect(axisTicks(values)).toEqual(ticks);
  });

  it('holds every value and zero on its axis', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1e11, max: 1e11 }), { minLength: 1 }), (cents) => {
        const values = cents.map((each) => each / 100);
        const ticks = axisTicks(values);
        const slack = 1e-6 * Math.max(...values.map(Math.abs));
        expect(ticks[0]).toBeLessThanOrEqual(Math.min(0, ...values) + slack);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(Math.max(0, ...values) - slack);
        expect(ticks.length).toBeLessThan(9);
      }),
    );
  });

  it('writes short numbers on the axis and thins labels out', () => {
    expect([1234, 0.25, -2_000_000].map(axisNumber)).toEqual(['1.23K', '0.25', '-2M']);
    expect(labelStride(['16 Nov', '17 Nov'], 100)).toBe(1);
    expect(labelStride(['16 Nov', '17 Nov'], 20)).toBe(3);
  });

  it('fills the circle with slices', () => {
    expect(pieSlices([1, 2, 1])).toEqual([
      { from: 0, to: 0.25 },
      { from: 0.25, to: 0.75 },
      { from: 0.75, to: 1 },
    ]);
    expect(slicePath({ from: 0, to: 0.25 }, 10)).toBe('M0 0L0 -10A10 10 0 0 1 10 0Z');
    expect(slicePath({ from: 0, to: 1 }, 10)).toContain('A10 10 0 1 1 0 10');
  });
});
