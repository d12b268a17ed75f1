import { type Json, string } from '../json.js';
import { Button } from './button.js';
import { Picture } from './picture.js';

/** An element of a section or an actions block: a button, an image, or the word that it cannot be used here. */
export function Element({ element, blockId }: { element: Json; blockId: string }) {
  if (element.type === 'button') return <Button button={element} blockId={blockId} />;
  if (element.type === 'image') return <Picture image={element} kind="thumbnail" />;
  return (
    <button type="button" class="button" disabled title="This element cannot be used here">
      {string(element.type) || 'unknown element'}
    </button>
  );
}
