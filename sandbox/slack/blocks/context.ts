import { imageElement } from '../elements/image.js';
import { LIMITS } from '../limits.js';
import { byType, type Check, list, object } from './check.js';
import { blockFields, mrkdwn, plainText } from './text-object.js';

const element = byType({
  plain_text: plainText(LIMITS.context.text),
  mrkdwn: mrkdwn(LIMITS.context.text),
  image: imageElement,
});

/** Small grey text and pictures, ≤10. */
export const context: Check = object({
  ...blockFields('context'),
  elements: list(element, LIMITS.context.elements),
});
