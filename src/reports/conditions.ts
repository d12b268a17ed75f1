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
