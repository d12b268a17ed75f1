import { type Json, records } from '../json.js';
import { TextObject } from '../text/text-object.js';
import { Picture } from './picture.js';

/** Small print: texts and small images in a row. */
export function Context({ block }: { block: Json }) {
  return (
    <div class="context">
      {records(block.elements).map((element, index) =>
        element.type === 'image' ? (
          <Picture key={index} image={element} kind="icon" />
        ) : (
          <TextObject key={index} text={element} />
        ),
      )}
    </div>
  );
}
