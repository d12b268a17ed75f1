import { useContext, useState } from 'preact/hooks';
import { type Json, record, string } from '../json.js';
import { PressContext } from '../pressing.js';
import { choiceOf, offeredBy } from '../views/offered.js';
import { Confirm } from './confirm.js';

/** A static_select or an overflow menu: picking an option is a press. Asks first where it has a confirm. */
export function Menu({ element, blockId }: { element: Json; blockId: string }) {
  const { press, pending } = useContext(PressContext);
  const [asking, setAsking] = useState<string | null>(null);
  const actionId = string(element.action_id);
  const waiting = pending?.actionId === actionId && pending.blockId === blockId;
  const overflow = element.type === 'overflow';
  const placeholder = overflow ? '⋯' : string(record(element.placeholder).text) || 'Select an option';
  const initial = choiceOf(record(element.initial_option)).value;

  const pick = (value: string) => {
    setAsking(null);
    press({ actionId, blockId, value });
  };
  return (
    <>
      <select
        class="button menu-select"
        value={initial}
        disabled={pending !== null}
        aria-busy={waiting}
        aria-label={overflow ? 'More actions' : placeholder}
        onChange={(event) => {
          const { value } = event.currentTarget;
          event.currentTarget.value = initial;
          if (value === '') return;
          if (element.confirm === undefined) pick(value);
          else setAsking(value);
        }}
      >
        <option value="">{placeholder}</option>
        {offeredBy(element, { people: [], conversations: [] }).map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      {asking !== null && (
        <Confirm
          confirm={record(element.confirm)}
          onConfirm={() => pick(asking)}
          onDeny={() => setAsking(null)}
        />
      )}
    </>
  );
}
