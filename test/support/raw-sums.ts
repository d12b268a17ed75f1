/**
 * What a day costs, summed from OpenCost's raw bytes with exact decimals and nothing of Kubecent's own code:
 * the second opinion that figures are held against.
 */
export interface RawSums {
  /** In 1e-5 units, by namespace; unclaimed volumes under "__unmounted__", idle under "__idle__". */
  byNamespace: Map<string, bigint>;
  byPod: Map<string, bigint>;
  total: bigint;
}

const costFields = [
  'cpuCost',
  'gpuCost',
  'ramCost',
  'pvCost',
  'networkCost',
  'loadBalancerCost',
  'sharedCost',
  'externalCost',
];

/** Asks the server for the UTC days [first, last], each on its own, and sums the printed digits. */
export async function sumRawDays(url: string, first: string, last: string): Promise<RawSums> {
  const sums: RawSums = { byNamespace: new Map(), byPod: new Map(), total: 0n };
  for (let day = Date.parse(first); day <= Date.parse(last); day += 86_400_000) {
    const window = [day, day + 86_400_000]
      .map((ms) => `${new Date(ms).toISOString().slice(0, 19)}Z`)
      .join(',');
    const response = await fetch(`${url}/allocation?window=${window}&step=1d&includeIdle=true`);
    addBody(sums, await response.text());
  }
  return sums;
}

/** Reads numbers as text, so that no digit passes through a floating point number. */
function addBody(sums: RawSums, body: string): void {
  const asText = body.replace(/:(-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)(?=[,}\]])/g, ':"$1"');
  const { data } = JSON.parse(asText) as { data: Record<string, Record<string, unknown>>[] };
  for (const set of data) {
    for (const [key, row] of Object.entries(set)) {
      const properties = row.properties as { namespace?: string; pod?: string };
      const namespace = key.includes('__idle__') ? '__idle__' : (properties.namespace ?? '');
      const cost = costFields.reduce((sum, field) => sum + toUnits(String(row[field])), 0n);
      sums.byNamespace.set(namespace, (sums.byNamespace.get(namespace) ?? 0n) + cost);
      const pod = `${namespace}/${properties.pod ?? ''}`;
      sums.byPod.set(pod, (sums.byPod.get(pod) ?? 0n) + cost);
      sums.total += cost;
    }
  }
}

function toUnits(printed: string): bigint {
  const [, sign = '', whole = '0', fraction = ''] = /^(-?)(\d+)(?:\.(\d{1,5}))?$/.exec(printed) ?? [];
  if (!/^-?\d+(\.\d{1,5})?$/.test(printed)) throw new Error(`not a cost of five decimals: ${printed}`);
  const units = BigInt(whole + fraction.padEnd(5, '0'));
  return sign === '-' ? -units : units;
}

/** "$1,320.14", half a cent away from zero. */
export function dollars(units: bigint): string {
  const positive = units < 0n ? -units : units;
  const cents = (positive + 500n) / 1000n;
  const whole = String(cents / 100n).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${units < 0n ? '−' : ''}$${whole}.${String(cents % 100n).padStart(2, '0')}`;
}
