import { changePermille } from '../cost/compare.js';
import { type Money, toCents } from '../cost/money.js';
import type { Cell } from './document.js';
import { formatNumber } from './format.js';

/** "$1,320.14"; "<$0.01" for a sum that is not nothing but would read $0.00. */
export function showMoney(units: Money, currency: string): string {
  return tinyText(units, currency) ?? formatNumber('cents', toCents(units), currency);
}

/** "+$312.40", "−$74.30". */
export function showSignedMoney(units: Money, currency: string): string {
  return formatNumber('signedCents', toCents(units), currency);
}

/** "▲ $541.45 (6.1 %)"; "= (+$1.20)" where it is under 1 %; only the money where there was nothing before. */
export function showChange(change: Money, baseline: Money, currency: string): string {
  const permille = changePermille(change, baseline);
  if (permille === null) return showSignedMoney(change, currency);
  const percent = formatNumber('signedPermille', permille, currency);
  if (percent === '=') return `= (${showSignedMoney(change, currency) || 'no change'})`;
  const [arrow, ...rest] = percent.split(' ');
  return `${arrow} ${formatNumber('cents', Math.abs(toCents(change)), currency)} (${rest.join(' ')})`;
}

/** "32.0 %" of a whole; "–" where there is no whole. */
export function showShare(part: Money, whole: Money): string {
  return whole > 0 ? formatNumber('permille', Math.round((part * 1000) / whole), '') : '–';
}

/** A cell of a money column: cents, so that shown figures add up. */
export function moneyCell(units: Money, currency: string): Cell {
  const tiny = tinyText(units, currency);
  return tiny === null ? { number: toCents(units) } : { number: toCents(units), text: tiny };
}

function tinyText(units: Money, currency: string): string | null {
  if (units === 0 || toCents(units) !== 0) return null;
  return `${units < 0 ? '−' : ''}<${formatNumber('cents', 1, currency)}`;
}
