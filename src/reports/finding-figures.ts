import type { Finding } from '../cost/day.js';
import { unitsPerCent } from '../cost/money.js';
import { showMoney } from './figures.js';
import { formatNumber } from './format.js';

/** Figures of checks that are money; `…Rows` and `…Assets` are the two sides of a reconciliation. */
const money = /^(negativeIdle|nodeCost|cost|idle|(node|storage|loadBalancer)(Rows|Assets))$/;
const shares = /Share$/;
/** Money an hour, with more digits than cents have. */
const prices = /^(price|usualPrice)$/;

/** "node cost $31.10, ordinary rows 0": what a check found, in figures; '' where it has none. */
export function figuresOf({ figures }: Finding, currency: string): string {
  return Object.entries(figures)
    .map(([name, value]) => `${wordsOf(name)} ${showFigure(name, value, currency)}`)
    .join(', ');
}

function showFigure(name: string, value: number, currency: string): string {
  if (money.test(name)) return showMoney(Math.round(value), currency);
  if (shares.test(name)) return formatNumber('permille', Math.round(value * 1000), '');
  if (prices.test(name)) return `${currency} ${Number((value / (100 * unitsPerCent)).toPrecision(4))}`;
  return formatNumber('count', value, '');
}

/** `ordinaryRows` → "ordinary rows". */
function wordsOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
