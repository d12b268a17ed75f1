import { type Json, record, string } from '../json.js';
import { Picture } from './picture.js';

export function Image({ block }: { block: Json }) {
  const title = string(record(block.title).text);
  return (
    <figure class="image">
      {title !== '' && <figcaption>{title}</figcaption>}
      <Picture image={block} kind="block" />
    </figure>
  );
}
