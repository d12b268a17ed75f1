import { anything, boolean, type Check, number, object, oneOf, refuse, text } from '../blocks/check.js';
import { confirmation, plainText } from '../blocks/text-object.js';
import { LIMITS } from '../limits.js';

function input(type: string, fields: Record<string, Check>): Check {
  return object({
    type: oneOf(type),
    'action_id?': text(LIMITS.actionId),
    'focus_on_load?': boolean,
    ...fields,
  });
}

function pattern(expression: RegExp, what: string): Check {
  return (value, pointer) =>
    typeof value === 'string' && expression.test(value) ? [] : refuse(pointer, `must be a valid ${what}`);
}

const placeholder: Record<string, Check> = { 'placeholder?': plainText(LIMITS.select.placeholder) };
const confirm: Record<string, Check> = { 'confirm?': confirmation };
const length = number({ min: 0, max: LIMITS.plainTextInput.maxLength, whole: true });
const typed: Record<string, Check> = {
  ...placeholder,
  'initial_value?': text(LIMITS.plainTextInput.maxLength, 0),
  'dispatch_action_config?': anything,
};

/** Pickers of a date or a time, by type. */
export const pickers: Record<string, Check> = {
  datepicker: input('datepicker', {
    ...placeholder,
    ...confirm,
    'initial_date?': pattern(/^\d{4}-\d{2}-\d{2}$/, 'date'),
  }),
  timepicker: input('timepicker', {
    ...placeholder,
    ...confirm,
    'initial_time?': pattern(/^\d{2}:\d{2}$/, 'time'),
    'timezone?': text(255),
  }),
  datetimepicker: input('datetimepicker', {
    ...confirm,
    'initial_date_time?': number({ min: 0, whole: true }),
  }),
};

/** Fields that a person types into, by type: only in input blocks. */
export const typedInputs: Record<string, Check> = {
  plain_text_input: input('plain_text_input', {
    ...typed,
    'multiline?': boolean,
    'min_length?': length,
    'max_length?': length,
  }),
  email_text_input: input('email_text_input', typed),
  url_text_input: input('url_text_input', typed),
  number_input: input('number_input', {
    ...typed,
    is_decimal_allowed: boolean,
    'min_value?': text(255),
    'max_value?': text(255),
  }),
  rich_text_input: input('rich_text_input', { ...placeholder, 'initial_value?': anything }),
  file_input: input('file_input', { 'filetypes?': anything, 'max_files?': number({ min: 1, max: 10 }) }),
};
