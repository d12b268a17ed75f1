/** Below this, values are taken for equal: far less than a cent. */
const SMALLEST_SPAN = 1e-9;

/** Round values for an axis that hold all of `values` and zero: steps of 1, 2, 2.5 or 5 times a power of ten. */
export function axisTicks(values: readonly number[], wanted = 4): readonly number[] {
  const low = Math.min(0, ...values);
  const highest = Math.max(0, ...values);
  const high = highest - low < SMALLEST_SPAN ? low + 1 : highest;
  const step = roundStep((high - low) / wanted);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(Math.ceil(high / step - 1e-9), first + 1);
  return Array.from({ length: last - first + 1 }, (_, index) => clean((first + index) * step));
}

function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 2.5, 5, 10].find((candidate) => candidate * power >= rough - power * 1e-9) ?? 10;
  return factor * power;
}

/** 0.30000000000000004 becomes 0.3, and −0 becomes 0. */
function clean(value: number): number {
  return Number(value.toPrecision(12)) + 0;
}

/** A short number for an axis: "1.2K", "3M", "0.25". */
export function axisNumber(value: number): string {
  return new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 2 }).format(value);
}

/** A full number for a tooltip: "1,234.5". */
export function fullNumber(value: number): string {
  return new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 }).format(value);
}

/** Every how many categories a label fits, given the room for one in pixels. */
export function labelStride(categories: readonly string[], pixelsEach: number): number {
  const longest = Math.max(1, ...categories.map((category) => category.length));
  const neededPixels = longest * 6.5 + 10;
  return Math.max(1, Math.ceil(neededPixels / Math.max(pixelsEach, 1)));
}
