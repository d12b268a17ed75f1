import type { DayHead } from '../day.js';
import { resourceTotal } from '../idle.js';
import { dayMs, minuteMs } from '../time.js';
import { medianSeenFrom, type NeighbourCheck } from './levels.js';
import { countInWords, percentInWords } from './wording.js';

/** What ran on a day and what its nodes cost, for a whole day. */
interface Activity {
  startMs: number;
  workloads: number;
  allocated: number;
  nodes: number;
}

/**
 * Workloads down to a fraction while their nodes were still paid for: what OpenCost saw of the pods broke off. Both the
 * days around and those before must have had more, so a cluster that grows is not held back; nor is one whose nodes
 * went too, or a quiet day of the week that was quiet a week before or after.
 */
export const checkDisappearance: NeighbourCheck = ({ day, before, after }, limits) => {
  const atAnEnd = before.length === 0 || after.length === 0;
  if (atAnEnd && day.findings.some(({ severity }) => severity === 'partial')) return null;
  const own = activityOf(day);
  const earlier = before.map(activityOf).filter(isKnown);
  const around = [...earlier, ...after.map(activityOf).filter(isKnown)];
  if (!isKnown(own) || earlier.length === 0 || around.length < limits.leastNeighbours) return null;

  const usual = (key: keyof Activity, days: readonly Activity[]) =>
    medianSeenFrom(
      own[key],
      days.map((one) => one[key]),
    );
  const fellUnder = (share: number, key: keyof Activity) =>
    own[key] < share * usual(key, around) && own[key] < share * usual(key, earlier);
  const { disappearedShare, disappearedCostShare, nodesPaidShare } = limits;
  const costFell = fellUnder(disappearedShare, 'allocated');
  const rowsFell = fellUnder(disappearedShare, 'workloads') && fellUnder(disappearedCostShare, 'allocated');
  if (!costFell && !rowsFell) return null;
  if (own.nodes < nodesPaidShare * usual('nodes', around)) return null;
  const isAsQuiet = (other: Activity) =>
    own.allocated >= disappearedCostShare * other.allocated &&
    own.workloads >= disappearedCostShare * other.workloads;
  if (around.some((other) => isSameWeekday(own, other) && isAsQuiet(other))) return null;

  const [cost, nodes] = (['allocated', 'nodes'] as const).map((key) =>
    percentInWords(own[key] / usual(key, around)),
  );
  const workloads = `${countInWords(own.workloads)} workloads where ${countInWords(usual('workloads', around))} are usual`;
  return {
    check: 'disappearance',
    severity: 'held',
    reason: `${workloads}, at ${cost} of their cost, while nodes cost ${nodes} of what is usual`,
    figures: {
      workloads: own.workloads,
      usualWorkloads: usual('workloads', around),
      costShare: own.allocated / usual('allocated', around),
      nodeShare: own.nodes / usual('nodes', around),
    },
  };
};

function activityOf(day: DayHead): Activity {
  const { startMs, workloads, coveredMinutes, nodeTotal } = day;
  const scale = coveredMinutes > 0 ? dayMs / minuteMs / coveredMinutes : 0;
  const allocated = day.nodes.reduce((sum, node) => sum + resourceTotal(node.allocated), 0);
  return { startMs, workloads, allocated: allocated * scale, nodes: nodeTotal * scale };
}

/** A day whose assets could not be read tells nothing here. */
function isKnown({ nodes }: Activity): boolean {
  return nodes > 0;
}

function isSameWeekday(a: Activity, b: Activity): boolean {
  return (a.startMs - b.startMs) % (7 * dayMs) === 0;
}
