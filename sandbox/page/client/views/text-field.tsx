import { number, record, string } from '../json.js';
import { type FieldProps, useDraft } from './filling.js';

const KINDS: Readonly<Record<string, string>> = { email_text_input: 'email', url_text_input: 'url' };

/** A line or a box to type in; sent letter by letter, or when it is left where it is dispatched. */
export function TextField(props: FieldProps) {
  const { element, id, label, describedBy, invalid, required, dispatched } = props;
  const [draft, setDraft] = useDraft(props, false);
  const type = string(element.type);
  const maxLength = number(element.max_length);
  const shared = {
    id,
    value: draft[0] ?? '',
    placeholder: string(record(element.placeholder).text),
    autocomplete: 'off',
    'aria-label': label,
    'aria-describedby': describedBy,
    'aria-invalid': invalid,
    'aria-required': required,
    ...(maxLength === null ? {} : { maxLength }),
    onInput: (event: { currentTarget: { value: string } }) =>
      setDraft([event.currentTarget.value], !dispatched),
    onChange: (event: { currentTarget: { value: string } }) => {
      if (dispatched) setDraft([event.currentTarget.value]);
    },
  };
  if (element.multiline === true) return <textarea class="control" rows={4} {...shared} />;
  return (
    <input
      class="control"
      type={KINDS[type] ?? 'text'}
      inputMode={type === 'number_input' ? 'decimal' : undefined}
      {...shared}
    />
  );
}
