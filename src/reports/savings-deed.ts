import type { Answer } from '../cost-service/answer.js';
import { KubecentError } from '../errors.js';
import type { Line } from './document.js';
import { writeFilter } from './line.js';
import type { ReportContext } from './report.js';
import type { ReportParams } from './report-params.js';
import { savingsOf } from './savings-evidence.js';
import { undoAction } from './savings-items.js';
import { savingNamer } from './savings-names.js';
import type { SavingsResult } from './savings-result.js';
import { findToSnooze, type SnoozeDeed, snoozeFor, snoozingOf } from './savings-snooze.js';
import type { Snooze } from './snoozes.js';

type Done = Pick<SavingsResult, 'snoozes' | 'done' | 'offered'>;

/** The same line without what it does: the answer to it is that of the question behind. */
export function withoutDeed(params: ReportParams): ReportParams {
  const { filter, includeHeld, top, window, windowAsked } = params;
  const tail = [writeFilter(filter), includeHeld ? 'held=include' : '', top === null ? '' : `top=${top}`]
    .filter(Boolean)
    .join(' ');
  const command = ['savings', windowAsked ? window.name : '', tail].filter(Boolean).join(' ');
  return { ...params, action: null, words: [], why: null, tail, command };
}

/** Does what the line says, and gives what is snoozed from then on. Throws KubecentError that says why it cannot be done. */
export async function doDeed(
  deed: SnoozeDeed,
  answer: Answer,
  { tail, windowName }: Pick<SavingsResult, 'tail' | 'windowName'>,
  context: ReportContext,
): Promise<Done> {
  const { snoozes, asker } = snoozingOf(context);
  const { nowMs } = context;
  const before = await snoozes.active(nowMs);
  if (deed.kind === 'undo') {
    const line = await undo(deed.id, before, context);
    return { snoozes: await snoozes.active(nowMs), done: { line, undo: null }, offered: null };
  }
  const recommendation = findToSnooze(deed.id, answer, savingsOf(answer, before));
  if (deed.kind === 'offer') return { snoozes: before, done: null, offered: recommendation };
  const snooze = snoozeFor(deed, recommendation, { currency: answer.currency, by: asker, nowMs });
  await snoozes.add(snooze);
  const line = doneLine(snooze, savingNamer(answer)(recommendation));
  const done = { line, undo: undoAction({ tail, windowName }, deed.id) };
  return { snoozes: await snoozes.active(nowMs), done, offered: null };
}

function doneLine({ untilMs, dismissed }: Snooze, name: string): Line {
  const named = { text: name, style: 'name' as const };
  if (dismissed) return ['Dismissed: ', named];
  if (untilMs === null) return ['Snoozed for ever: ', named];
  return ['Snoozed until ', { dateMs: untilMs, style: 'date-time' }, ': ', named];
}

/** Takes a snooze back; says what is shown again. Throws KubecentError where it is not active any more. */
export async function undo(id: string, active: readonly Snooze[], context: ReportContext): Promise<Line> {
  const { snoozes, asker } = snoozingOf(context);
  const found = active.find((snooze) => snooze.id === id);
  if (!found || !(await snoozes.remove(id, { by: asker, atMs: context.nowMs })))
    throw new KubecentError({
      code: 'NOT_SNOOZED',
      userMessage: 'This is not snoozed any more: its time is over, or somebody has undone it.',
    });
  return ['Shown again from now on: ', { text: snoozeName(found), style: 'name' }];
}

/** "requests of checkout-api · checkout · prod". */
export function snoozeName({ what, place }: Snooze): string {
  return [what, place.namespace, place.cluster].filter(Boolean).join(' · ');
}
