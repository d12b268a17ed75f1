import type { Filter, FilterTerm } from '../../cost/filter.js';
import { type ReportParams, type SortOrder, sortOrders } from '../../reports/report-params.js';
import { limits } from '../render/limits.js';
import { option, plain, select } from './form-elements.js';
import { type NameInput, nameInputs, nameOption } from './name-options.js';
import type { ModalView } from './subscription-form.js';

export const questionFormId = 'ask:question';

const inputWords: Readonly<Record<NameInput, string>> = {
  cluster: 'Only these clusters',
  namespace: 'Only these namespaces',
  controller: 'Only these controllers',
  label: 'Only with these labels',
};

const sortWords: Readonly<Record<SortOrder, string>> = {
  cost: 'Cost, the highest first',
  change: 'Change, the largest first',
  name: 'Name',
  used: 'Used, the most first',
};

/** A form to group and to narrow a question with, filled in with what it is now. */
export function questionForm(
  { by, filter, sort }: Pick<ReportParams, 'by' | 'filter' | 'sort'>,
  memory: string,
): ModalView {
  return {
    type: 'modal',
    callback_id: questionFormId,
    private_metadata: memory,
    title: plain('Group and filter'),
    submit: plain('Show'),
    close: plain('Cancel'),
    blocks: [
      askInput('by', 'Group by', { ...chooser(by, 'namespace, or a label'), max_selected_items: 2 }),
      ...nameInputs.map((name) => askInput(name, inputWords[name], chooser(chosenIn(filter, name), 'All'))),
      {
        ...askInput(
          'sort',
          'Sort by',
          select(
            sortOrders.map((order) => option(order, sortWords[order])),
            sort,
          ),
        ),
        optional: false,
      },
    ],
  };
}

/** Values of the form that stand for conditions of the line. */
export function chosenIn(filter: Filter, input: NameInput): string[] {
  return filter.filter((term) => isChosenIn(term, input)).flatMap((term) => valuesOf(term));
}

/** Conditions that the form cannot show stay as they are: exclusions, pods, nodes, names that no option can hold. */
export function keptConditions(filter: Filter): FilterTerm[] {
  return filter.filter((term) => !nameInputs.some((input) => isChosenIn(term, input)));
}

function isChosenIn(term: FilterTerm, input: NameInput): boolean {
  const isLabel = term.dimension.startsWith('label:');
  if (term.negated || (input === 'label' ? !isLabel : term.dimension !== input)) return false;
  return valuesOf(term).every((value) => value.length <= limits.choiceValue);
}

function valuesOf({ dimension, values }: FilterTerm): string[] {
  if (!dimension.startsWith('label:')) return [...values];
  return values.map((value) => `${dimension.slice('label:'.length)}=${value}`);
}

/** A list that is typed into: what it offers is asked for while somebody types. */
function chooser(chosen: readonly string[], placeholder: string): Record<string, unknown> {
  const initial = chosen.slice(0, limits.options).map(nameOption);
  return {
    type: 'multi_external_select',
    min_query_length: 0,
    placeholder: plain(placeholder),
    ...(initial.length > 0 ? { initial_options: initial } : {}),
  };
}

/** An input of the forms about a line: nothing has to be chosen in it. */
export function askInput(
  id: string,
  label: string,
  element: Record<string, unknown>,
): Record<string, unknown> {
  return {
    type: 'input',
    block_id: id,
    label: plain(label),
    optional: true,
    element: { action_id: `ask:${id}`, ...element },
  };
}
