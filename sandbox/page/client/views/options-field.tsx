import { useContext } from 'preact/hooks';
import { string } from '../json.js';
import { ChoiceList } from './choice-list.js';
import { type FieldProps, FillingContext, useDraft } from './filling.js';
import { offeredBy } from './offered.js';

/** Radio buttons, check boxes, and selects of several: all options in sight. */
export function OptionsField(props: FieldProps) {
  const { element, describedBy, invalid } = props;
  const many = string(element.type) !== 'radio_buttons';
  const [draft, setDraft] = useDraft(props, many);
  const filling = useContext(FillingContext);
  return (
    <ChoiceList
      choices={filling === null ? [] : offeredBy(element, filling)}
      chosen={draft}
      many={many}
      {...(describedBy === undefined ? {} : { describedBy })}
      invalid={invalid}
      onChoose={setDraft}
    />
  );
}
