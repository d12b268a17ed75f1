import type { Risk, SavingsRow } from './kind.js';
import type { Sizing } from './size-request.js';
import { countOf } from './wording.js';

/** So many days show a whole week. */
const enoughDays = 7;
/** CPU that is short is slow; memory that is short is killed. */
const unsteadyCpu = 5;
const unsteadyRam = 1.5;

/** Namespaces of the cluster itself. */
const systemNamespaces: ReadonlySet<string> = new Set(['kube-system', 'kube-public', 'kube-node-lease']);

export interface SizedRow {
  row: Pick<SavingsRow, 'controllerKind' | 'daysSeen'>;
  namespace: string;
  cpu: Sizing | null;
  ram: Sizing | null;
}

/** How likely smaller requests do harm, and why: docs/savings.md. The gravest reasons are named. */
export function sizingRisk(sized: SizedRow): { risk: Risk; riskReason: string } {
  const high = highReasons(sized);
  if (high.length > 0) return { risk: 'high', riskReason: high.join('; ') };
  const medium = mediumReasons(sized);
  if (medium.length > 0) return { risk: 'medium', riskReason: medium.join('; ') };
  const peaks = [sized.cpu, sized.ram].flatMap((sizing) => (sizing ? [peakRatio(sizing)] : []));
  const times = Math.max(...peaks).toFixed(1);
  const days = countOf(sized.row.daysSeen, 'day');
  return { risk: 'low', riskReason: `steady: never above ${times} times its average over ${days}` };
}

function highReasons({ namespace, ram }: SizedRow): string[] {
  return [
    ...(systemNamespaces.has(namespace) ? ['it is part of the cluster itself'] : []),
    ...(ram?.basis === 'average'
      ? ['OpenCost gave no maximum of memory, so this rests on averages over days']
      : []),
  ];
}

function mediumReasons({ row, cpu, ram }: SizedRow): string[] {
  return [
    ...(row.daysSeen < enoughDays
      ? [`seen on ${countOf(row.daysSeen, 'day')} only, which is not a whole week`]
      : []),
    ...(cpu?.basis === 'average'
      ? ['OpenCost gave no maximum of CPU, so this rests on averages over days']
      : []),
    ...(cpu && peakRatio(cpu) > unsteadyCpu
      ? [`CPU peaks at ${peakRatio(cpu).toFixed(1)} times its average`]
      : []),
    ...(ram && peakRatio(ram) > unsteadyRam
      ? [`memory peaks at ${peakRatio(ram).toFixed(1)} times its average`]
      : []),
    ...(row.controllerKind === 'statefulset' ? ['a StatefulSet restarts for it and may hold data'] : []),
    ...(row.controllerKind === 'daemonset' ? ['a DaemonSet restarts for it on every node'] : []),
  ];
}

function peakRatio({ peak, average }: Sizing): number {
  return average > 0 ? peak / average : 1;
}
