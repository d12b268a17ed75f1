import { LIMITS } from '../limits.js';
import { type Check, object, text } from './check.js';
import { blockFields } from './text-object.js';

/** Standard Markdown, ≤12,000 characters over all such blocks of a message. */
export const markdown: Check = object({
  ...blockFields('markdown'),
  text: text(LIMITS.message.markdownSum),
});
