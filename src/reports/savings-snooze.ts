import { isSavingId, savingId } from '../cost/savings/identity.js';
import type { Recommendation } from '../cost/savings/kind.js';
import { dayMs } from '../cost/time.js';
import type { Answer } from '../cost-service/answer.js';
import { KubecentError, NotUnderstood } from '../errors.js';
import type { ReportContext } from './report.js';
import type { ReportParams } from './report-params.js';
import { isNarrow } from './savings-conditions.js';
import type { FoundSavings } from './savings-evidence.js';
import type { Snooze, Snoozes } from './snoozes.js';

/** What a line of savings is to do with one recommendation. */
export type SnoozeDeed =
  | { kind: 'snooze'; id: string; days: number | null; why: string }
  | { kind: 'dismiss'; id: string; why: string }
  | { kind: 'undo'; id: string }
  /** Without a time: what can be chosen is offered. */
  | { kind: 'offer'; id: string };

export const snoozedList = { label: 'Snoozed', command: 'savings snoozed' };
const usage = 'savings snooze <id> 7d, 30d or forever, such as savings snooze 1a2b3c4d5e 30d';
const mostDays = 366;
const longestReason = 300;

/** Understands the words behind `savings`; null: nothing is to be done. Throws NotUnderstood. */
export function deedOf({ action, words, why }: ReportParams): SnoozeDeed | null {
  if (action !== 'snooze' && action !== 'dismiss' && action !== 'undo') return null;
  const [, typed = '', ...rest] = words;
  const id = typed.toLowerCase();
  if (!isSavingId(id))
    throw refusal(
      `${action} takes the id of a recommendation, which savings shows; savings of a namespace of that name are savings namespace=${action}.`,
      'BAD_VALUE',
    );
  if (why !== null && why.length > longestReason)
    throw refusal(`A reason has at most ${longestReason} characters.`, 'BAD_VALUE');
  if (action === 'snooze') return snoozeDeed(id, rest.join('').toLowerCase(), why);
  if (rest.length > 0) throw refusal(`“${rest[0]}” means nothing to savings ${action}.`, 'UNKNOWN_WORD');
  if (action === 'undo') return { kind: 'undo', id };
  return { kind: 'dismiss', id, why: needed(why, 'dismiss', `savings dismiss ${id}`) };
}

function snoozeDeed(id: string, span: string, why: string | null): SnoozeDeed {
  if (span === '') return { kind: 'offer', id };
  if (span === 'forever')
    return {
      kind: 'snooze',
      id,
      days: null,
      why: needed(why, 'snooze for ever', `savings snooze ${id} forever`),
    };
  const days = Number(/^(\d{1,3})d$/.exec(span)?.[1]);
  if (!(days >= 1 && days <= mostDays))
    throw refusal(`“${span}” is no time to snooze for: type ${usage}.`, 'BAD_VALUE');
  return { kind: 'snooze', id, days, why: why ?? '' };
}

function needed(why: string | null, what: string, line: string): string {
  if (why !== null) return why;
  throw refusal(`To ${what}, say why, so that others know: ${line} why="…".`, 'OPTION_NEEDED');
}

/** Whether a line lacks nothing but the reason that it needs. */
export function lacksReason({ action, words, why }: Pick<ReportParams, 'action' | 'words' | 'why'>): boolean {
  return (
    why === null && (action === 'dismiss' || (action === 'snooze' && words.slice(2).join('') === 'forever'))
  );
}

/** Whoever may snooze, and where it is kept. Throws NotUnderstood where nobody can. */
export function snoozingOf({ snoozes, asker }: ReportContext): { snoozes: Snoozes; asker: string } {
  if (!snoozes)
    throw refusal('This Kubecent cannot snooze: it was started without a data folder.', 'NO_SNOOZES', []);
  if (asker === null)
    throw refusal('Snoozing is done in Slack or in a terminal, where it is known who does it.', 'NO_SNOOZES');
  return { snoozes, asker };
}

/** The recommendation with this id among those that are shown. Throws KubecentError that says why there is none. */
export function findToSnooze(id: string, answer: Answer, found: FoundSavings): Recommendation {
  if (isNarrow(answer))
    throw refusal(
      'Under conditions on pods, nodes or labels only a part of it is seen: snooze it without them.',
      'SNOOZE_PART',
    );
  const shown = found.recommendations.find((each) => savingId(each) === id);
  if (shown) return shown;
  if (found.hidden.some((each) => savingId(each) === id))
    throw new KubecentError({
      code: 'SNOOZED_ALREADY',
      userMessage: 'Somebody has snoozed or dismissed it already: savings snoozed says who, and why.',
    });
  const why =
    answer.unread === null
      ? 'it was applied, is worth too little now, or lies outside of this window and these conditions'
      : 'the days are still being read; press it again in a moment';
  throw new KubecentError({
    code: 'SAVING_GONE',
    userMessage: `This saving is not found any more: ${why}.`,
    retryable: answer.unread !== null,
  });
}

/** What is kept of it. Pure. */
export function snoozeFor(
  deed: Extract<SnoozeDeed, { kind: 'snooze' | 'dismiss' }>,
  recommendation: Recommendation,
  { currency, by, nowMs }: { currency: string; by: string; nowMs: number },
): Snooze {
  const { kind, cluster, namespace, controllerKind, controller, container } = recommendation;
  const { what, moneyPerMonth, figure } = recommendation;
  const days = deed.kind === 'snooze' ? deed.days : null;
  return {
    id: deed.id,
    place: { kind, cluster, namespace, controllerKind, controller, container },
    what,
    moneyPerMonth,
    figure,
    currency,
    untilMs: days === null ? null : nowMs + days * dayMs,
    dismissed: deed.kind === 'dismiss',
    why: deed.why,
    by,
    atMs: nowMs,
  };
}

function refusal(userMessage: string, code: string, suggestions = [snoozedList]): NotUnderstood {
  return new NotUnderstood(userMessage, suggestions, code);
}
