import { button, feedbackButtons, iconButton } from '../elements/button.js';
import { choices, selects } from '../elements/choices.js';
import { pickers, typedInputs } from '../elements/inputs.js';
import { LIMITS } from '../limits.js';
import { byType, type Check, isJson, list, object, then, unique } from './check.js';
import { blockFields } from './text-object.js';

const uniqueActionIds = unique((item) => (isJson(item) ? item.action_id : undefined), 'action_id');
const richTextInput = typedInputs.rich_text_input;
const element = byType({
  button,
  ...choices,
  ...selects,
  ...pickers,
  ...(richTextInput ? { rich_text_input: richTextInput } : {}),
});

/** Up to 25 interactive elements; action_ids differ. */
export const actions: Check = object({
  ...blockFields('actions'),
  elements: then(list(element, LIMITS.actions.elements), uniqueActionIds),
});

/** Feedback and icon buttons under a message, ≤5. */
export const contextActions: Check = object({
  ...blockFields('context_actions'),
  elements: then(
    list(
      byType({ feedback_buttons: feedbackButtons, icon_button: iconButton }),
      LIMITS.contextActions.elements,
    ),
    uniqueActionIds,
  ),
});
