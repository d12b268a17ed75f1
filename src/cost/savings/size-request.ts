import type { Money } from '../money.js';

/** What one container of a controller asked for and used of one resource, in cores or bytes. */
export interface Demand {
  cost: Money;
  /** Cost of what was used. */
  used: Money;
  allocatedHours: number;
  usageHours: number;
  /** Hours of all its replicas together. */
  containerHours: number;
  /** What one replica asked for on the last day. */
  requestNow: number;
  /** Highest use of one replica; null where OpenCost gave none. */
  maximum: number | null;
  /** Highest average use of one replica over one day. */
  highestAverage: number;
}

/** How a resource is sized: peaks ÷ target, at least `least`, rounded up to whole steps. */
export interface SizingRule {
  least: number;
  step: number;
  /** A request is never under the maximum times this. */
  leastAboveMaximum: number;
}

const mib = 1024 ** 2;

export const cpuRule: SizingRule = { least: 0.01, step: 0.001, leastAboveMaximum: 1 };
export const ramRule: SizingRule = { least: 20 * mib, step: mib, leastAboveMaximum: 1.15 };

/** A request is sized so that the highest use takes this part of it. */
const peakTarget = 0.7;
/** The same for averages, which hide peaks. */
const averageTarget = 0.65;

/** What floating point adds to or takes from a whole number. */
const noise = 1e-6;

export interface Sizing {
  requestNow: number;
  recommended: number;
  /** What the size rests on. */
  basis: 'maximum' | 'average';
  average: number;
  /** Highest use: the maximum, or the highest daily average. */
  peak: number;
  /** What the window would have cost less. */
  saving: Money;
}

/**
 * The request that was enough, and what the window would have cost less with it: docs/savings.md. Null where nothing
 * was asked for or measured, or where the request is not larger than what is recommended.
 *
 * OpenCost allocates the larger of request and use, so with the smaller request as many hours as were used stay
 * allocated at the least; the saving therefore lies within the cost of what was requested but unused.
 */
export function sizeRequest(demand: Demand, rule: SizingRule): Sizing | null {
  const { cost, used, allocatedHours, usageHours, containerHours, requestNow } = demand;
  if (!(requestNow > 0) || !(usageHours > 0) || !(allocatedHours > 0) || !(containerHours > 0)) return null;
  const { basis, peak, enough } = enoughFor(demand, rule);
  const recommended = roundUp(Math.max(rule.least, enough), rule.step);
  if (recommended >= requestNow) return null;
  const hoursNow = Math.min(allocatedHours, Math.max(requestNow * containerHours, usageHours));
  const hoursThen = Math.max(recommended * containerHours, usageHours);
  const saving = Math.floor((cost * Math.max(0, hoursNow - hoursThen)) / allocatedHours + noise);
  return {
    requestNow,
    recommended,
    basis,
    peak,
    average: usageHours / containerHours,
    saving: Math.max(0, Math.min(saving, cost - used)),
  };
}

/** A maximum below the day's own average is none. */
function enoughFor({ maximum, highestAverage }: Demand, rule: SizingRule) {
  if (maximum !== null && maximum > 0 && maximum >= highestAverage) {
    const enough = Math.max(maximum / peakTarget, maximum * rule.leastAboveMaximum);
    return { basis: 'maximum', peak: maximum, enough } as const;
  }
  return { basis: 'average', peak: highestAverage, enough: highestAverage / averageTarget } as const;
}

/** Up to a whole step. */
function roundUp(amount: number, step: number): number {
  const steps = Math.ceil(amount / step - noise);
  return step < 1 ? steps / Math.round(1 / step) : steps * step;
}
