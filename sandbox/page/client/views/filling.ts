import { createContext } from 'preact';
import { useContext, useState } from 'preact/hooks';
import type { ElementTarget, SelectOption, ShownView } from '../../../slack/contract.js';
import { type Json, record, records, string } from '../json.js';

/** How what is filled in reaches the app, and what can be chosen from. */
export interface Filling {
  /** What is filled in, and what is wrong with it. */
  view: Pick<ShownView, 'values' | 'errors'>;
  /** In a message, where menus are pressed and no form is filled in. */
  inMessage?: true;
  people: readonly { id: string; name: string }[];
  conversations: readonly { id: string; name: string }[];
  fill(target: ElementTarget, value: string | readonly string[]): void;
  /** Asks the app what an external select offers. */
  suggest(target: ElementTarget, typed: string): Promise<readonly SelectOption[]>;
}

/** Null where nothing can be filled in. */
export const FillingContext = createContext<Filling | null>(null);

/** The part of a field that all kinds have. */
export interface FieldProps {
  element: Json;
  blockId: string;
  /** Of the control itself, where a label stands for it. */
  id: string;
  /** Set where no label stands for it. */
  label?: string;
  /** Ids of hint and error. */
  describedBy?: string;
  invalid: boolean;
  required: boolean;
  /** What is typed is sent when the field is left, as an action. */
  dispatched: boolean;
}

/**
 * What is chosen in an element, kept here from the first touch on: what the server says later does not undo it.
 * `set(values, false)` keeps it back from the app.
 */
export function useDraft(
  { element, blockId }: Pick<FieldProps, 'element' | 'blockId'>,
  many: boolean,
): [readonly string[], (values: readonly string[], send?: boolean) => void] {
  const filling = useContext(FillingContext);
  const actionId = string(element.action_id);
  const [draft, setDraft] = useState(() => chosenIn(record(filling?.view.values[blockId]?.[actionId])));
  const set = (values: readonly string[], send = true) => {
    setDraft(values);
    if (send) filling?.fill({ blockId, actionId }, many ? values : (values[0] ?? ''));
  };
  return [draft, set];
}

/** The values in Slack's state of an element: texts, ids, and those of options. */
function chosenIn(state: Json): readonly string[] {
  const { type: _kind, ...kept } = state;
  return Object.values(kept)
    .flat()
    .flatMap((value) =>
      typeof value === 'string' ? [value] : records([value]).map((one) => string(one.value)),
    );
}
