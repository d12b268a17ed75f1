import type { ClusterDay } from '../cost/capacity.js';
import type { Money } from '../cost/money.js';
import { weekdayName } from '../cost/time.js';
import type { Answer, AnswerRow } from '../cost-service/answer.js';
import type { DigestResult } from './digest-result.js';

/** Less than this much of a change is not named as its reason. */
const leastFactor = 1.15;
const gibibyte = 2 ** 30;

/**
 * Why a namespace costs more or less: what changed most in the controller that moved most. Replicas, then what each asks
 * for, then the price of it, then the part of the bill that moved. '' where the data does not show it.
 */
export function rowReason(result: DigestResult, row: AnswerRow): string {
  const { controllers, controllersBefore } = result;
  if (!controllersBefore || row.kind !== 'group') return '';
  const change = row.compared - (row.baseline ?? 0);
  const [now, before] = largestMove(controllers, controllersBefore, row, change);
  if (!now || !before) return now || before ? partReason(result, row) : '';
  const words =
    countWords('replicas', replicas(now, controllers), replicas(before, controllersBefore), change) ??
    sizeWords(
      'CPU requests',
      perPod(now, 'cpuRequestCoreHours'),
      perPod(before, 'cpuRequestCoreHours'),
      change,
      cores,
    ) ??
    sizeWords(
      'RAM requests',
      perPod(now, 'ramRequestByteHours'),
      perPod(before, 'ramRequestByteHours'),
      change,
      gib,
    ) ??
    priceWords(now, before, change);
  if (words === null) return partReason(result, row);
  const since = sinceWords(now, controllers);
  return [words, since].filter(Boolean).join(' ');
}

/** Why a cluster's idle moved: nodes came or went, or the same nodes are asked for less or more. */
export function idleReason({ savings, savingsBefore }: DigestResult, cluster: string, change: Money): string {
  if (!savings || !savingsBefore) return '';
  const [now, before] = [nodesOf(savings, cluster), nodesOf(savingsBefore, cluster)];
  const [count, countBefore] = [average(now), average(before)];
  const nodes = Math.round(count - countBefore);
  if (nodes === 0 || nodes > 0 !== change > 0) return '';
  const day = stepDay(
    now.map(({ startMs, count: value }) => ({ startMs, value })),
    nodes > 0,
  );
  const what = `${Math.abs(nodes)} ${Math.abs(nodes) === 1 ? 'node' : 'nodes'} ${nodes > 0 ? 'added' : 'removed'}`;
  return day === null ? what : `${what} ${weekdayName(day)}`;
}

/** The controller of the row whose cost moved most in the row's direction, in both windows. */
function largestMove(
  controllers: Answer,
  controllersBefore: Answer,
  row: AnswerRow,
  change: Money,
): [AnswerRow | undefined, AnswerRow | undefined] {
  const isOf = ({ key }: AnswerRow) => key[0] === row.key[0] && key[1] === row.key[1];
  const moved = controllers.rows
    .filter(isOf)
    .map((one) => ({ one, change: one.compared - (one.baseline ?? 0) }))
    .sort((a, b) => (change > 0 ? b.change - a.change : a.change - b.change))[0]?.one;
  const key = moved?.key.join('\u0000');
  return [moved, controllersBefore.rows.find((one) => one.key.join('\u0000') === key)];
}

/** Pods running on average. */
function replicas({ podMinutes }: AnswerRow, { coveredDays }: Answer): number {
  return coveredDays > 0 ? podMinutes / 60 / 24 / coveredDays : 0;
}

function perPod(row: AnswerRow, name: 'cpuRequestCoreHours' | 'ramRequestByteHours'): number {
  return row.podMinutes > 0 ? row[name] / (row.podMinutes / 60) : 0;
}

/** "6 → 10 replicas"; null where they hardly changed, or not in the direction of the money. */
function countWords(noun: string, now: number, before: number, change: Money): string | null {
  if (!explains(now, before, change)) return null;
  const [from, to] = [shortNumber(before), shortNumber(now)];
  return from === to ? null : `${from} → ${to} ${noun}`;
}

