import type { Filter } from '../cost/filter.js';
import type { Question } from '../cost-service/question.js';
import { writeFilter, writeOption } from './line.js';

/** What narrows or turns the figures, as it would be typed: "namespace=payments idle=share"; '' where nothing does. */
export function conditionsOf({
  filter,
  idle,
  includeHeld,
}: Pick<Question, 'filter' | 'idle' | 'includeHeld'>): string {
  const idleWords = idle === 'separate' ? '' : writeOption('idle', idle);
  const heldWords = includeHeld ? writeOption('held', 'include') : '';
  return [writeFilter(filter), idleWords, heldWords].filter(Boolean).join(' ');
}

type Asked = Pick<Question, 'filter' | 'idle' | 'includeHeld' | 'window'>;

/** The same for a line that is asked next: with the running day where it is one of the days, and with other conditions on names where they are given. */
export function writeConditions(question: Asked, filter: Filter = question.filter): string {
  const { kind, includesToday } = question.window;
  const today = kind === 'days' && includesToday ? writeOption('today', 'include') : '';
  return [conditionsOf({ ...question, filter }), today].filter(Boolean).join(' ');
}
