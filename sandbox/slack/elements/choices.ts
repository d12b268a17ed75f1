import { isDeepStrictEqual } from 'node:util';
import {
  anything,
  boolean,
  type Check,
  type Finding,
  isJson,
  type Json,
  list,
  number,
  object,
  oneOf,
  refuse,
  text,
} from '../blocks/check.js';
import { confirmation, plainText, textObject } from '../blocks/text-object.js';
import { LIMITS } from '../limits.js';

const optionFields: Record<string, Check> = {
  'value?': text(LIMITS.option.value),
  'description?': textObject(LIMITS.option.description),
  'url?': text(LIMITS.url),
};
/** An option of check boxes and radio buttons: mrkdwn is fine. */
const option = object({ text: textObject(LIMITS.option.text), ...optionFields });
/** An option of a select or an overflow menu: plain text alone. */
export const plainOption: Check = object({ text: plainText(LIMITS.option.text), ...optionFields });
const options = list(plainOption, LIMITS.select.options);
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
        : initialIsOffered(value, pointer),
  );
  return [type, check];
}

const many: Record<string, Check> = { 'max_selected_items?': number({ min: 1, whole: true }) };
const ids = list(text(255), LIMITS.select.options);
const conversations: Record<string, Check> = {
  'default_to_current_conversation?': boolean,
  'filter?': anything,
};
const responds: Record<string, Check> = { 'response_url_enabled?': boolean };
const query: Record<string, Check> = { 'min_query_length?': number({ min: 0, whole: true }) };

/** Selects, by type. */
export const selects: Record<string, Check> = Object.fromEntries([
  staticSelect('static_select', { 'initial_option?': plainOption }),
  staticSelect('multi_static_select', { 'initial_options?': options, ...many }),
  select('external_select', { 'initial_option?': plainOption, ...query }),
  select('multi_external_select', { 'initial_options?': options, ...query, ...many }),
  select('users_select', { 'initial_user?': text(255) }),
  select('multi_users_select', { 'initial_users?': ids, ...many }),
  select('conversations_select', { 'initial_conversation?': text(255), ...conversations, ...responds }),
  select('multi_conversations_select', { 'initial_conversations?': ids, ...conversations, ...many }),
  select('channels_select', { 'initial_channel?': text(255), ...responds }),
  select('multi_channels_select', { 'initial_channels?': ids, ...many }),
]);

/** What is chosen at first must be one of the options, whole. */
function initialIsOffered(value: Json, pointer: string): Finding[] {
  const groups = [value.option_groups].flat().filter(isJson);
  const offered = [value.options, ...groups.map((one) => one.options)].flat();
  return ['initial_option', 'initial_options'].flatMap((name) =>
    [value[name]]
      .flat()
      .filter((initial) => initial !== undefined && !offered.some((one) => isDeepStrictEqual(one, initial)))
      .flatMap(() => refuse(`${pointer}/${name}`, 'must match one of the options')),
  );
}

const fewOptions = list(option, LIMITS.choices.options);

/** Overflow menus, check boxes and radio buttons, by type. */
export const choices: Record<string, Check> = {
  overflow: object({
    type: oneOf('overflow'),
    'action_id?': text(LIMITS.actionId),
    'confirm?': confirmation,
    options: list(plainOption, LIMITS.overflow.options),
  }),
  checkboxes: object(
    { type: oneOf('checkboxes'), ...common, options: fewOptions, 'initial_options?': fewOptions },
    initialIsOffered,
  ),
  radio_buttons: object(
    { type: oneOf('radio_buttons'), ...common, options: fewOptions, 'initial_option?': option },
    initialIsOffered,
  ),
};
