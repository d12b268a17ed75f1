/** A text that is shown as it is. */
export interface PlainText {
  type: 'plain_text';
  text: string;
  emoji: false;
}

export function plain(text: string): PlainText {
  return { type: 'plain_text', text, emoji: false };
}

export function option(value: string, words: string) {
  return { text: plain(words), value };
}

export function select(options: ReturnType<typeof option>[], chosen: string) {
  const initial = options.find(({ value }) => value === chosen);
  return { type: 'static_select', options, ...(initial ? { initial_option: initial } : {}) };
}

export function checkboxes(options: ReturnType<typeof option>[], chosen: readonly string[]) {
  const initial = options.filter(({ value }) => chosen.includes(value));
  return { type: 'checkboxes', options, ...(initial.length > 0 ? { initial_options: initial } : {}) };
}

export function input(
  id: string,
  label: string,
  element: Record<string, unknown>,
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    type: 'input',
    block_id: id,
    label: plain(label),
    element: { action_id: `form:${id}`, ...element },
    ...more,
  };
}
