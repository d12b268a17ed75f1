import { type Money, unitsPerCurrency } from '../money.js';

/** "$1,320.14"; "1,320.14 CREDITS" where the currency is not one that is known. */
export function moneyInWords(money: Money, currency: string, decimals = 2): string {
  const amount = Math.abs(money) / unitsPerCurrency;
  const known = /^[A-Za-z]{3}$/.test(currency);
  const style = known ? ({ style: 'currency', currency } as const) : {};
  const text = amount.toLocaleString('en-US', {
    ...style,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  const sign = money < 0 ? '\u2212' : '';
  return known ? `${sign}${text}` : `${sign}${text} ${currency}`.trim();
}

/** "$0.03161": a price of an hour, in units that need not be whole. */
export function priceInWords(units: number, currency: string): string {
  return moneyInWords(units, currency, 5);
}

/** "1,080". */
export function countInWords(count: number): string {
  return Math.round(count).toLocaleString('en-US');
}

/** "1 row", "3 rows". */
export function rowsInWords(count: number): string {
  return count === 1 ? '1 row' : `${countInWords(count)} rows`;
}

/** "5.3 %". */
export function percentInWords(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
