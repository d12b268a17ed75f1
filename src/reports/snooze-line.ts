import { NotUnderstood } from '../errors.js';
import { paramsOf } from './answer-line.js';
import { deedOf, lacksReason } from './savings-snooze.js';

const anyWhy = 'asked for';

/**
 * What a line is that snoozes, dismisses or undoes, as buttons carry it: whether it still needs a reason. null: it is
 * another one, or none that is understood. Pure.
 */
export function snoozeLine(line: string, nowMs: number): { lacksReason: boolean } | null {
  try {
    const params = paramsOf(line, { nowMs, weekStarts: 'monday' });
    const lacks = lacksReason(params);
    return deedOf(lacks ? { ...params, why: anyWhy } : params) === null ? null : { lacksReason: lacks };
  } catch (error) {
    if (error instanceof NotUnderstood) return null;
    throw error;
  }
}
