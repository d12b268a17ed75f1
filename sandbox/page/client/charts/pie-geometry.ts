export interface Slice {
  /** Clockwise from the top, as parts of the whole circle. */
  from: number;
  to: number;
}

/** The slices of a pie, in the order of the values; they fill the circle exactly. */
export function pieSlices(values: readonly number[]): readonly Slice[] {
  const total = values.reduce((sum, value) => sum + value, 0);
  let before = 0;
  return values.map((value) => {
    const from = before / total;
    before += value;
    return { from, to: before / total };
  });
}

/** The SVG path of a slice of a circle with its centre at (0, 0). */
export function slicePath({ from, to }: Slice, radius: number): string {
  if (to - from > 0.9999) {
    return `M0 ${-radius}A${radius} ${radius} 0 1 1 0 ${radius}A${radius} ${radius} 0 1 1 0 ${-radius}Z`;
  }
  const point = (part: number) => {
    const angle = part * 2 * Math.PI;
    return `${round(radius * Math.sin(angle))} ${round(-radius * Math.cos(angle))}`;
  };
  const large = to - from > 0.5 ? 1 : 0;
  return `M0 0L${point(from)}A${radius} ${radius} 0 ${large} 1 ${point(to)}Z`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