function sizeWords(
  noun: string,
  now: number,
  before: number,
  change: Money,
  show: (value: number) => string,
): string | null {
  if (!explains(now, before, change) || show(now) === show(before)) return null;
  return `${noun} ${show(before)} → ${show(now)} a pod`;
}

/** "CPU price ▲ 20 %". */
function priceWords(now: AnswerRow, before: AnswerRow, change: Money): string | null {
  const price = ({ cost, cpuCoreHours }: AnswerRow) => (cpuCoreHours > 0 ? cost.cpu / cpuCoreHours : 0);
  if (!explains(price(now), price(before), change)) return null;
  const percent = Math.round((price(now) / price(before) - 1) * 100);
  return `CPU price ${percent > 0 ? '▲' : '▼'} ${Math.abs(percent)} %`;
}

function explains(now: number, before: number, change: Money): boolean {
  if (now <= 0 || before <= 0) return false;
  return change > 0 ? now / before >= leastFactor : before / now >= leastFactor;
}

/** "storage": the part of the bill that makes up most of the change. */
function partReason({ controllersBefore, controllers }: DigestResult, row: AnswerRow): string {
  const partsOf = (answer: Answer | null) => {
    const sums = { storage: 0, network: 0, loadBalancer: 0, gpu: 0 };
    for (const one of answer?.rows ?? []) {
      if (one.key[0] !== row.key[0] || one.key[1] !== row.key[1]) continue;
      for (const part of partNames) sums[part] += one.cost[part];
    }
    return sums;
  };
  const change = row.compared - (row.baseline ?? 0);
  const [now, before] = [partsOf(controllers), partsOf(controllersBefore)];
  const part = partNames.find(
    (name) => (now[name] - before[name]) * Math.sign(change) > Math.abs(change) / 2,
  );
  return part ? partWords[part] : '';
}

const partNames = ['storage', 'network', 'loadBalancer', 'gpu'] as const;
const partWords = { storage: 'storage', network: 'network', loadBalancer: 'load balancers', gpu: 'GPU' };

function nodesOf({ capacity }: Answer, cluster: string): { startMs: number; count: number }[] {
  const count = ({ nodes }: ClusterDay) => nodes.reduce((sum, group) => sum + group.count, 0);
  return capacity
    .filter((day) => day.cluster === cluster)
    .map((day) => ({ startMs: day.startMs, count: count(day) }))
    .sort((a, b) => a.startMs - b.startMs);
}

function average(days: readonly { count: number }[]): number {
  return days.length === 0 ? 0 : days.reduce((sum, { count }) => sum + count, 0) / days.length;
}

/** "since Tue": the day of the window on which its cost went to its new level. */
function sinceWords(row: AnswerRow, answer: Answer): string {
  const days = row.byDay.map((value, at) => ({ startMs: answer.seriesDays[at] ?? 0, value }));
  const day = stepDay(days, row.compared > (row.baseline ?? 0));
  return day === null ? '' : `since ${weekdayName(day)}`;
}

/** The first day beyond the middle of lowest and highest, where the days before all lie on the other side; null: there is no such step. */
function stepDay(days: readonly { startMs: number; value: number }[], isUp: boolean): number | null {
  const values = days.map(({ value }) => value);
  const [lowest, highest] = [Math.min(...values), Math.max(...values)];
  if (days.length < 2 || highest < lowest * leastFactor) return null;
  const middle = (lowest + highest) / 2;
  const isBeyond = (value: number) => (isUp ? value > middle : value < middle);
  const at = values.findIndex(isBeyond);
  if (at <= 0 || !values.slice(at).every(isBeyond)) return null;
  return days[at]?.startMs ?? null;
}

function shortNumber(value: number): string {
  return value >= 9.95 ? String(Math.round(value)) : String(Math.round(value * 10) / 10);
}

function cores(value: number): string {
  return `${Math.round(value * 100) / 100}`;
}

function gib(bytes: number): string {
  return `${Math.round((bytes / gibibyte) * 10) / 10} GiB`;
}
