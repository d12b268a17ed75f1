import { LIMITS } from '../limits.js';
import { type Check, number, object } from './check.js';
import { blockFields, plainText } from './text-object.js';

/** A large line of plain text, ≤150 characters; level 1 to 4. */
export const header: Check = object({
  ...blockFields('header'),
  text: plainText(LIMITS.header.text),
  'level?': number({ min: 1, max: LIMITS.header.maxLevel, whole: true }),
});
