import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cutTable } from '../../../src/reports/cut-table.js';
import type { TableSection } from '../../../src/reports/document.js';

function tableOf(costs: readonly number[], total = costs.reduce((sum, cost) => sum + cost, 0)): TableSection {
  return {
    kind: 'table',
    caption: 'Cost by namespace',
    currency: 'USD',
    rowNoun: 'namespaces',
    columns: [
      { title: 'Namespace', unit: null, total: null },
      { title: 'Cost', unit: 'cents', total },
      { title: 'Change', unit: 'signedPermille', total: null },
      { title: 'Owner', unit: null, total: null },
    ],
    rows: costs.map((cost, index) => ({
      cells: [{ text: `ns-${index}` }, { number: cost }, { number: 1 }, { text: 'x' }],
      command: 'pods',
    })),
  };
}

describe('cutTable', () => {
  it('leaves a table that fits as it is', () => {
    const table = tableOf([3, 2, 1]);
    expect(cutTable(table, 3)).toBe(table);
  });

  it('puts what does not fit into one row that keeps the sum', () => {
    const cut = cutTable(tableOf([500, 300, 200, 100, 50]), 3);
    expect(cut.rows).toEqual([
      { cells: [{ text: 'ns-0' }, { number: 500 }, { number: 1 }, { text: 'x' }], command: 'pods' },
      { cells: [{ text: 'ns-1' }, { number: 300 }, { number: 1 }, { text: 'x' }], command: 'pods' },
      {
        cells: [{ text: '3 more namespaces' }, { number: 350 }, { text: '–' }, { text: '–' }],
        command: null,
      },
    ]);
  });

  it('is the same where the rows that cannot be shown are left out of the table', () => {
    const whole = tableOf([500, 300, 200, 100, 50]);
    const begun = { ...whole, rows: whole.rows.slice(0, 4), rowCount: 5 };
    for (const most of [1, 2, 3, 4]) expect(cutTable(begun, most).rows).toEqual(cutTable(whole, most).rows);
    const paging = { from: 2, size: 2, command: 'namespaces' };
    expect(cutTable({ ...begun, paging }, 3).rows).toEqual(cutTable({ ...whole, paging }, 3).rows);
  });

  it('lets the odd cent of the total fall into that row', () => {
    const cut = cutTable(tableOf([500, 300, 200], 1001), 2);
    expect(cut.rows[1]?.cells[1]).toEqual({ number: 501 });
  });

  it('counts a cell without a number as nothing', () => {
    const table = tableOf([500, 300, 200]);
    const [first, ...others] = table.rows;
    const gone = {
      command: null,
      cells: [first?.cells[0] ?? { text: '' }, { text: 'gone' }, { text: '–' }, { text: 'x' }],
    };
    const cut = cutTable({ ...table, columns: table.columns, rows: [gone, ...others] }, 2);
    expect(cut.rows[1]?.cells[1]).toEqual({ number: 1000 });
  });

  it('takes the noise of fractions for no rest', () => {
    const table = tableOf([0.1, 0.2], 0.3);
    expect(cutTable(table, 2)).toBe(table);
  });

  it('always keeps sums and never exceeds the limit', () => {
    const costs = fc.array(fc.integer({ min: -1000, max: 1_000_000 }), { maxLength: 60 });
    fc.assert(
      fc.property(costs, fc.integer({ min: -1, max: 70 }), (rows, maxRows) => {
        const cut = cutTable(tableOf(rows), maxRows);
        expect(cut.rows.length).toBeLessThanOrEqual(Math.max(1, maxRows));
        const sum = cut.rows.reduce((total, row) => {
          const cell = row.cells[1];
          return total + (cell !== undefined && 'number' in cell ? cell.number : 0);
        }, 0);
        expect(sum).toBe(cut.columns[1]?.total);
      }),
    );
  });
});
