import { type Check, object, oneOf, text } from '../blocks/check.js';
import { confirmation, plainText } from '../blocks/text-object.js';
import { LIMITS } from '../limits.js';

const actionId = text(LIMITS.actionId);

/** A button: text ≤75, value ≤2,000, url ≤3,000. */
export const button: Check = object({
  type: oneOf('button'),
  text: plainText(LIMITS.button.text),
  'action_id?': actionId,
  'value?': text(LIMITS.button.value, 0),
  'url?': text(LIMITS.url),
  'style?': oneOf('primary', 'danger'),
  'confirm?': confirmation,
  'accessibility_label?': text(LIMITS.button.accessibilityLabel),
});

const feedbackButton = object({
  text: plainText(LIMITS.button.text),
  value: text(LIMITS.button.value),
  'accessibility_label?': text(LIMITS.button.accessibilityLabel),
});

/** Thumbs up and down, for context_actions. */
export const feedbackButtons: Check = object({
  type: oneOf('feedback_buttons'),
  'action_id?': actionId,
  positive_button: feedbackButton,
  negative_button: feedbackButton,
});

/** A small button with an icon, for context_actions. */
export const iconButton: Check = object({
  type: oneOf('icon_button'),
  icon: oneOf('trash'),
  text: plainText(LIMITS.button.text),
  'action_id?': actionId,
  'value?': text(LIMITS.button.value, 0),
  'confirm?': confirmation,
  'accessibility_label?': text(LIMITS.button.accessibilityLabel),
  'visible_to_user_ids?': (value, pointer) =>
    Array.isArray(value) ? [] : [{ pointer, message: 'must be an array' }],
});
