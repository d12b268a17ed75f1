import { unmountedContainer } from '../day-row.js';
import { dayMs } from '../time.js';
import { type ClusterSpan, createTally, type Found, type SavingKind, type SavingsRow } from './kind.js';
import { minimumPerMonth, perMonth } from './per-month.js';
import { bytesInWords, coresInWords, daysInWords, replicasInWords } from './wording.js';

const goneAfterMs = 3 * dayMs;
const everything = 'CPU and memory';

/** Containers without requests: a risk, no money. They look perfectly used and are the first to be evicted. */
export const noRequests: SavingKind = {
  name: 'no-requests',
  find({ rows, spans }) {
    const tally = createTally();
    const recommendations = rows.flatMap((row) => {
      const span = spans.get(row.key[0] ?? '');
      if (!span || !lacksRequests(row) || span.lastMs - row.lastDay.startMs >= goneAfterMs) return [];
      const recommendation = recommend(row, span);
      if (recommendation.costPerMonth >= minimumPerMonth) return [recommendation];
      tally.add('containers without requests that cost too little to list');
      return [];
    });
    return { recommendations, leftOut: tally.list() };
  },
};

function lacksRequests({ kind, key, lastDay, containerMinutes }: SavingsRow): boolean {
  if (kind !== 'group' || key[3] === unmountedContainer || !(containerMinutes > 0)) return false;
  return lastDay.cpuRequestCoreHours === 0 || lastDay.ramRequestByteHours === 0;
}

function recommend(row: SavingsRow, span: ClusterSpan): Found['recommendations'][number] {
  const [cluster = '', namespace = '', controllerKey = '', container = ''] = row.key;
  const controller = controllerKey.slice(controllerKey.indexOf('/') + 1);
  const name = controller === '' || controller === container ? container : `${controller}/${container}`;
  const hours = row.containerMinutes / 60;
  const used = `${coresInWords(row.cpuUsageCoreHours / hours)} and ${bytesInWords(row.ramUsageByteHours / hours)}`;
  const seen = `${replicasInWords(hours, span.coveredHours)} ${daysInWords(row.daysSeen, span)}`;
  const lacks = lackInWords(row);
  return {
    cluster,
    namespace,
    controller,
    controllerKind: row.controllerKind,
    container,
    what: `${lacks === everything ? 'no requests' : `no ${lacks} request`}: ${name}`,
    moneyPerMonth: 0,
    costPerMonth: perMonth(row.cost.cpu + row.cost.ram, span.coveredHours),
    figure: 'none',
    ...riskOf(row),
    evidence: `no request for ${lacks}; it uses ${used} on average; ${seen}`,
    nextStep: `set requests for ${lacks}`,
  };
}

function lackInWords({ lastDay }: SavingsRow): string {
  const cpu = lastDay.cpuRequestCoreHours === 0 ? ['CPU'] : [];
  const ram = lastDay.ramRequestByteHours === 0 ? ['memory'] : [];
  return [...cpu, ...ram].join(' and ');
}

/** The risk of leaving it as it is. */
function riskOf({ lastDay }: SavingsRow): Pick<Found['recommendations'][number], 'risk' | 'riskReason'> {
  if (lastDay.ramRequestByteHours > 0)
    return { risk: 'low', riskReason: 'left as it is, it gets CPU only where others leave some' };
  if (lastDay.cpuRequestCoreHours > 0)
    return {
      risk: 'medium',
      riskReason: 'left as it is, it is evicted early when its node runs out of memory',
    };
  return { risk: 'high', riskReason: 'left as it is, it is evicted first, and its cost looks fully used' };
}
