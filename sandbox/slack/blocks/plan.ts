import { LIMITS } from '../limits.js';
import { byType, type Check, list, object, oneOf, text } from './check.js';
import { richText } from './rich-text.js';
import { blockFields } from './text-object.js';

const source = object({ type: oneOf('url'), url: text(LIMITS.url), text: text(LIMITS.url) });

function task(...states: string[]): Check {
  return object({
    ...blockFields('task_card'),
    task_id: text(LIMITS.blockId),
    title: text(Number.MAX_SAFE_INTEGER),
    'details?': richText,
    'output?': richText,
    'sources?': list(source, Number.MAX_SAFE_INTEGER, 0),
    status: oneOf(...states),
  });
}

/** One step of work, on its own: never pending. */
export const taskCard: Check = task('in_progress', 'complete', 'error');

/** Steps of work under a bare title. */
export const plan: Check = object({
  ...blockFields('plan'),
  title: text(Number.MAX_SAFE_INTEGER),
  'tasks?': list(
    byType({ task_card: task('pending', 'in_progress', 'complete', 'error') }),
    LIMITS.plan.tasks,
    0,
  ),
});
