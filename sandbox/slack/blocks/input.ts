import { choices, selects } from '../elements/choices.js';
import { pickers, typedInputs } from '../elements/inputs.js';
import { LIMITS } from '../limits.js';
import { boolean, byType, type Check, object } from './check.js';
import { blockFields, plainText } from './text-object.js';

const { overflow: _menu, ...boxes } = choices;

/** A labelled field of a form. */
export const input: Check = object({
  ...blockFields('input'),
  label: plainText(LIMITS.input.label),
  element: byType({ ...boxes, ...selects, ...pickers, ...typedInputs }),
  'hint?': plainText(LIMITS.input.hint),
  'optional?': boolean,
  'dispatch_action?': boolean,
});
