/** A cell, reduced to what sorting and filtering need. */
export interface ModelCell {
  text: string;
  /** Set for a raw_number. */
  value: number | null;
}

export interface Sorting {
  column: number;
  direction: 'ascending' | 'descending';
}

export interface TableQuery {
  sorting: Sorting | null;
  /** Rows that have these letters in any cell, in any case; '' keeps all. */
  filter: string;
  /** From 0. */
  page: number;
  pageSize: number;
}

export interface TablePage {
  /** Indexes into the rows that were given, in the order to show. */
  rows: readonly number[];
  /** The page that is shown: the one asked for, or the last there is. */
  page: number;
  pages: number;
  /** Rows that the filter lets through. */
  matching: number;
  /** Place of the first shown row among them, from 1; 0 when there is none. */
  first: number;
}

/** True where every cell is a number: such a column is sorted by value, any other by its words. */
export function isNumeric(rows: readonly (readonly ModelCell[])[], column: number): boolean {
  return rows.length > 0 && rows.every((row) => row[column]?.value !== null && row[column] !== undefined);
}

/** One page of the body rows: filtered, then sorted (equal ones keep their order), then cut. */
export function tablePage(rows: readonly (readonly ModelCell[])[], query: TableQuery): TablePage {
  const needle = query.filter.trim().toLocaleLowerCase();
  const matching = rows
    .map((_, index) => index)
    .filter(
      (index) => needle === '' || rows[index]?.some((cell) => cell.text.toLocaleLowerCase().includes(needle)),
    );
  const ordered = query.sorting === null ? matching : sort(rows, matching, query.sorting);
  const pages = Math.max(1, Math.ceil(ordered.length / query.pageSize));
  const page = Math.min(Math.max(query.page, 0), pages - 1);
  const from = page * query.pageSize;
  const shown = ordered.slice(from, from + query.pageSize);
  return { rows: shown, page, pages, matching: ordered.length, first: shown.length === 0 ? 0 : from + 1 };
}

/** What a click on a header makes of the sorting: numbers begin with the largest, words with A; then the other way round; then none. */
export function nextSorting(current: Sorting | null, column: number, numeric: boolean): Sorting | null {
  const first = numeric ? 'descending' : 'ascending';
  if (current?.column !== column) return { column, direction: first };
  if (current.direction !== first) return null;
  return { column, direction: numeric ? 'ascending' : 'descending' };
}

function sort(
  rows: readonly (readonly ModelCell[])[],
  indexes: readonly number[],
  { column, direction }: Sorting,
) {
  const numeric = isNumeric(rows, column);
  const sign = direction === 'ascending' ? 1 : -1;
  return indexes.toSorted((first, second) => {
    const [a, b] = [rows[first]?.[column], rows[second]?.[column]];
    if (numeric) return sign * ((a?.value ?? 0) - (b?.value ?? 0));
    return sign * (a?.text ?? '').localeCompare(b?.text ?? '');
  });
}
