import { describe, expect, it } from '@jest/globals';
import type { Cell } from '../../../../src/reports/document.js';
import { renderButtons } from '../../../../src/slack/render/buttons.js';
import { shapeChart } from '../../../../src/slack/render/chart-shape.js';
import { renderDataTable } from '../../../../src/slack/render/data-table.js';
import { renderPlainTable } from '../../../../src/slack/render/plain-table.js';
import { sampleChart, sampleTable } from '../documents.js';

const cellsOf = (cells: readonly Cell[]) =>
  renderDataTable(
    sampleTable(cells.length, {
      rows: cells.map((cell) => ({ cells: [{ text: 'a' }, cell], command: null })),
      columns: [
        { title: 'Name', unit: null, total: null },
        { title: 'Cost', unit: 'cents', total: null },
      ],
    }),
    9_000,
    0,
  )[0]
    ?.rows.slice(1)
    .map((row) => row[1]);

describe('renderDataTable', () => {
  it('makes a column of figures sortable, in units of currency', () => {
    expect(cellsOf([{ number: 132014 }, { number: 0, text: '<$0.01' }])).toEqual([
      { type: 'raw_number', value: 1320.14, text: '$1,320.14' },
      { type: 'raw_number', value: 0, text: '<$0.01' },
    ]);
  });

  it('makes words of a column in which one cell is a word', () => {
    expect(cellsOf([{ number: 100 }, { text: 'new' }])).toEqual([
      { type: 'raw_text', text: '$1.00' },
      { type: 'raw_text', text: 'new' },
    ]);
  });

  it('shows a dash for an empty cell', () => {
    expect(cellsOf([{ text: '' }, { text: '\u200b' }])).toEqual([
      { type: 'raw_text', text: '–' },
      { type: 'raw_text', text: '–' },
    ]);
  });

  it('keeps a column sortable though the rest of the rows has no figure in it', () => {
    const rows = Array.from({ length: 400 }, (_, index) => ({
      cells: [{ text: `n${index}` }, { number: 61 }],
      command: null,
    }));
    const columns = [
      { title: 'Name', unit: null, total: null },
      { title: 'Change', unit: 'signedPermille' as const, total: null },
    ];
    const [block] = renderDataTable(sampleTable(0, { rows, columns }), 9_000, 0);
    expect(block?.rows).toHaveLength(201);
    expect(block?.rows[1]?.[1]).toEqual({ type: 'raw_number', value: 6.1, text: '▲ 6.1 %' });
    expect(block?.rows.at(-1)).toEqual([
      { type: 'raw_text', text: '201 more namespaces' },
      { type: 'raw_number', value: 0, text: '–' },
    ]);
  });

  it('cuts a long name in its middle', () => {
    const name = `${'a'.repeat(150)}${'z'.repeat(103)}`;
    const [block] = renderDataTable(
      sampleTable(1, { rows: [{ cells: [{ text: name }, { number: 1 }], command: null }] }),
      9_000,
      0,
    );
    expect(block?.rows[1]?.[0]).toEqual({ type: 'raw_text', text: `${'a'.repeat(30)}…${'z'.repeat(29)}` });
  });
});

describe('renderPlainTable', () => {
  it('aligns words to the left and figures to the right', () => {
    const rows = [
      { cells: [{ text: 'payments' }, { number: 132014 }], command: null },
      { cells: [{ text: 'api' }, { number: 5 }], command: null },
    ];
    const columns = [
      { title: 'Namespace', unit: null, total: null },
      { title: 'Cost', unit: 'cents' as const, total: 132019 },
    ];
    const [block] = renderPlainTable(sampleTable(0, { rows, columns }), 9_000, 0);
    expect(block?.elements[1]?.elements[0]).toEqual({
      type: 'text',
      text: 'Namespace       Cost\npayments   $1,320.14\napi            $0.05',
    });
  });
});

