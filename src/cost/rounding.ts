import { type Money, toCents } from './money.js';

export interface RoundedColumn {
  /** Cents of each named row, in order; a row is rounded the same way wherever it is shown. */
  named: readonly number[];
  /** Cents of the row that takes the rest; 0 where all rows are named. */
  rest: number;
  /** Cents of a row named rounding: what named rows lack to the total where no rest row can take it; else 0. */
  rounding: number;
  /** The total, rounded on its own. */
  total: number;
}

/**
 * Cents of a column that adds up to its total: docs/definitions.md, "Rounding".
 * @param named exact money of the rows shown by name
 * @param rest exact money of the "N more" row; null where there is none
 */
export function roundColumn(named: readonly Money[], rest: Money | null): RoundedColumn {
  const cents = named.map(toCents);
  const total = toCents(named.reduce((sum, money) => sum + money, rest ?? 0));
  const left = total - cents.reduce((sum, amount) => sum + amount, 0) || 0;
  return rest === null
    ? { named: cents, rest: 0, rounding: left, total }
    : { named: cents, rest: left, rounding: 0, total };
}
