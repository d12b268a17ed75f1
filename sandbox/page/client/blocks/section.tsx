import { type Json, record, records, string } from '../json.js';
import { TextObject } from '../text/text-object.js';
import { Element } from './element.js';

/** Text, up to ten fields in two columns, and one accessory beside them. */
export function Section({ block }: { block: Json }) {
  const fields = records(block.fields);
  const accessory = record(block.accessory);
  return (
    <div class="section">
      <div class="section-text">
        {block.text !== undefined && <TextObject text={record(block.text)} />}
        {fields.length > 0 && (
          <div class="fields">
            {fields.map((field, index) => (
              <div key={index} class="field">
                <TextObject text={field} />
              </div>
            ))}
          </div>
        )}
      </div>
      {block.accessory !== undefined && (
        <div class="accessory">
          <Element element={accessory} blockId={string(block.block_id)} />
        </div>
      )}
    </div>
  );
}
