import type { ClusterDay } from '../capacity.js';
import { resourceTotal } from '../idle.js';
import type { ClusterSpan, Found, SavingKind } from './kind.js';
import { fitNodes, headRoom, type NodeFit } from './node-fit.js';
import { perMonth } from './per-month.js';
import { daysInWords } from './wording.js';

/** What nodes cost and nothing asked for, by cluster: capacity that is free already. docs/savings.md. */
export const clusterIdle: SavingKind = {
  name: 'cluster-idle',
  find({ capacity, spans }) {
    const recommendations = [...spans.values()].flatMap((span) =>
      recommend(
        capacity.filter(({ cluster }) => cluster === span.cluster),
        span,
      ),
    );
    return { recommendations, leftOut: [] };
  },
};

function recommend(days: readonly ClusterDay[], span: ClusterSpan): Found['recommendations'] {
  const idle = days.reduce((sum, day) => sum + resourceTotal(day.idle), 0);
  const cost = days.reduce((sum, day) => sum + day.nodeTotal, 0);
  const moneyPerMonth = perMonth(idle, span.coveredHours);
  if (moneyPerMonth === 0) return [];
  const fit = fitNodes(days.filter(({ startMs }) => span.wholeDays.includes(startMs)));
  const share = cost > 0 ? `${((idle / cost) * 100).toFixed(1)} % of the nodes’ cost` : 'this much';
  return [
    {
      cluster: span.cluster,
      namespace: '',
      controller: '',
      controllerKind: '',
      container: '',
      what: 'idle capacity of nodes',
      moneyPerMonth,
      costPerMonth: perMonth(cost, span.coveredHours),
      figure: 'frees_capacity',
      ...riskOf(fit),
      evidence: `${share} was asked for by nothing ${daysInWords(span.days, span)}; ${fitInWords(fit)}`,
      nextStep: nextStepOf(fit),
    },
  ];
}

function riskOf(fit: NodeFit | null): Pick<Found['recommendations'][number], 'risk' | 'riskReason'> {
  const unseen = 'peaks within a day, and which pods may run where, are not seen here';
  if (fit && fit.least > 0) return { risk: 'medium', riskReason: unseen };
  const why = fit
    ? `no whole ${fit.nodeType} was free on the least idle day`
    : 'no node type was there every day';
  return { risk: 'high', riskReason: `${why}; ${unseen}` };
}

/** "of the smallest nodes, 2 to 3 of 5 m-large would have fitted into it with 20 % to spare". */
function fitInWords(fit: NodeFit | null): string {
  if (!fit) return 'how many nodes that is cannot be said, since none of their types was there every day';
  const nodes = `of the smallest nodes, ${rangeInWords(fit)} of ${fit.count} ${nodesInWords(fit)}`;
  const days = fit.least === fit.usual ? '' : ' (least idle day to average day)';
  return `${nodes} would have fitted into it with ${headRoom * 100} % to spare${days}`;
}

function rangeInWords({ least, usual }: NodeFit): string {
  return least === usual ? String(least) : `${least} to ${usual}`;
}

function nodesInWords({ nodeType, preemptible }: NodeFit): string {
  const name = nodeType === '' ? 'nodes' : nodeType;
  return preemptible ? `${name} (preemptible)` : name;
}

function nextStepOf(fit: NodeFit | null): string {
  if (fit && fit.least > 0) return `drain 1 ${fit.nodeType || 'node'}, watch it for a week`;
  return 'pack pods tighter, or use smaller nodes';
}
