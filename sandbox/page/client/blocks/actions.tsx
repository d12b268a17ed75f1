import { type Json, records, string } from '../json.js';
import { Element } from './element.js';

export function Actions({ block }: { block: Json }) {
  const blockId = string(block.block_id);
  return (
    <div class="actions">
      {records(block.elements).map((element, index) => (
        <Element key={`${index} ${string(element.action_id)}`} element={element} blockId={blockId} />
      ))}
    </div>
  );
}
