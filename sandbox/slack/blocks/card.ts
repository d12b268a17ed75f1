import { button } from '../elements/button.js';
import { imageElement } from '../elements/image.js';
import { LIMITS } from '../limits.js';
import { byType, type Check, list, object, refuse, text } from './check.js';
import { blockFields, textObject } from './text-object.js';

const slackIcon = object({ type: text(255), 'name?': text(255) });

/** A card: a picture, titles, a body, ≤3 buttons; at least one of them. */
export const card: Check = object(
  {
    ...blockFields('card'),
    'hero_image?': imageElement,
    'icon?': imageElement,
    'slack_icon?': slackIcon,
    'title?': textObject(LIMITS.card.title),
    'subtitle?': textObject(LIMITS.card.title),
    'body?': textObject(LIMITS.card.body),
    'subtext?': textObject(LIMITS.card.body),
    'actions?': list(byType({ button }), LIMITS.card.buttons),
  },
  (value, pointer) => {
    const shown = [value.hero_image, value.title, value.body, value.actions];
    if (shown.every((part) => part === undefined))
      return refuse(pointer, 'at least one of hero_image, title, actions, body must be given');
    if (value.icon !== undefined && value.slack_icon !== undefined)
      return refuse(pointer, 'only one of icon, slack_icon may be given');
    return [];
  },
);

/** Cards side by side, 1 to 10. */
export const carousel: Check = object({
  ...blockFields('carousel'),
  elements: list(byType({ card }), LIMITS.carousel.cards),
});
