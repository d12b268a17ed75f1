import { useContext, useState } from 'preact/hooks';
import { type Json, record, string } from '../json.js';
import { PressContext } from '../pressing.js';
import { isSafeUrl } from '../text/inline.js';
import { Confirm } from './confirm.js';

/** A button: asks first where it has a confirm, and cannot be pressed while the app has yet to answer. */
export function Button({ button, blockId }: { button: Json; blockId: string }) {
  const { press, pending } = useContext(PressContext);
  const [asking, setAsking] = useState(false);
  const actionId = string(button.action_id);
  const waiting = pending?.actionId === actionId && pending.blockId === blockId;
  const url = string(button.url);

  const pressNow = () => {
    setAsking(false);
    if (isSafeUrl(url)) window.open(url, '_blank', 'noopener,noreferrer');
    press({ actionId, blockId });
  };
  return (
    <>
      <button
        type="button"
        class={`button ${styleClass(button.style)}`}
        disabled={pending !== null}
        aria-busy={waiting}
        aria-label={string(button.accessibility_label) || undefined}
        onClick={() => (button.confirm === undefined ? pressNow() : setAsking(true))}
      >
        {string(record(button.text).text)}
      </button>
      {asking && (
        <Confirm confirm={record(button.confirm)} onConfirm={pressNow} onDeny={() => setAsking(false)} />
      )}
    </>
  );
}

function styleClass(style: unknown): string {
  return style === 'primary' || style === 'danger' ? `button-${style}` : '';
}
