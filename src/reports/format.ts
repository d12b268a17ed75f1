import type { Unit } from './document.js';

/** A real minus sign (U+2212): as wide as a plus, and never a hyphen that breaks a line. */
const minus = '\u2212';
/** What stands where there is no figure. */
export const noFigure = '–';

const symbols = new Map<string, string>();

/**
 * Writes a figure for people, in English notation.
 *
 * - `cents` 132014 → "$1,320.14", `signedCents` 31240 → "+$312.40", −7430 → "−$74.30";
 * - `permille` 140 → "14.0 %"; `signedPermille` 61 → "▲ 6.1 %", −120 → "▼ 12 %", under 1 % either way → "=";
 * - `count` 12345 → "12,345"; `hours` 12.5 → "12.5 h"; `minutes` 4560 → "3 d 4 h".
 *
 * `currency` is an ISO 4217 code, used by the two money units. What is not a finite number reads "–".
 * A sum between zero and one cent is not known here: where "<$0.01" is meant, the cell's own `text` says so.
 */
export function formatNumber(unit: Unit, number: number, currency: string): string {
  if (!Number.isFinite(number)) return noFigure;
  switch (unit) {
    case 'cents':
      return (number < 0 ? minus : '') + formatCents(Math.abs(number), currency);
    case 'signedCents':
      return sign(number) + formatCents(Math.abs(number), currency);
    case 'permille':
      return `${number < 0 ? minus : ''}${formatFixed(Math.abs(number) / 10, 1)} %`;
    case 'signedPermille':
      return formatChange(number);
    case 'count':
      return (number < 0 ? minus : '') + formatShort(Math.abs(number));
    case 'hours':
      return `${number < 0 ? minus : ''}${formatShort(Math.abs(number))} h`;
    case 'minutes':
      return formatMinutes(number);
  }
}

function sign(number: number): string {
  if (number === 0) return '';
  return number > 0 ? '+' : minus;
}

function formatCents(cents: number, currency: string): string {
  const whole = Math.round(cents);
  const units = (whole - (whole % 100)) / 100;
  return `${currencySymbol(currency)}${groupThousands(String(units))}.${String(whole % 100).padStart(2, '0')}`;
}

/** docs/definitions.md, "Change": a percentage under 1 % reads "="; one decimal below 10 %, none above. */
function formatChange(permille: number): string {
  const size = Math.abs(permille);
  if (size < 10) return '=';
  const arrow = permille > 0 ? '▲' : '▼';
  return `${arrow} ${formatFixed(size / 10, size < 100 ? 1 : 0)} %`;
}

function formatMinutes(minutes: number): string {
  const whole = Math.round(Math.abs(minutes));
  const before = minutes < 0 && whole > 0 ? minus : '';
  const parts = [
    [Math.floor(whole / 1440), 'd'],
    [Math.floor((whole % 1440) / 60), 'h'],
    [whole % 60, 'min'],
  ] as const;
  const first = parts.findIndex(([amount]) => amount > 0);
  if (first < 0) return '0 min';
  const shown = parts.slice(first, first + 2).filter(([amount]) => amount > 0);
  return before + shown.map(([amount, name]) => `${groupThousands(String(amount))} ${name}`).join(' ');
}

/** At most one decimal, and none where it would be 0. */
function formatShort(number: number): string {
  return formatFixed(number, 1).replace(/\.0$/, '');
}

function formatFixed(number: number, decimals: number): string {
  const [whole = '0', fraction] = number.toFixed(decimals).split('.');
  return fraction === undefined ? groupThousands(whole) : `${groupThousands(whole)}.${fraction}`;
}

function groupThousands(digits: string): string {
  return digits.length <= 3 ? digits : digits.replace(/\B(?=(\d{3})+$)/g, ',');
}

/** "$", "€", "CA$"; "CHF " with a no-break space for a currency without a sign, or a code that is not one. */
function currencySymbol(currency: string): string {
  const known = symbols.get(currency);
  if (known !== undefined) return known;
  const symbol = lookUpSymbol(currency);
  symbols.set(currency, symbol);
  return symbol;
}

function lookUpSymbol(currency: string): string {
  if (!/^[A-Za-z]{3}$/.test(currency)) return currency === '' ? '' : `${currency}\u00a0`;
  const parts = new Intl.NumberFormat('en-US', { style: 'currency', currency }).formatToParts(1);
  const end = parts.findIndex((part) => part.type === 'integer');
  return parts
    .slice(0, end)
    .map((part) => part.value)
    .join('');
}
