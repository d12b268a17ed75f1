/**
 * Days of an OpenCost, taken apart from its raw bytes with nothing of Kubecent's own code: costs as exact decimals, usage
 * by OpenCost's own rules. The second opinion on the overview. Costs are in units of 1e-5.
 */
export interface RawDay {
  /** "2026-11-20". */
  date: string;
  /** Everything, idle and unclaimed volumes too. */
  total: bigint;
  idle: bigint;
  /** Unclaimed volumes under "__unmounted__". */
  byNamespace: Map<string, bigint>;
  parts: Record<'cpuAndRam' | 'gpu' | 'storage' | 'network' | 'loadBalancers', bigint>;
  /** Cost of the CPU and RAM that was used. */
  used: bigint;
  /** Cost by team label, '' for none; without idle and unclaimed volumes. */
  byTeam: Map<string, bigint>;
  /** From the first to the last sight of any node. */
  minutes: number;
}

type Row = Record<string, string> & {
  properties?: Record<string, string> & Record<'labels' | 'namespaceLabels', Record<string, string>>;
  rawAllocationOnly?: Record<string, string> | null;
};

const dayHours = 24;
const dayMs = 86_400_000;
/** A row that ends inside the window may be short by so many minutes, and averages are rounded. */
const lostMinutes = 5;
const tolerance = 1.02;

/** The UTC days [first, last], each asked on its own. */
export async function readRawDays(url: string, first: string, last: string): Promise<RawDay[]> {
  const days: RawDay[] = [];
  for (let ms = Date.parse(first); ms <= Date.parse(last); ms += dayMs) {
    const instant = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`;
    const window = `${instant(ms)},${instant(ms + dayMs)}`;
    const { data } = await readDigits(`${url}/allocation?window=${window}&step=1d&includeIdle=true`);
    const assets = await readDigits(`${url}/assets?window=${window}`);
    const rows = Object.entries((data as Record<string, Row>[])[0] ?? {});
    const nodes = Object.values(assets.data as Record<string, Row>).filter(({ type }) => type === 'Node');
    days.push(sumRows(instant(ms).slice(0, 10), rows, nodes));
  }
  return days;
}

/** A body whose numbers are left as they were printed. */
async function readDigits(url: string): Promise<{ data: unknown }> {
  const body = await (await fetch(url)).text();
  return JSON.parse(body.replace(/:(-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)(?=[,}\]])/g, ':"$1"'));
}

function sumRows(date: string, rows: readonly (readonly [string, Row])[], nodes: readonly Row[]): RawDay {
  const day: RawDay = {
    date,
    total: 0n,
    idle: 0n,
    byNamespace: new Map(),
    parts: { cpuAndRam: 0n, gpu: 0n, storage: 0n, network: 0n, loadBalancers: 0n },
    used: 0n,
    byTeam: new Map(),
    minutes: minutesOf(nodes),
  };
  for (const [key, row] of rows) {
    const cpu = units(row.cpuCost);
    const ram = units(row.ramCost);
    const rest = {
      gpu: units(row.gpuCost),
      storage: units(row.pvCost),
      network: units(row.networkCost),
      loadBalancers: units(row.loadBalancerCost),
    };
    const cost = cpu + ram + rest.gpu + rest.storage + rest.network + rest.loadBalancers;
    day.total += cost;
    if (key.includes('__idle__')) {
      day.idle += cost;
      continue;
    }
    day.parts.cpuAndRam += cpu + ram;
    for (const part of ['gpu', 'storage', 'network', 'loadBalancers'] as const) day.parts[part] += rest[part];
    day.used += usedOf(cpu, cpuHoursUsed(row), Number(row.cpuCoreHours));
    day.used += usedOf(
      ram,
      (Number(row.ramByteUsageAverage) * Number(row.minutes)) / 60,
      Number(row.ramByteHours),
    );
    const namespace = row.properties?.namespace ?? '';
    add(day.byNamespace, namespace, cost);
    const { labels, namespaceLabels } = row.properties ?? {};
    if (namespace !== '__unmounted__') add(day.byTeam, labels?.team ?? namespaceLabels?.team ?? '', cost);
  }
  return day;
}

/** The average is one over the whole day, unless the container would then have used more than it ever did. */
function cpuHoursUsed(row: Row): number {
  const average = Number(row.cpuCoreUsageAverage);
  const minutes = Number(row.minutes);
  const maximum = Number(row.rawAllocationOnly?.cpuCoreUsageMax ?? 0);
  const overDay = average * dayHours;
  const most = (maximum * (minutes + lostMinutes) * tolerance) / 60;
  const contradicts = maximum > 0 && average <= maximum * tolerance && overDay > most;
  return contradicts ? (average * minutes) / 60 : overDay;
}

function usedOf(cost: bigint, usedHours: number, allocatedHours: number): bigint {
  if (!(usedHours > 0) || !(allocatedHours > 0)) return 0n;
  const used = BigInt(Math.round((Number(cost) * usedHours) / allocatedHours));
  return used < cost ? used : cost;
}

function minutesOf(nodes: readonly Row[]): number {
  const starts = nodes.map(({ start }) => Date.parse(start ?? ''));
  const ends = nodes.map(({ end }) => Date.parse(end ?? ''));
  return nodes.length === 0 ? 0 : (Math.max(...ends) - Math.min(...starts)) / 60_000;
}

function add(sums: Map<string, bigint>, key: string, cost: bigint): void {
  sums.set(key, (sums.get(key) ?? 0n) + cost);
}

/** Five decimals at most, as an integer. */
function units(printed: string | undefined): bigint {
  const [, sign, whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d{1,5}))?$/.exec(printed ?? '0') ?? [];
  if (whole === '') throw new Error(`not a cost of five decimals: ${printed}`);
  const amount = BigInt(whole + fraction.padEnd(5, '0'));
  return sign === '-' ? -amount : amount;
}

/** Shares of the total in tenths of a per cent that add up to 1,000, by the largest remainder. */
export function tenthsOf(amounts: readonly bigint[]): bigint[] {
  const total = amounts.reduce((sum, amount) => sum + amount, 0n);
  const floors = amounts.map((amount) => (amount * 1000n) / total);
  const rests = amounts.map((amount, at) => ({ at, rest: (amount * 1000n) % total }));
  rests.sort((a, b) => (a.rest === b.rest ? a.at - b.at : a.rest < b.rest ? 1 : -1));
  const missing = 1000n - floors.reduce((sum, floor) => sum + floor, 0n);
  for (const { at } of rests.slice(0, Number(missing))) floors[at] = (floors[at] ?? 0n) + 1n;
  return floors;
}
