import { unmountedContainer } from '../day-row.js';
import { isJob } from '../jobs.js';
import { dayMs } from '../time.js';
import {
  type ClusterSpan,
  createTally,
  type Found,
  fewestWholeDays,
  type SavingKind,
  type SavingsRow,
} from './kind.js';
import { perMonth } from './per-month.js';
import { cpuRule, ramRule, type Sizing, sizeRequest } from './size-request.js';
import { sizingRisk } from './sizing-risk.js';
import {
  bytesInWords,
  coresInWords,
  cpuQuantity,
  daysInWords,
  memoryQuantity,
  replicasInWords,
} from './wording.js';

/** One that was last seen longer ago is gone; a weekend is not. */
const goneAfterMs = 3 * dayMs;

/** Requests that are larger than the highest use needs: they free capacity. docs/savings.md has the formula. */
export const overRequested: SavingKind = {
  name: 'over-requested',
  find({ rows, spans }) {
    const tally = createTally();
    const recommendations = rows.flatMap((row) => {
      const span = spans.get(row.key[0] ?? '');
      if (!span || !hasRequests(row) || span.lastMs - row.lastDay.startMs >= goneAfterMs) return [];
      const why = whyNot(row);
      if (why !== null) {
        tally.add(why);
        return [];
      }
      return recommend(row, span) ?? [];
    });
    return { recommendations, leftOut: tally.list() };
  },
};

function hasRequests({ kind, key, cpuRequestCoreHours, ramRequestByteHours }: SavingsRow): boolean {
  return (
    kind === 'group' && key[3] !== unmountedContainer && (cpuRequestCoreHours > 0 || ramRequestByteHours > 0)
  );
}

/** Why a row cannot be judged; null: it can. */
function whyNot(row: SavingsRow): string | null {
  const { key, controllerKind, wholeDays, ramUsageByteHours } = row;
  if (isJob(controllerKind)) return 'containers of jobs';
  if (key[2] === '') return 'containers of bare pods';
  if (controllerKind === '') return 'containers of an unknown kind of controller';
  if (controllerKind === 'daemonset' && key[1] === 'kube-system')
    return 'containers of DaemonSets in kube-system';
  if (wholeDays < fewestWholeDays) return `containers seen all day on fewer than ${fewestWholeDays} days`;
  // a container that runs uses memory: without any, nothing was measured
  if (!(ramUsageByteHours > 0)) return 'containers whose use was not measured';
  return null;
}

function recommend(row: SavingsRow, span: ClusterSpan): Found['recommendations'] | null {
  const { cpu, ram } = sizeRow(row);
  const moneyPerMonth = perMonth((cpu?.saving ?? 0) + (ram?.saving ?? 0), span.coveredHours);
  if (moneyPerMonth === 0) return null;
  const [cluster = '', namespace = '', controllerKey = '', container = ''] = row.key;
  const controller = controllerKey.slice(controllerKey.indexOf('/') + 1);
  const requests = [
    cpu ? `cpu ${cpuQuantity(cpu.recommended)}` : '',
    ram ? `memory ${memoryQuantity(ram.recommended)}` : '',
  ];
  return [
    {
      cluster,
      namespace,
      controller,
      controllerKind: row.controllerKind,
      container,
      what: `requests of ${controller === container ? controller : `${controller}/${container}`}`,
      moneyPerMonth,
      costPerMonth: perMonth(row.cost.cpu + row.cost.ram, span.coveredHours),
      figure: 'frees_capacity',
      ...sizingRisk({ row, namespace, cpu, ram }),
      evidence: [
        ...(cpu ? [`CPU: ${useInWords(cpu, coresInWords)}`] : []),
        ...(ram ? [`memory: ${useInWords(ram, bytesInWords)}`] : []),
        `${replicasInWords(row.containerMinutes / 60, span.coveredHours)} ${daysInWords(row.daysSeen, span)}`,
      ].join('; '),
      nextStep: `set requests: ${requests.filter(Boolean).join(', ')}`,
    },
  ];
}

/** What each resource should ask for; null where it is not larger than that. */
function sizeRow(row: SavingsRow): { cpu: Sizing | null; ram: Sizing | null } {
  const containerHours = row.containerMinutes / 60;
  const lastHours = row.lastDay.containerMinutes / 60;
  const now = (hours: number) => (lastHours > 0 ? hours / lastHours : 0);
  const cpu = sizeRequest(
    {
      cost: row.cost.cpu,
      used: row.used.cpu,
      allocatedHours: row.cpuCoreHours,
      usageHours: row.cpuUsageCoreHours,
      containerHours,
      requestNow: now(row.lastDay.cpuRequestCoreHours),
      maximum: row.cpuCoreUsageMax,
      highestAverage: row.cpuCoreAverageMax,
    },
    cpuRule,
  );
  const ram = sizeRequest(
    {
      cost: row.cost.ram,
      used: row.used.ram,
      allocatedHours: row.ramByteHours,
      usageHours: row.ramUsageByteHours,
      containerHours,
      requestNow: now(row.lastDay.ramRequestByteHours),
      maximum: row.ramByteUsageMax,
      highestAverage: row.ramByteAverageMax,
    },
    ramRule,
  );
  // a trim that saves nothing is no advice
  const worth = (sizing: Sizing | null) => (sizing && sizing.saving > 0 ? sizing : null);
  return { cpu: worth(cpu), ram: worth(ram) };
}

/** "2 cores asked for, 119 mCPU used on average, 202 mCPU at most". */
function useInWords(sizing: Sizing, inWords: (amount: number) => string): string {
  const { requestNow, average, peak, basis } = sizing;
  const highest = basis === 'maximum' ? 'at most' : 'on the highest day (no maximum known)';
  return `${inWords(requestNow)} asked for, ${inWords(average)} used on average, ${inWords(peak)} ${highest}`;
}
