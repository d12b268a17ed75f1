import { useContext, useId } from 'preact/hooks';
import { type Json, record, string } from '../json.js';
import { Field, isField } from '../views/field.js';
import { FillingContext } from '../views/filling.js';
import { Button } from './button.js';
import { Menu } from './menu.js';
import { Picture } from './picture.js';

/** An element of a section or an actions block: a button, an image, a menu, a field, or the word that it cannot be used here. */
export function Element({ element, blockId }: { element: Json; blockId: string }) {
  const id = useId();
  const filling = useContext(FillingContext);
  if (element.type === 'button') return <Button button={element} blockId={blockId} />;
  if (element.type === 'image') return <Picture image={element} kind="thumbnail" />;
  const isMenu = element.type === 'static_select' || element.type === 'overflow';
  if (filling !== null && isField(element.type) && !(isMenu && filling.inMessage)) {
    const label = string(record(element.placeholder).text) || 'Select an option';
    const facts = { element, blockId, id, label, invalid: false, required: false, dispatched: true };
    return <Field {...facts} />;
  }
  if (isMenu) return <Menu element={element} blockId={blockId} />;
  return (
    <button type="button" class="button" disabled title="This element cannot be used here">
      {string(element.type) || 'unknown element'}
    </button>
  );
}
