import type { FunctionComponent } from 'preact';
import { string } from '../json.js';
import { ExternalField } from './external-field.js';
import type { FieldProps } from './filling.js';
import { OptionsField } from './options-field.js';
import { PickerField } from './picker-field.js';
import { SelectField } from './select-field.js';
import { TextField } from './text-field.js';

const FIELDS: ReadonlyMap<string, FunctionComponent<FieldProps>> = new Map([
  ['plain_text_input', TextField],
  ['email_text_input', TextField],
  ['url_text_input', TextField],
  ['number_input', TextField],
  ['static_select', SelectField],
  ['users_select', SelectField],
  ['conversations_select', SelectField],
  ['channels_select', SelectField],
  ['datepicker', PickerField],
  ['timepicker', PickerField],
  ['radio_buttons', OptionsField],
  ['checkboxes', OptionsField],
  ['multi_static_select', OptionsField],
  ['multi_users_select', OptionsField],
  ['multi_conversations_select', OptionsField],
  ['multi_channels_select', OptionsField],
  ['external_select', ExternalField],
  ['multi_external_select', ExternalField],
]);

/** Whether an element of this type is filled in. */
export function isField(type: unknown): boolean {
  return FIELDS.has(string(type));
}

/** Whether its control is a list of boxes, which a legend names. */
export function isGroup(type: unknown): boolean {
  return FIELDS.get(string(type)) === OptionsField;
}

/** The control of an element that is filled in. */
export function Field(props: FieldProps) {
  const Control = FIELDS.get(string(props.element.type));
  return Control === undefined ? null : <Control {...props} />;
}
