import { parseDimension } from '../cost/group.js';
import { nearestNames } from '../cost/nearest.js';
import { NotUnderstood } from '../errors.js';
import type { Token } from './line.js';
import type { AnyReport, ReportAction } from './report.js';
import type { ReportParams } from './report-params.js';

interface Given {
  words: readonly string[];
  /** Keys of the options that were given, and `window`. */
  given: ReadonlySet<string>;
}

/**
 * The action among the bare words of a report that has some, and these words with the action first. Throws
 * NotUnderstood for a word that is none, for two, and for an option that the action does not take.
 */
export function readAction(
  report: AnyReport,
  { words, given }: Given,
): { action: ReportAction | null; words: readonly string[] } {
  const free = freeAction(report, words);
  if (free) {
    refuseOthers(report, free, given);
    return { action: free, words: [free.name, ...words.slice(1)] };
  }
  if (report.bareWord !== 'action') {
    if (report.actions) refuseOthers(report, null, given);
    return { action: null, words };
  }
  const actions = report.actions ?? [];
  const lower = words.map((word) => word.toLowerCase());
  const action = actions.find(({ name }) => lower.includes(name)) ?? null;
  const rest = lower.filter((word) => word !== action?.name);
  const known = action ? wordsOf(action) : actions.map(({ name }) => name);
  const odd = words.find((word) => rest.includes(word.toLowerCase()) && !known.includes(word.toLowerCase()));
  if (odd !== undefined) throw unknownWord(report, action, odd);
  if (rest.length > 1 || lower.length - rest.length > 1)
    throw new NotUnderstood(`${lower.join(' and ')}: which one?`, [], 'GIVEN_TWICE');
  refuseOthers(report, action, given);
  return { action, words: action ? [action.name, ...rest] : [] };
}

/** Whether the first word of a line is an action that reads its words itself: `savings snooze 1a2b3c4d5e 7d`. */
export function isFree(report: Pick<AnyReport, 'actions'>, tokens: readonly Token[]): boolean {
  return (
    freeAction(
      report,
      tokens.flatMap((token) => (token.kind === 'word' ? [token.text] : [])),
    ) !== null
  );
}

/** The action that the first of the bare words names and that reads all others itself; null: there is none. */
function freeAction(report: Pick<AnyReport, 'actions'>, words: readonly string[]): ReportAction | null {
  const first = words[0]?.toLowerCase();
  return report.actions?.find(({ name, words: taken }) => taken === 'any' && name === first) ?? null;
}

function wordsOf({ words = [] }: ReportAction): readonly string[] {
  return words === 'any' ? [] : words;
}

/** Whether the line is answered in a terminal alone. */
export function isTerminalOnly(report: AnyReport, { action, words }: ReportParams): boolean {
  const chosen = report.actions?.find(({ name }) => name === action);
  if (chosen?.terminalOnly === 'with words') return words.length > 1;
  return chosen ? chosen.terminalOnly === true : report.terminalOnly === true;
}

function unknownWord(report: AnyReport, action: ReportAction | null, word: string): NotUnderstood {
  const known = action ? wordsOf(action) : (report.actions ?? []).map(({ name }) => name);
  const nearest = nearestNames(word, known);
  const hint =
    nearest.length > 0
      ? `Did you mean ${nearest.join(' or ')}?`
      : `It takes ${known.join(', ') || 'no word'}.`;
  const name = action ? `${report.name} ${action.name}` : report.name;
  return new NotUnderstood(
    `“${word}” means nothing to ${name}. ${hint}`,
    ['', ...report.examples.slice(1, 2), `help ${report.name}`].map((line) => {
      const command = line === '' ? report.name : line;
      return { label: command, command };
    }),
    'UNKNOWN_WORD',
  );
}

function refuseOthers(report: AnyReport, action: ReportAction | null, given: ReadonlySet<string>): void {
  const { options, takesWindow } = action ?? report;
  const taken: readonly string[] = takesWindow ? [...options, 'window'] : options;
  const isCondition = (key: string) => options.includes('filters') && parseDimension(key) !== null;
  const odd = [...given].find((key) => !taken.includes(key) && !isCondition(key));
  if (odd === undefined) return;
  const name = action ? `${report.name} ${action.name}` : `${report.name} without an action`;
  const others = (report.actions ?? []).filter((one) => [...one.options].some((key) => key === odd));
  const hint = others.length > 0 ? ` It belongs to ${others.map((one) => one.name).join(', ')}.` : '';
  throw new NotUnderstood(
    `${name} takes no ${odd}.${hint}`,
    [{ label: `help ${report.name}`, command: `help ${report.name}` }],
    'UNKNOWN_OPTION',
  );
}
