import { isJson, type Json } from '../blocks/check.js';

/** How an element keeps what a person chose: under which name in the state, from which field at first, and in which form. */
interface Kind {
  key: string;
  initial: string;
  form: 'text' | 'option' | 'options' | 'id' | 'ids';
}

const text: Kind = { key: 'value', initial: 'initial_value', form: 'text' };
const option: Kind = { key: 'selected_option', initial: 'initial_option', form: 'option' };
const options: Kind = { key: 'selected_options', initial: 'initial_options', form: 'options' };
const id = (name: string): Kind => ({ key: `selected_${name}`, initial: `initial_${name}`, form: 'id' });
const ids = (name: string): Kind => ({ key: `selected_${name}`, initial: `initial_${name}`, form: 'ids' });

const KINDS: Readonly<Record<string, Kind>> = {
  plain_text_input: text,
  email_text_input: text,
  url_text_input: text,
  number_input: text,
  static_select: option,
  external_select: option,
  radio_buttons: option,
  checkboxes: options,
  multi_static_select: options,
  multi_external_select: options,
  users_select: id('user'),
  conversations_select: id('conversation'),
  channels_select: id('channel'),
  datepicker: id('date'),
  timepicker: id('time'),
  multi_users_select: ids('users'),
  multi_conversations_select: ids('conversations'),
  multi_channels_select: ids('channels'),
};

/** What a person may choose from, outside the element itself. */
export interface Choosable {
  /** Ids of users, and of conversations that this element offers. */
  has(type: string, id: string): boolean;
  /** Options that the app has suggested for an external select. */
  suggested: readonly Json[];
}

/** Whether an element of this type keeps a value; buttons and overflow menus do not. */
export function keepsState(type: unknown): boolean {
  return kindOf(type) !== null;
}

/** Slack's state value of an element that nobody has touched. */
export function initialState(element: Json, currentChannel: string | null): Json {
  const kind = kindOf(element.type);
  if (!kind) throw new Error(`A ${String(element.type)} keeps no value.`);
  const many = kind.form === 'options' || kind.form === 'ids';
  const asksForCurrent = element.default_to_current_conversation === true && currentChannel !== null;
  const current = asksForCurrent ? (many ? [currentChannel] : currentChannel) : null;
  return { type: element.type, [kind.key]: element[kind.initial] ?? current ?? (many ? [] : null) };
}

/** Slack's state value after a person chose `value`. Throws where the element does not offer that. */
export function chosenState(element: Json, value: string | readonly string[], choosable: Choosable): Json {
  const kind = kindOf(element.type);
  if (!kind) throw new Error(`A ${String(element.type)} keeps no value.`);
  const many = kind.form === 'options' || kind.form === 'ids';
  if (many !== Array.isArray(value))
    throw new Error(`A ${String(element.type)} takes ${many ? 'a list' : 'one value'}.`);
  const each = many ? [...value] : [String(value)].filter((one) => one !== '');
  if (each.length > Number(element.max_selected_items ?? Number.POSITIVE_INFINITY))
    throw new Error(`No more than ${String(element.max_selected_items)} can be selected.`);
  const chosen = each.map((one) => choice(element, kind, one, choosable));
  return { type: element.type, [kind.key]: many ? chosen : (chosen[0] ?? null) };
}

/** Whether nothing is chosen or typed. */
export function isEmptyState(state: Json): boolean {
  const kind = kindOf(state.type);
  const value = kind ? state[kind.key] : null;
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}

/** The options of a select, radio buttons, check boxes or an overflow menu, also those in groups. */
export function optionsOf(element: Json): readonly Json[] {
  const groups = Array.isArray(element.option_groups) ? element.option_groups.filter(isJson) : [];
  return [element.options, ...groups.map((group) => group.options)].flat().filter(isJson);
}

function choice(element: Json, kind: Kind, value: string, choosable: Choosable): unknown {
  const type = String(element.type);
  if (kind.form === 'option' || kind.form === 'options') {
    const initial = [element[kind.initial]].flat().filter(isJson);
    const offered = [...optionsOf(element), ...choosable.suggested, ...initial];
    const found = offered.find((one) => one.value === value);
    if (!found) throw new Error(`This ${type} has no option "${value}".`);
    return found;
  }
  if (type === 'plain_text_input' && value.length > Number(element.max_length ?? 3_000))
    throw new Error(`No more than ${String(element.max_length ?? 3_000)} characters can be typed.`);
  if (type === 'timepicker' && !/^([01]\d|2[0-3]):[0-5]\d$/.test(value))
    throw new Error(`"${value}" is no time; "HH:MM" is.`);
  if (type === 'datepicker' && !/^\d{4}-\d{2}-\d{2}$/.test(value))
    throw new Error(`"${value}" is no date; "YYYY-MM-DD" is.`);
  if (/(users|conversations|channels)_select$/.test(type) && !choosable.has(type, value))
    throw new Error(`This ${type} does not offer ${value}.`);
  return value;
}

function kindOf(type: unknown): Kind | null {
  const name = String(type);
  return Object.hasOwn(KINDS, name) ? (KINDS[name] ?? null) : null;
}
