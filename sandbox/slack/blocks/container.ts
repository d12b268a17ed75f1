import { imageElement } from '../elements/image.js';
import { LIMITS } from '../limits.js';
import { actions } from './actions.js';
import { boolean, byType, type Check, list, object, oneOf, refuse } from './check.js';
import { context } from './context.js';
import { divider } from './divider.js';
import { header } from './header.js';
import { image } from './image.js';
import { input } from './input.js';
import { richText } from './rich-text.js';
import { section } from './section.js';
import { table } from './table.js';
import { blockFields, plainText, textObject } from './text-object.js';
import { video } from './video.js';

const child = byType({
  actions,
  context,
  divider,
  header,
  image,
  input,
  rich_text: richText,
  section,
  table,
  video,
});

/** A titled box around ≤10 blocks; no data_table and no chart inside. */
export const container: Check = object(
  {
    ...blockFields('container'),
    'title?': plainText(LIMITS.container.title),
    'rich_text_title?': richText,
    'subtitle?': textObject(LIMITS.container.title),
    child_blocks: list(child, LIMITS.container.childBlocks),
    'width?': oneOf('narrow', 'standard', 'wide', 'full'),
    'icon?': imageElement,
    'is_collapsible?': boolean,
    'default_collapsed?': boolean,
    'has_header_divider?': boolean,
  },
  (value, pointer) => {
    if (value.title === undefined && value.rich_text_title === undefined)
      return refuse(pointer, 'missing required field: title');
    return value.default_collapsed === true && value.is_collapsible !== true
      ? refuse(`${pointer}/default_collapsed`, 'requires is_collapsible')
      : [];
  },
);
