import type { FilterTerm } from '../../cost/filter.js';
import { parseDimension } from '../../cost/group.js';
import type { KnownNames } from '../../cost-service/ports.js';
import { NotUnderstood } from '../../errors.js';
import { changeLine, type LineChange } from '../../reports/change-line.js';
import type { ReportParams } from '../../reports/report-params.js';
import { sortOrders } from '../../reports/report-params.js';
import { isOffered, labelTerms, type NameInput, nameInputs, namesFor } from './name-options.js';
import { chosenIn, keptConditions } from './question-form.js';

/** A submitted form about a line: the new line, or a sentence beside each input that is wrong. */
export type FormOutcome = { line: string } | { errors: Record<string, string> };

/** What was filled in, by block. */
export type FilledState = Readonly<
  Record<
    string,
    Readonly<
      Record<
        string,
        {
          selected_date?: string | null;
          selected_option?: { value: string } | null;
          selected_options?: readonly { value: string }[] | null;
        }
      >
    >
  >
>;

type Context = Parameters<typeof changeLine>[2];

/** The line over the days that were chosen. */
export function readDates(line: string, state: FilledState, context: Context): FormOutcome {
  const first = state.first?.['ask:first']?.selected_date ?? '';
  const last = state.last?.['ask:last']?.selected_date ?? '';
  const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text);
  if (!isDay(first)) return { errors: { first: 'Choose a day.' } };
  if (!isDay(last)) return { errors: { last: 'Choose a day.' } };
  if (last < first) return { errors: { last: 'The last day is before the first.' } };
  return changed(line, { window: first === last ? first : `${first}..${last}` }, context, 'first');
}

/** The line grouped, narrowed and sorted as chosen. Nothing is taken that was not offered and was not there before. */
export function readQuestion(
  line: string,
  state: FilledState,
  { params, names, context }: { params: ReportParams; names: KnownNames | null; context: Context },
): FormOutcome {
  const values = (input: NameInput | 'by') =>
    (state[input]?.[`ask:${input}`]?.selected_options ?? []).map(({ value }) => value);
  const errors: Record<string, string> = {};
  const by = values('by').map((value) => parseDimension(value));
  if (by.length > 2 || by.includes(null)) errors.by = 'Choose one grouping or two from the list.';
  const sort = sortOrders.find((order) => order === state.sort?.['ask:sort']?.selected_option?.value);
  if (sort === undefined) errors.sort = 'Choose an order from the list.';
  const terms: FilterTerm[] = [];
  for (const input of nameInputs) {
    const before = chosenIn(params.filter, input);
    const odd = values(input).find(
      (value) =>
        /[",]/.test(value) ||
        !(before.includes(value) || (names !== null && isOffered(value, namesFor(input, names)))),
    );
    const found = input === 'label' ? labelTerms(values(input)) : termsOf(input, values(input));
    if (odd !== undefined || found === null) errors[input] = `“${odd ?? ''}” is not in the list any more.`;
    else terms.push(...found);
  }
  if (Object.keys(errors).length > 0 || sort === undefined) return { errors };
  const grouped = by.flatMap((dimension) => dimension ?? []);
  const filter = [...terms, ...keptConditions(params.filter)];
  return changed(line, { by: grouped, filter, sort }, context, 'by');
}

function termsOf(dimension: Exclude<NameInput, 'label'>, values: readonly string[]): FilterTerm[] {
  return values.length === 0 ? [] : [{ dimension, negated: false, values: [...values] }];
}

function changed(line: string, change: LineChange, context: Context, blamed: string): FormOutcome {
  try {
    const next = changeLine(line, change, context);
    return next === null
      ? { errors: { [blamed]: 'That is too much for one question. Choose fewer names.' } }
      : { line: next };
  } catch (error) {
    if (!(error instanceof NotUnderstood)) throw error;
    return { errors: { [blamed]: error.userMessage } };
  }
}
