import { useContext, useRef, useState } from 'preact/hooks';
import { number, record, records, string } from '../json.js';
import { ChoiceList } from './choice-list.js';
import { type FieldProps, FillingContext, useDraft } from './filling.js';
import { type Choice, choiceOf } from './offered.js';

const DEFAULT_MIN_QUERY = 3;

/** A select whose options the app finds for what is typed; what is chosen stays in the list. */
export function ExternalField(props: FieldProps) {
  const { element, blockId, id, label, describedBy, invalid, required } = props;
  const many = string(element.type).startsWith('multi_');
  const [draft, setDraft] = useDraft(props, many);
  const filling = useContext(FillingContext);
  const actionId = string(element.action_id);
  const state = record(filling?.view.values[blockId]?.[actionId]);
  const [kept, setKept] = useState<readonly Choice[]>(() =>
    records([state.selected_option, state.selected_options].flat()).map(choiceOf),
  );
  const [found, setFound] = useState<readonly Choice[] | null>(null);
  const latest = useRef('');

  const search = async (typed: string) => {
    latest.current = typed;
    if (typed.length < (number(element.min_query_length) ?? DEFAULT_MIN_QUERY)) return setFound(null);
    const options = await filling?.suggest({ blockId, actionId }, typed);
    if (latest.current === typed) setFound((options ?? []).map((option) => choiceOf({ ...option })));
  };
  const choose = (values: readonly string[]) => {
    setKept([...kept, ...(found ?? [])].filter(({ value }) => values.includes(value)));
    setDraft(values);
  };
  const listed = new Map([...kept, ...(found ?? [])].map((choice) => [choice.value, choice]));
  return (
    <div class="external">
      <input
        class="control"
        type="search"
        id={id}
        placeholder={string(record(element.placeholder).text) || 'Type to search'}
        autocomplete="off"
        aria-label={label}
        aria-describedby={describedBy}
        aria-invalid={invalid}
        aria-required={required}
        onFocus={(event) => void search(event.currentTarget.value)}
        onInput={(event) => void search(event.currentTarget.value)}
      />
      {found?.length === 0 && <p class="field-hint">Nothing was found.</p>}
      <ChoiceList
        choices={[...listed.values()]}
        chosen={draft}
        many={many}
        invalid={invalid}
        onChoose={choose}
      />
    </div>
  );
}
