import { string } from '../json.js';
import { type FieldProps, useDraft } from './filling.js';

/** A date or a time of day. */
export function PickerField(props: FieldProps) {
  const { element, id, label, describedBy, invalid, required } = props;
  const [draft, setDraft] = useDraft(props, false);
  return (
    <input
      class="control control-short"
      type={string(element.type) === 'datepicker' ? 'date' : 'time'}
      id={id}
      value={draft[0] ?? ''}
      aria-label={label}
      aria-describedby={describedBy}
      aria-invalid={invalid}
      aria-required={required}
      onInput={(event) => setDraft([event.currentTarget.value].filter((value) => value !== ''))}
    />
  );
}
