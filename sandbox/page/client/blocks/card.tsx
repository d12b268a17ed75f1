import { type Json, record, records, string } from '../json.js';
import { TextObject } from '../text/text-object.js';
import { Element } from './element.js';
import { Picture } from './picture.js';

/** A framed card: banner, icon, title, subtitle, body, small print, and buttons under them. */
export function Card({ block }: { block: Json }) {
  const blockId = string(block.block_id);
  const part = (key: string, name: string) =>
    block[key] !== undefined && (
      <div class={name}>
        <TextObject text={record(block[key])} />
      </div>
    );
  return (
    <article class="card">
      {block.hero_image !== undefined && <Picture image={record(block.hero_image)} kind="block" />}
      <div class="card-head">
        {block.icon !== undefined && <Picture image={record(block.icon)} kind="icon" />}
        <div>
          {part('title', 'card-title')}
          {part('subtitle', 'card-subtitle')}
        </div>
      </div>
      {part('body', 'card-body')}
      {part('subtext', 'card-subtitle')}
      {records(block.actions).length > 0 && (
        <div class="actions">
          {records(block.actions).map((element, index) => (
            <Element key={index} element={element} blockId={blockId} />
          ))}
        </div>
      )}
    </article>
  );
}
