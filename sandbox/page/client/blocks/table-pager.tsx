import type { TablePage } from './table-model.js';

interface TablePagerProps {
  page: TablePage;
  /** Rows before filtering. */
  total: number;
  onTurn(page: number): void;
}

/** "1–5 of 23" and the way to the other pages. */
export function TablePager({ page, total, onTurn }: TablePagerProps) {
  const last = page.first + page.rows.length - 1;
  const of = page.matching === total ? `${total}` : `${page.matching} (${total} in all)`;
  return (
    <div class="pager">
      <span class="pager-place">
        {page.matching === 0 ? `0 of ${total}` : `${page.first}–${last} of ${of}`}
      </span>
      {page.pages > 1 && (
        <span class="pager-buttons">
          <button
            type="button"
            aria-label="Previous page"
            disabled={page.page === 0}
            onClick={() => onTurn(page.page - 1)}
          >
            ‹
          </button>
          <button
            type="button"
            aria-label="Next page"
            disabled={page.page === page.pages - 1}
            onClick={() => onTurn(page.page + 1)}
          >
            ›
          </button>
        </span>
      )}
    </div>
  );
}