describe('shapeChart', () => {
  it('averages neighbouring days to at most 20 points and says so', () => {
    const categories = Array.from({ length: 30 }, (_, index) => `${index + 1} Nov`);
    const values = categories.map(() => 1.5);
    const shape = shapeChart(sampleChart({ categories, series: [{ name: 'all', values }] }));
    expect(shape?.title).toBe('Cost a day (averages of 2)');
    expect(shape?.categories).toHaveLength(15);
    expect(shape?.categories[0]).toBe('1 Nov–2 Nov');
    expect(shape?.series[0]?.values).toEqual(Array.from({ length: 15 }, () => 1.5));
  });

  it('never has more than 20 points and 6 series, nor loses a series', () => {
    for (let days = 1; days <= 200; days += 1) {
      const categories = Array.from({ length: days }, (_, index) => `${index}`);
      const series = Array.from({ length: days % 15 || 1 }, (_, index) => ({
        name: `s${index}`,
        values: categories.map(() => 1),
      }));
      const shape = shapeChart(sampleChart({ categories, series }));
      expect(shape?.categories.length).toBeLessThanOrEqual(20);
      expect(shape?.series.length).toBeLessThanOrEqual(6);
      for (let point = 0; point < (shape?.categories.length ?? 0); point += 1) {
        const sum = shape?.series.reduce((total, { values }) => total + (values[point] ?? 0), 0);
        expect(sum).toBe(series.length);
      }
    }
  });

  it('keeps the five largest series in their order and sums the others', () => {
    const series = [9, 1, 8, 7, 2, 6, 5].map((value, index) => ({
      name: `s${index}`,
      values: [value, value],
    }));
    const shape = shapeChart(sampleChart({ series }));
    expect(shape?.series.map(({ name, values }) => [name, values[0]])).toEqual([
      ['s0', 9],
      ['s2', 8],
      ['s3', 7],
      ['s5', 6],
      ['s6', 5],
      ['other', 3],
    ]);
  });

  it('tells long names apart that look alike when cut', () => {
    const series = ['a', 'b'].map((middle) => ({ name: `payments-${middle}-production-eu`, values: [1, 1] }));
    const names = shapeChart(sampleChart({ series }))?.series.map(({ name }) => name) ?? [];
    expect(new Set(names).size).toBe(2);
    for (const name of names) expect(name.length).toBeLessThanOrEqual(20);
  });

  it('leaves slices of nothing out of a pie', () => {
    const pie = sampleChart({
      chart: 'pie',
      categories: ['CPU', 'RAM', 'GPU'],
      series: [{ name: 'x', values: [3, -1, 0] }],
    });
    const shape = shapeChart(pie);
    expect(shape?.categories).toEqual(['CPU']);
    expect(shape?.title).toBe('Cost a day (above 0)');
  });
});

describe('renderButtons', () => {
  it('makes each button a command line of its own', () => {
    const actions = [
      { label: 'Pods', command: 'pods payments', primary: true },
      { label: 'x'.repeat(100), command: '' },
    ];
    expect(renderButtons({ kind: 'actions', actions }, 4)?.elements).toEqual([
      expect.objectContaining({ action_id: 'run:4', value: 'pods payments', style: 'primary' }),
      {
        type: 'button',
        action_id: 'run:5',
        text: { type: 'plain_text', text: `${'x'.repeat(37)}…${'x'.repeat(37)}`, emoji: false },
      },
    ]);
  });

  it('leaves out a button whose command is too long for Slack, and what is past 25', () => {
    const long = { label: 'long', command: 'x'.repeat(2_001) };
    expect(renderButtons({ kind: 'actions', actions: [long] }, 0)).toBeNull();
    const many = Array.from({ length: 30 }, () => ({ label: 'a', command: 'help' }));
    expect(renderButtons({ kind: 'actions', actions: many }, 0)?.elements).toHaveLength(25);
  });
});
