import type { Money } from '../cost/money.js';
import { weekdayName } from '../cost/time.js';
import type { AnswerRow } from '../cost-service/answer.js';
import type { DigestResult, Mover } from './digest-result.js';
import { idleReason, rowReason } from './mover-reason.js';
import { clustersOf, rowNamer } from './row-names.js';

/** What moved, the most money first; all changes together are the change of the total. [] where nothing can be compared. */
export function moversOf(result: DigestResult): Mover[] {
  const { answer } = result;
  if (answer.totalBaseline === null) return [];
  const nameOf = rowNamer(answer);
  const rows = answer.rows.map((row): Mover => {
    const baseline = row.baseline ?? 0;
    const note = noteOf(row);
    return {
      name: nameOf(row),
      change: row.compared - baseline,
      baseline,
      note,
      reason: note === '' ? rowReason(result, row) : sinceWords(result, row, note),
    };
  });
  const moved = [...rows, ...idleMovers(result)].filter(({ change }) => change !== 0);
  return moved.sort((a, b) => Math.abs(b.change) - Math.abs(a.change) || (a.name < b.name ? -1 : 1));
}

/** Idle of each cluster is a mover of its own. */
function idleMovers(result: DigestResult): Mover[] {
  const { answer } = result;
  if (!answer.idleInTotal) return [];
  const several = clustersOf(answer).length > 1;
  return answer.idleByCluster.map(({ cluster, compared, baseline }) => {
    const before = baseline ?? 0;
    const name = several ? `idle · ${cluster}` : 'idle';
    const change = compared - before;
    return { name, change, baseline: before, note: '', reason: idleReason(result, cluster, change) };
  });
}

function noteOf({ compared, baseline }: AnswerRow): Mover['note'] {
  if ((baseline ?? 0) === 0 && compared > 0) return 'new';
  if (compared === 0 && (baseline ?? 0) > 0) return 'gone';
  return '';
}

/** "since Wed": the first day with any cost, where it is not the first day of all. */
function sinceWords({ answer }: DigestResult, row: AnswerRow, note: Mover['note']): string {
  if (note !== 'new') return '';
  const first = row.byDay.findIndex((money: Money) => money > 0);
  const day = answer.seriesDays[first];
  return day === undefined || first === 0 ? '' : `since ${weekdayName(day)}`;
}
