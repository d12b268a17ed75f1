import { unmountedContainer } from '../day-row.js';
import type { ClusterSpan, Found, Risk, SavingKind, SavingsRow } from './kind.js';
import { perMonth } from './per-month.js';
import { bytesInWords, daysInWords } from './wording.js';

/** Volumes that no pod mounts: those that nobody claims, and claims of a namespace. They can go now. */
export const unclaimedVolumes: SavingKind = {
  name: 'unclaimed-volumes',
  find({ rows, spans }) {
    const recommendations = rows.flatMap((row) => {
      const span = spans.get(row.key[0] ?? '');
      if (!span || !isUnmounted(row) || row.lastDay.startMs < span.lastMs) return [];
      return [recommend(row, span)];
    });
    return { recommendations, leftOut: [] };
  },
};

/** What is gone by the last day needs no advice. */
function isUnmounted({ kind, key, cost }: SavingsRow): boolean {
  const [, , controller, container] = key;
  const unmounted = kind === 'unmounted' || (container === unmountedContainer && controller === '');
  return unmounted && cost.storage > 0;
}

function recommend(row: SavingsRow, span: ClusterSpan): Found['recommendations'][number] {
  const [cluster = '', namespace = ''] = row.key;
  const money = perMonth(row.cost.storage, span.coveredHours);
  const size = bytesInWords(row.pvByteHours / span.coveredHours);
  const claimed = row.kind === 'group';
  return {
    cluster,
    namespace,
    controller: '',
    controllerKind: '',
    container: '',
    what: claimed ? 'unmounted claims' : 'unclaimed volumes',
    moneyPerMonth: money,
    costPerMonth: money,
    figure: 'can_go_now',
    ...riskOf(row, span, claimed),
    evidence: `${size} that no pod mounted ${daysInWords(row.daysSeen, span)}`,
    nextStep: claimed ? 'snapshot, then delete the claims' : 'snapshot, then delete the volumes',
  };
}

function riskOf(row: SavingsRow, span: ClusterSpan, claimed: boolean): { risk: Risk; riskReason: string } {
  const away = span.days - row.daysSeen;
  if (away > 0) {
    const riskReason = `mounted, or not there, on ${away} of ${span.days} days: something may use them now and then`;
    return { risk: 'high', riskReason };
  }
  if (claimed) {
    const riskReason = 'a claim still holds the data, as that of a workload scaled to zero does';
    return { risk: 'medium', riskReason };
  }
  return {
    risk: 'low',
    riskReason: 'no claim points at them; but what is deleted is gone, so snapshot first',
  };
}
