import { button } from '../elements/button.js';
import { choices, selects } from '../elements/choices.js';
import { imageElement } from '../elements/image.js';
import { pickers } from '../elements/inputs.js';
import { LIMITS } from '../limits.js';
import { boolean, byType, type Check, list, object, refuse } from './check.js';
import { blockFields, textObject } from './text-object.js';

/** Text and up to ten fields, with one element at the right. */
export const section: Check = object(
  {
    ...blockFields('section'),
    'text?': textObject(LIMITS.section.text),
    'fields?': list(textObject(LIMITS.section.field), LIMITS.section.fields),
    'accessory?': byType({ button, image: imageElement, ...choices, ...selects, ...pickers }),
    'expand?': boolean,
  },
  (value, pointer) =>
    value.text === undefined && value.fields === undefined
      ? refuse(pointer, 'missing required field: text')
      : [],
);
