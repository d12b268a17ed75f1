import { hasOneSource, imageSource } from '../elements/image.js';
import { LIMITS } from '../limits.js';
import { type Check, object, text } from './check.js';
import { blockFields, plainText } from './text-object.js';

/** A large picture with alt text. */
export const image: Check = object(
  {
    ...blockFields('image'),
    alt_text: text(LIMITS.image.altText),
    'title?': plainText(LIMITS.image.title),
    ...imageSource,
  },
  hasOneSource,
);
