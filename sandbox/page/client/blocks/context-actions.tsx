import { useContext } from 'preact/hooks';
import { type Json, record, records, string } from '../json.js';
import { PressContext } from '../pressing.js';
import { Fallback } from './fallback.js';

/** Small buttons under an answer: good and bad, or what an icon stands for; each in its words. */
export function ContextActions({ block }: { block: Json }) {
  const blockId = string(block.block_id);
  return (
    <div class="actions context-actions">
      {records(block.elements).map((element, index) => {
        const actionId = string(element.action_id);
        if (element.type === 'icon_button') {
          return <Small key={index} target={{ actionId, blockId }} button={element} />;
        }
        if (element.type !== 'feedback_buttons') return <Fallback key={index} type={string(element.type)} />;
        return [
          <Small
            key={`${index} up`}
            target={{ actionId, blockId }}
            button={record(element.positive_button)}
          />,
          <Small
            key={`${index} down`}
            target={{ actionId, blockId }}
            button={record(element.negative_button)}
          />,
        ];
      })}
    </div>
  );
}

interface SmallProps {
  target: { actionId: string; blockId: string };
  button: Json;
}

function Small({ target, button }: SmallProps) {
  const { press, pending } = useContext(PressContext);
  const words = string(record(button.text).text);
  const label = string(button.accessibility_label) || words;
  return (
    <button
      type="button"
      class="button button-small"
      disabled={pending !== null}
      aria-label={label}
      title={label}
      onClick={() => press(target)}
    >
      {words}
    </button>
  );
}
