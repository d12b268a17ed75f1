import { describeCoverage } from '../cost/coverage.js';
import { clockTime, dayAndMonth, dayMs } from '../cost/time.js';
import { describeWindow, type Window } from '../cost/window.js';
import type { Answer } from '../cost-service/answer.js';
import { billSplit } from './bill-split.js';
import { conditionsOf } from './conditions.js';
import type { CostResult } from './cost-result.js';
import type { Line } from './document.js';
import { showChange, showMoney } from './figures.js';
import { formatNumber } from './format.js';
import { clustersOf } from './row-names.js';

/** "7 closed days, 16–22 Nov (UTC) · 2 of 2 clusters · namespace=payments". */
export function subtitleOf(result: CostResult): string {
  const { answer, configuredClusters } = result;
  const window = describeWindow(
    answer.question.window,
    answer.question.window.kind === 'today' ? answer.asOfMs : result.nowMs,
  );
  const clusters =
    configuredClusters === 1 ? '' : `${answeredClusters(answer)} of ${configuredClusters} clusters`;
  return [window, clusters, conditionsOf(answer.question)].filter(Boolean).join(' · ');
}

/** Clusters that are in the figures: those of which not one day could be read are not. */
export function answeredClusters(answer: Answer): number {
  const clusters = clustersOf(answer);
  const isLost = (cluster: string) => {
    const days = answer.days.filter((day) => day.role === 'window' && day.cluster === cluster);
    return days.length > 0 && days.every((day) => day.missing === 'failed');
  };
  return clusters.filter((cluster) => !isLost(cluster)).length;
}

/** The answer in one sentence: "Cost by namespace: $9,412.80 over …, ▲ $541.45 (6.1 %) on 9–15 Nov." */
export function summaryOf(title: string, result: CostResult): string {
  const { answer } = result;
  const change = changeWords(answer);
  return `${title}: ${totalWords(answer)}, ${subtitleOf(result)}${change === '' ? '' : `, ${change}`}.`;
}

/** "$9,412.80", or "$1,020.60 (6 of 7 days)" where days are missing: a total is never scaled up. */
export function totalWords(answer: Answer): string {
  const total = showMoney(answer.total, answer.currency);
  const { coveredDays, windowDays } = answer;
  if (answer.question.window.kind !== 'days' || coveredDays >= windowDays - 0.01) return total;
  return `${total} (${coverageOf(answer)})`;
}

/** "6 of 7 days"; "13 of 14 cluster-days" where there are several clusters. */
export function coverageOf(answer: Answer): string {
  const clusters = clustersOf(answer).length;
  return describeCoverage(answer.coveredDays * clusters, answer.windowDays * clusters, dayNoun(answer));
}

function dayNoun(answer: Answer): string {
  return clustersOf(answer).length > 1 ? 'cluster-day' : 'day';
}

/** "▲ $541.45 (6.1 %) on 9–15 Nov"; '' where there is nothing to compare with. */
export function changeWords(answer: Answer): string {
  const { totalBaseline, totalCompared, question } = answer;
  if (totalBaseline === null || !question.baseline) return '';
  const change = showChange(totalCompared - totalBaseline, totalBaseline, answer.currency);
  const pairs = comparedDays(answer);
  const all = answer.windowDays * clustersOf(answer).length;
  const part = pairs < all ? `, ${describeCoverage(pairs, all, dayNoun(answer))} compared` : '';
  return `${change} on ${comparedSpan(question.window, question.baseline)}${part}`;
}

/** Of a longer month before only the days that have a counterpart: docs/definitions.md, "Change". */
function comparedSpan(window: Window, baseline: Window): string {
  return spanWords(
    baseline.startMs,
    Math.min(baseline.endMs, baseline.startMs + window.endMs - window.startMs),
  );
}

/** (Cluster, day) pairs that could be compared. */
function comparedDays(answer: Answer): number {
  const { baseline, window } = answer.question;
  if (!baseline) return 0;
  const whole = (role: string) =>
    new Set(
      answer.days
        .filter((day) => day.role === role && (day.state === 'sealed' || day.state === 'final'))
        .map(
          (day) => `${day.cluster} ${day.startMs - (role === 'window' ? window.startMs : baseline.startMs)}`,
        ),
    );
  const before = whole('baseline');
  return [...whole('window')].filter((pair) => before.has(pair)).length;
}

/** "9–15 Nov" or "28 Oct – 3 Nov". */
function spanWords(startMs: number, endMs: number): string {
  const [first, last] = [dayAndMonth(startMs), dayAndMonth(endMs - dayMs)];
  if (first === last) return first;
  const [firstDay, firstMonth] = first.split(' ');
  return last.endsWith(` ${firstMonth}`) ? `${firstDay}–${last}` : `${first} – ${last}`;
}

/** The first lines of an answer: total and change, today beside them. */
export function headLines(result: CostResult): Line[] {
  const { answer } = result;
  const change = changeWords(answer);
  const first: Line = [{ text: totalWords(answer), style: 'bold' }, change === '' ? '' : `   ${change}`];
  const lines: Line[] = [first];
  if (result.todayInstead) lines.unshift(['No closed day is known yet. Today so far:']);
  if (answer.today) {
    const { total, asOfMs } = answer.today;
    lines.push([
      `today so far ${showMoney(total, answer.currency)} until ${clockTime(asOfMs)} UTC (not included)`,
    ]);
  }
  return lines;
}

/** "of the bill: used 32.0 % · requested, unused 36.0 % · idle 21.0 % · storage 7.5 % …" in one line. */
export function splitLines(answer: Answer): Line[] {
  const words = billSplit(answer).map(({ name, share }) => `${name} ${formatNumber('permille', share, '')}`);
  return words.length === 0 ? [] : [[`of the bill: ${words.join(' · ')}`]];
}
