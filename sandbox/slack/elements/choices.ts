import { anything, boolean, type Check, list, number, object, oneOf, refuse, text } from '../blocks/check.js';
import { confirmation, plainText, textObject } from '../blocks/text-object.js';
import { LIMITS } from '../limits.js';

const option = object({
  text: textObject(LIMITS.option.text),
  'value?': text(LIMITS.option.value),
  'description?': textObject(LIMITS.option.description),
  'url?': text(LIMITS.url),
});
const options = list(option, LIMITS.select.options);
const group = object({ label: plainText(LIMITS.select.groupLabel), options });

const common: Record<string, Check> = {
  'action_id?': text(LIMITS.actionId),
  'confirm?': confirmation,
  'focus_on_load?': boolean,
};
const placeholder: Record<string, Check> = { 'placeholder?': plainText(LIMITS.select.placeholder) };

function select(type: string, fields: Record<string, Check>): [string, Check] {
  return [type, object({ type: oneOf(type), ...common, ...placeholder, ...fields })];
}

function staticSelect(type: string, fields: Record<string, Check>): [string, Check] {
  const check = object(
    {
      type: oneOf(type),
      ...common,
      ...placeholder,
      ...fields,
      'options?': options,
      'option_groups?': list(group, LIMITS.select.groups),
    },
    (value, pointer) =>
      (value.options === undefined) === (value.option_groups === undefined)
        ? refuse(pointer, 'exactly one of options, option_groups must be given')
        : [],
  );
  return [type, check];
}

const many: Record<string, Check> = { 'max_selected_items?': number({ min: 1, whole: true }) };
const conversations: Record<string, Check> = {
  'default_to_current_conversation?': boolean,
  'filter?': anything,
};
const responds: Record<string, Check> = { 'response_url_enabled?': boolean };
const query: Record<string, Check> = { 'min_query_length?': number({ min: 0, whole: true }) };

/** Selects, by type. */
export const selects: Record<string, Check> = Object.fromEntries([
  staticSelect('static_select', { 'initial_option?': option }),
  staticSelect('multi_static_select', { 'initial_options?': options, ...many }),
  select('external_select', { 'initial_option?': option, ...query }),
  select('multi_external_select', { 'initial_options?': options, ...query, ...many }),
  select('users_select', { 'initial_user?': text(255) }),
  select('multi_users_select', { 'initial_users?': anything, ...many }),
  select('conversations_select', { 'initial_conversation?': text(255), ...conversations, ...responds }),
  select('multi_conversations_select', { 'initial_conversations?': anything, ...conversations, ...many }),
  select('channels_select', { 'initial_channel?': text(255), ...responds }),
  select('multi_channels_select', { 'initial_channels?': anything, ...many }),
]);

const fewOptions = list(option, LIMITS.choices.options);

/** Overflow menus, check boxes and radio buttons, by type. */
export const choices: Record<string, Check> = {
  overflow: object({
    type: oneOf('overflow'),
    'action_id?': text(LIMITS.actionId),
    'confirm?': confirmation,
    options: list(option, LIMITS.overflow.options),
  }),
  checkboxes: object({
    type: oneOf('checkboxes'),
    ...common,
    options: fewOptions,
    'initial_options?': fewOptions,
  }),
  radio_buttons: object({
    type: oneOf('radio_buttons'),
    ...common,
    options: fewOptions,
    'initial_option?': option,
  }),
};
