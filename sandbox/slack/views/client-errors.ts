import type { Json } from '../blocks/check.js';
import { isEmptyState } from './element-state.js';
import { type ViewElement, viewElements } from './view-elements.js';
import type { StoredView } from './view-store.js';

/** What Slack's client says by itself beside inputs that lack something, by block; empty: the view can be sent. */
export function clientErrors({ blocks, values }: StoredView): Readonly<Record<string, string>> {
  const errors: Record<string, string> = {};
  for (const input of viewElements(blocks)) {
    if (input.block.type !== 'input') continue;
    const problem = problemOf(input, values[input.blockId]?.[input.actionId] ?? {});
    if (problem !== null) errors[input.blockId] = problem;
  }
  return errors;
}

function problemOf({ block, element }: ViewElement, state: Json): string | null {
  if (isEmptyState(state)) return block.optional === true ? null : 'Please complete this required field.';
  if (state.type === 'number_input')
    return isNumberIn(state.value, element) ? null : 'Please enter a valid number.';
  const isShort = String(state.value).length < Number(element.min_length ?? 0);
  return state.type === 'plain_text_input' && isShort
    ? `Please enter at least ${String(element.min_length)} characters.`
    : null;
}

function isNumberIn(value: unknown, { is_decimal_allowed, min_value, max_value }: Json): boolean {
  const number = String(value).trim() === '' ? Number.NaN : Number(value);
  if (!Number.isFinite(number) || (is_decimal_allowed !== true && !Number.isInteger(number))) return false;
  return number >= Number(min_value ?? number) && number <= Number(max_value ?? number);
}
