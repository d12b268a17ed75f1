/** What one container of one controller asked for, used and cost, read from OpenCost's raw bytes alone. */
export interface RawContainer {
  cpuCost: number;
  ramCost: number;
  cpuCoreHours: number;
  ramByteHours: number;
  containerHours: number;
  cpuRequest: number;
  ramRequest: number;
  cpuMax: number;
  ramMax: number;
}

interface WireRow {
  properties: { namespace?: string; controller?: string; container?: string };
  minutes: number;
  cpuCost: number;
  ramCost: number;
  cpuCoreHours: number;
  ramByteHours: number;
  cpuCoreRequestAverage: number;
  ramByteRequestAverage: number;
  rawAllocationOnly?: { cpuCoreUsageMax: number; ramByteUsageMax: number } | null;
}

/** Sums the UTC days [first, last], each asked on its own, with nothing of Kubecent's own code. */
export async function readRawContainer(
  url: string,
  place: { namespace: string; controller: string },
  [first, last]: readonly [string, string],
): Promise<RawContainer> {
  const raw: RawContainer = {
    cpuCost: 0,
    ramCost: 0,
    cpuCoreHours: 0,
    ramByteHours: 0,
    containerHours: 0,
    cpuRequest: 0,
    ramRequest: 0,
    cpuMax: 0,
    ramMax: 0,
  };
  for (let day = Date.parse(first); day <= Date.parse(last); day += 86_400_000) {
    const window = [day, day + 86_400_000]
      .map((ms) => `${new Date(ms).toISOString().slice(0, 19)}Z`)
      .join(',');
    const response = await fetch(`${url}/allocation?window=${window}&step=1d&includeIdle=true`);
    const { data } = (await response.json()) as { data: Record<string, WireRow>[] };
    for (const row of data.flatMap((set) => Object.values(set))) {
      const { namespace, controller } = row.properties;
      if (namespace === place.namespace && controller === place.controller) addRow(raw, row);
    }
  }
  return raw;
}

function addRow(raw: RawContainer, row: WireRow): void {
  raw.cpuCost += row.cpuCost;
  raw.ramCost += row.ramCost;
  raw.cpuCoreHours += row.cpuCoreHours;
  raw.ramByteHours += row.ramByteHours;
  raw.containerHours += row.minutes / 60;
  raw.cpuRequest = Math.max(raw.cpuRequest, row.cpuCoreRequestAverage);
  raw.ramRequest = Math.max(raw.ramRequest, row.ramByteRequestAverage);
  raw.cpuMax = Math.max(raw.cpuMax, row.rawAllocationOnly?.cpuCoreUsageMax ?? 0);
  raw.ramMax = Math.max(raw.ramMax, row.rawAllocationOnly?.ramByteUsageMax ?? 0);
}
