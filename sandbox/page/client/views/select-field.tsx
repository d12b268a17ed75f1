import { useContext } from 'preact/hooks';
import { record, string } from '../json.js';
import { type FieldProps, FillingContext, useDraft } from './filling.js';
import { offeredBy } from './offered.js';

/** One of several, from a list that opens. */
export function SelectField(props: FieldProps) {
  const { element, id, label, describedBy, invalid, required } = props;
  const [draft, setDraft] = useDraft(props, false);
  const filling = useContext(FillingContext);
  const choices = filling === null ? [] : offeredBy(element, filling);
  return (
    <select
      class="control"
      id={id}
      value={draft[0] ?? ''}
      aria-label={label}
      aria-describedby={describedBy}
      aria-invalid={invalid}
      aria-required={required}
      onChange={(event) => setDraft([event.currentTarget.value].filter((value) => value !== ''))}
    >
      <option value="">{string(record(element.placeholder).text) || 'Select an option'}</option>
      {choices.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  );
}
