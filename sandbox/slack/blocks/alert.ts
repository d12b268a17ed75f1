import { LIMITS } from '../limits.js';
import { type Check, object, oneOf } from './check.js';
import { blockFields, textObject } from './text-object.js';

/** A coloured notice; modals only. */
export const alert: Check = object({
  ...blockFields('alert'),
  text: textObject(LIMITS.alert.text),
  'level?': oneOf('default', 'info', 'warning', 'error', 'success'),
});
