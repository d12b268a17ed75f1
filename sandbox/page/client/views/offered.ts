import { type Json, record, records, string } from '../json.js';
import type { Filling } from './filling.js';

/** Something to choose. */
export interface Choice {
  value: string;
  label: string;
  description: string;
}

/** What an element lets one choose from, in its order; options of groups follow each other. */
export function offeredBy(
  element: Json,
  filling: Pick<Filling, 'people' | 'conversations'>,
): readonly Choice[] {
  const type = string(element.type);
  if (type.endsWith('users_select')) return filling.people.map(named);
  if (/(conversations|channels)_select$/.test(type)) return filling.conversations.map(named);
  const grouped = records(element.option_groups).flatMap((group) => records(group.options));
  return [...records(element.options), ...grouped].map(choiceOf);
}

/** An option of Block Kit as a choice. */
export function choiceOf(option: Json): Choice {
  return {
    value: string(option.value),
    label: string(record(option.text).text),
    description: string(record(option.description).text),
  };
}

function named({ id, name }: { id: string; name: string }): Choice {
  return { value: id, label: name, description: '' };
}
