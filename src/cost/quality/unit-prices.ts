import type { ResourceMoney } from '../allocation.js';
import type { DayHead } from '../day.js';
import { resourceNames } from '../idle.js';
import { dayAndMonth } from '../time.js';
import { areApart, medianSeenFrom, type NeighbourCheck, runAround } from './levels.js';
import type { CheckLimits } from './limits.js';
import { priceInWords } from './wording.js';

const bytesPerGib = 2 ** 30;
/** Of less than this no price can be told: costs have five decimals. */
const leastHours = 1;
const unitNames = { cpu: 'core-hour', ram: 'GiB-hour', gpu: 'GPU-hour' } as const;

/** One price of one class of nodes on some days, by date. */
interface PriceLine {
  /** "m5.large (spot)". */
  nodes: string;
  resource: keyof ResourceMoney;
  /** Units of 1e-5 for an hour; only days that have the class. */
  prices: readonly number[];
  startMs: readonly number[];
  /** Place of the day that is judged. */
  at: number;
}

interface Verdict {
  severity: 'held' | 'note';
  reason: string;
  price: number;
  usual: number;
}

/**
 * Prices of a core-hour, a GiB-hour and a GPU-hour of each node type and price class against the median of the days
 * around. Four times as much or as little holds a day back; three days in a row at a new level release each other, and
 * say since when it is so.
 */
export const checkUnitPrices: NeighbourCheck = ({ day, before, after }, limits) => {
  const verdicts = priceLines([...before, day, ...after], before.length)
    .map((line) => judgeLine(line, day.currency, limits))
    .filter((verdict) => verdict !== null);
  const held = verdicts.filter(({ severity }) => severity === 'held');
  const told = held.length > 0 ? held : verdicts;
  const [first] = told;
  if (!first) return null;
  return {
    check: 'unit-prices',
    severity: first.severity,
    reason: reasonOf(told),
    figures: { prices: told.length, price: first.price, usualPrice: first.usual },
  };
};

function reasonOf(told: readonly Verdict[]): string {
  const reasons = [...new Set(told.map(({ reason }) => reason))];
  const more = reasons.length > 2 ? `; and ${reasons.length - 2} more` : '';
  return `${reasons.slice(0, 2).join('; ')}${more}`;
}

function judgeLine(line: PriceLine, currency: string, limits: CheckLimits): Verdict | null {
  const { prices, at } = line;
  const price = prices[at] ?? 0;
  const earlier = prices.slice(0, at);
  const around = [...earlier, ...prices.slice(at + 1)];
  const differsFrom = (usual: readonly number[]): boolean =>
    usual.length >= limits.leastNeighbours &&
    areApart(price, medianSeenFrom(price, usual), limits.unitPriceFactor);
  const stands = differsFrom(around);
  if (!stands && !differsFrom(earlier)) return null;
  const usual = medianSeenFrom(price, stands ? around : earlier);
  const run = runAround(prices, at, usual, limits.unitPriceFactor);
  if (run.end - run.start >= limits.newLevelDays) {
    const changed = run.start === 0 && run.end < prices.length ? run.end : run.start;
    const reason = `price level changed ${dayAndMonth(line.startMs[changed] ?? 0)}`;
    return { severity: 'note', reason, price, usual };
  }
  if (!stands) return null;
  const [now, then] = [price, usual].map((units) => priceInWords(units, currency));
  const reason = `a ${unitNames[line.resource]} of ${line.nodes} cost ${now}, on the days around it ${then}`;
  return { severity: 'held', reason, price, usual };
}

/** Every price that the day at place `at` has, with that of the other days. */
function priceLines(days: readonly DayHead[], at: number): PriceLine[] {
  const priced = days.map(pricesOf);
  return [...(priced[at]?.keys() ?? [])].flatMap((nodes) =>
    resourceNames.flatMap((resource) => {
      const known = days.flatMap((day, place) => {
        const price = priced[place]?.get(nodes)?.[resource] ?? null;
        return price === null ? [] : [{ price, place, startMs: day.startMs }];
      });
      const own = known.findIndex(({ place }) => place === at);
      if (own < 0) return [];
      const prices = known.map(({ price }) => price);
      return [{ nodes, resource, prices, startMs: known.map(({ startMs }) => startMs), at: own }];
    }),
  );
}

/** Prices of an hour by class of nodes; null where the class had too little of a resource. */
function pricesOf(day: DayHead): Map<string, Record<keyof ResourceMoney, number | null>> {
  const sums = new Map<
    string,
    { cost: Record<keyof ResourceMoney, number>; hours: Record<keyof ResourceMoney, number> }
  >();
  for (const node of day.nodes) {
    const name = `${node.nodeType || 'nodes without a type'}${node.preemptible ? ' (spot)' : ''}`;
    const sum = sums.get(name) ?? { cost: { cpu: 0, ram: 0, gpu: 0 }, hours: { cpu: 0, ram: 0, gpu: 0 } };
    for (const resource of resourceNames) sum.cost[resource] += node.cost[resource];
    sum.hours.cpu += node.cpuCoreHours;
    sum.hours.ram += node.ramByteHours / bytesPerGib;
    sum.hours.gpu += node.gpuHours;
    sums.set(name, sum);
  }
  const priceOf = (cost: number, hours: number) => (hours >= leastHours ? cost / hours : null);
  return new Map(
    [...sums].map(([name, { cost, hours }]) => [
      name,
      {
        cpu: priceOf(cost.cpu, hours.cpu),
        ram: priceOf(cost.ram, hours.ram),
        gpu: priceOf(cost.gpu, hours.gpu),
      },
    ]),
  );
}
