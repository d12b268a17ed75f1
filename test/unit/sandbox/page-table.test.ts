import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isNumeric, nextSorting, tablePage } from '../../../sandbox/page/client/blocks/table-model.js';

const rows = [
  [
    { text: 'web', value: null },
    { text: '$9.00', value: 9 },
  ],
  [
    { text: 'api', value: null },
    { text: '$100.00', value: 100 },
  ],
  [
    { text: 'ci', value: null },
    { text: '$25.00', value: 25 },
  ],
];
const all = { sorting: null, filter: '', page: 0, pageSize: 5 };

describe('a page of a data table', () => {
  it('sorts a column of numbers by value, one of words by words', () => {
    expect(tablePage(rows, { ...all, sorting: { column: 1, direction: 'descending' } }).rows).toEqual([
      1, 2, 0,
    ]);
    expect(tablePage(rows, { ...all, sorting: { column: 0, direction: 'ascending' } }).rows).toEqual([
      1, 2, 0,
    ]);
  });

  it('takes a column with one cell of words for words', () => {
    const mixed = [
      ...rows,
      [
        { text: 'old', value: null },
        { text: '–', value: null },
      ],
    ];
    expect([isNumeric(rows, 1), isNumeric(mixed, 1), isNumeric([], 0)]).toEqual([true, false, false]);
    expect(tablePage(mixed, { ...all, sorting: { column: 1, direction: 'ascending' } }).rows).toEqual([
      3, 1, 2, 0,
    ]);
  });

  it('shows the last page there is when a filter leaves fewer', () => {
    const page = tablePage(rows, { ...all, filter: ' API ', page: 2, pageSize: 1 });
    expect(page).toEqual({ rows: [1], page: 0, pages: 1, matching: 1, first: 1 });
    expect(tablePage(rows, { ...all, filter: 'zzz' })).toEqual({
      rows: [],
      page: 0,
      pages: 1,
      matching: 0,
      first: 0,
    });
  });

  it('begins with the largest number and with A, then turns round, then stops sorting', () => {
    const first = nextSorting(null, 1, true);
    expect(first).toEqual({ column: 1, direction: 'descending' });
    expect(nextSorting(first, 1, true)).toEqual({ column: 1, direction: 'ascending' });
    expect(nextSorting({ column: 1, direction: 'ascending' }, 1, true)).toBeNull();
    expect(nextSorting(first, 0, false)).toEqual({ column: 0, direction: 'ascending' });
  });

  it('shows every row exactly once over its pages', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer({ min: 1, max: 7 }), (values, pageSize) => {
        const cells = values.map((value) => [{ text: String(value), value }]);
        const query = { ...all, pageSize, sorting: { column: 0, direction: 'ascending' as const } };
        const { pages } = tablePage(cells, query);
        const shown = Array.from(
          { length: pages },
          (_, page) => tablePage(cells, { ...query, page }).rows,
        ).flat();
        expect(shown.map((index) => values[index])).toEqual(values.toSorted((a, b) => a - b));
      }),
    );
  });
});
