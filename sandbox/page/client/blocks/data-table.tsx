import { useMemo, useState } from 'preact/hooks';
import { type Json, number, records, string } from '../json.js';
import { Cell, cellText } from './cell.js';
import { isNumeric, type ModelCell, nextSorting, type Sorting, tablePage } from './table-model.js';
import { TablePager } from './table-pager.js';

const DEFAULT_PAGE_SIZE = 5;
/** A table that fits on one page and is short needs no filter box. */
const FILTER_FROM_ROWS = 6;

/** A table that can be sorted by its headers, filtered and turned page by page. */
export function DataTable({ block }: { block: Json }) {
  const rows = useMemo(() => (Array.isArray(block.rows) ? block.rows.map(records) : []), [block.rows]);
  const [head = [], ...body] = rows;
  const model = useMemo(() => body.map((row) => row.map(modelCell)), [rows]);
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const [filter, setFilter] = useState('');
  const [asked, setAsked] = useState(0);
  const pageSize = Math.max(1, number(block.page_size) ?? DEFAULT_PAGE_SIZE);
  const page = tablePage(model, { sorting, filter, page: asked, pageSize });
  const rowHeader = number(block.row_header_column_index) ?? 0;

  const sortBy = (column: number) => {
    setSorting(nextSorting(sorting, column, isNumeric(model, column)));
    setAsked(0);
  };
  const filterBy = (text: string) => {
    setFilter(text);
    setAsked(0);
  };
  return (
    <div class="data-table">
      <div class="data-table-top">
        <span class="caption" aria-hidden="true">
          {string(block.caption)}
        </span>
        {body.length >= FILTER_FROM_ROWS && (
          <input
            type="search"
            placeholder="Filter"
            aria-label="Filter the rows"
            value={filter}
            onInput={(event) => filterBy(event.currentTarget.value)}
          />
        )}
      </div>
      <div class="table-scroll">
        <table>
          <caption class="unseen">{string(block.caption)}</caption>
          <thead>
            <tr>
              {head.map((cell, column) => (
                <HeadCell
                  key={column}
                  text={cellText(cell)}
                  numeric={isNumeric(model, column)}
                  direction={sorting?.column === column ? sorting.direction : 'none'}
                  onSort={() => sortBy(column)}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {page.rows.map((index) => (
              <tr key={index}>
                {body[index]?.map((cell, column) => {
                  const look = isNumeric(model, column) ? 'align-right number' : '';
                  const content = <Cell cell={cell} />;
                  if (column !== rowHeader)
                    return (
                      <td key={column} class={look}>
                        {content}
                      </td>
                    );
                  return (
                    <th key={column} scope="row" class={look}>
                      {content}
                    </th>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {page.matching === 0 && <p class="no-rows">No row has “{filter}”.</p>}
      <TablePager page={page} total={body.length} onTurn={setAsked} />
    </div>
  );
}

interface HeadCellProps {
  text: string;
  numeric: boolean;
  direction: Sorting['direction'] | 'none';
  onSort(): void;
}

function HeadCell({ text, numeric, direction, onSort }: HeadCellProps) {
  const arrow = { none: '↕', ascending: '↑', descending: '↓' }[direction];
  return (
    <th scope="col" aria-sort={direction} class={numeric ? 'align-right' : ''}>
      <button type="button" class="sort" onClick={onSort}>
        {text}
        <span class="sort-arrow" aria-hidden="true">
          {arrow}
        </span>
      </button>
    </th>
  );
}

function modelCell(cell: Json): ModelCell {
  return { text: cellText(cell), value: cell.type === 'raw_number' ? number(cell.value) : null };
}
