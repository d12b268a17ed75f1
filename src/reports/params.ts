import type { FilterTerm } from '../cost/filter.js';
import { type Dimension, parseDimension } from '../cost/group.js';
import type { IdleMode } from '../cost/idle.js';
import { nearestNames } from '../cost/nearest.js';
import { looksLikeWindow, resolveWindow, type Window } from '../cost/window.js';
import { NotUnderstood } from '../errors.js';
import { isFlagWord, joinFlags, parseChoice } from './choices.js';
import { type Token, writeFilter, writeOption } from './line.js';
import { filterKeys, parseBy, parseRows, plainKey } from './param-values.js';
import type { AnyReport } from './report.js';
import { isFree, readAction } from './report-action.js';
import type { ReportParams, SortOrder } from './report-params.js';

interface Draft {
  windowText: string | null;
  terms: FilterTerm[];
  /** Rows: how many at most, and the first. */
  rows: { top?: number; from?: number };
  by: Dimension[];
  chosen: Map<string, string>;
  words: string[];
  /** Keys of the options given, as they are called in `options`, and `window`. */
  given: Set<string>;
  /** The line does something whose words are its own affair: none is a window or a namespace. */
  isFree: boolean;
}

/**
 * Understands the tokens behind the report's name. Throws NotUnderstood that names the first thing that makes no
 * sense, with the nearest things that do; nothing is ever silently ignored.
 */
export function parseParams(
  report: AnyReport,
  tokens: readonly Token[],
  context: { nowMs: number; weekStarts: 'monday' | 'sunday' },
): ReportParams {
  const draft: Draft = {
    windowText: null,
    terms: [],
    rows: {},
    by: [],
    chosen: new Map(),
    words: [],
    given: new Set(),
    isFree: isFree(report, tokens),
  };
  for (const token of joinFlags(tokens)) {
    if (token.kind === 'word') takeWord(report, draft, token.text);
    else takeOption(report, draft, token);
  }
  const { action, words } = readAction(report, draft);
  const today = draft.chosen.get('today') === 'include' ? 'include' : 'apart';
  const windowText = draft.windowText ?? report.defaultWindow;
  const window = resolveWindowFor(report, windowText, { ...context, today });
  const params = {
    window,
    windowAsked: draft.windowText !== null,
    filter: draft.terms,
    top: draft.rows.top ?? null,
    from: draft.rows.from ?? 1,
    by: draft.by,
    sort: (draft.chosen.get('sort') ?? 'cost') as SortOrder,
    idle: (draft.chosen.get('idle') ?? 'separate') as IdleMode,
    includeHeld: draft.chosen.get('held') === 'include',
    action: action?.name ?? null,
    why: draft.chosen.get('why') ?? null,
    file: draft.chosen.get('file') ?? null,
    yes: draft.chosen.has('yes'),
    words,
  };
  const tail = writeTail(draft);
  const windowName = params.windowAsked ? window.name : '';
  const from = params.from === 1 ? '' : `from=${params.from}`;
  const command = [report.name, ...words, windowName, tail, from].filter(Boolean).join(' ');
  return { ...params, command, tail };
}

function takeWord(report: AnyReport, draft: Draft, text: string): void {
  if (draft.isFree) {
    draft.words.push(text);
    return;
  }
  if (takesWindow(report) && looksLikeWindow(text)) {
    setWindow(report, draft, text);
    return;
  }
  if (isFlagWord(text, optionKeys(report))) {
    takeOption(report, draft, { key: 'yes', negated: false, value: 'true' });
    return;
  }
  if (report.bareWord === 'namespace') {
    draft.terms.push(...filterTerm(report, draft, 'namespace', 'namespace', false, text));
    return;
  }
  if (report.bareWord === 'command' || report.bareWord === 'action') {
    draft.words.push(text);
    return;
  }
  const hint = report.takesWindow ? ' It takes a window such as 7d or lastmonth, and key=value.' : '';
  throw new NotUnderstood(
    `“${text}” means nothing to ${report.name}.${hint}`,
    exampleSuggestions(report),
    'UNKNOWN_WORD',
  );
}

function takeOption(
  report: AnyReport,
  draft: Draft,
  token: { key: string; negated: boolean; value: string },
): void {
  const key = plainKey(token.key);
  const dimension = parseDimension(key);
  if (dimension && takesCondition(report, dimension)) {
    draft.given.add(dimension);
    draft.terms.push(...filterTerm(report, draft, key, dimension, token.negated, token.value));
    return;
  }
  if (key === 'window' && takesWindow(report)) {
    setWindow(report, draft, token.value);
    return;
  }
  if (!optionKeys(report).includes(key)) throw unknownOption(report, token.key);
  draft.given.add(key);
  if (token.negated) throw new NotUnderstood(`${key} takes “=”, not “!=”.`, [], 'BAD_VALUE');
  if (draft.chosen.has(key) || Object.hasOwn(draft.rows, key)) throw givenTwice(key, 'it takes one value');
  if (key === 'by') {
    if (draft.by.length > 0) throw givenTwice('by', 'two groupings go with a comma: by=namespace,label:team');
    draft.by.push(...parseBy(token.value));
    return;
  }
  if (key === 'top' || key === 'from') {
    draft.rows[key] = parseRows(key, token.value);
    return;
  }
  draft.chosen.set(key, parseChoice(report.name, key, token.value));
}

function setWindow(report: AnyReport, draft: Draft, text: string): void {
  if (draft.windowText !== null && draft.windowText.toLowerCase() !== text.toLowerCase()) {
    throw new NotUnderstood(
      `Two windows, ${draft.windowText} and ${text}: which one?`,
      [draft.windowText, text].map((window) => ({ label: window, command: `${report.name} ${window}` })),
      'TWO_WINDOWS',
    );
  }
  draft.windowText = text;
  draft.given.add('window');
}

function filterTerm(
  report: AnyReport,
  draft: Draft,
  key: string,
  dimension: Dimension,
  negated: boolean,
  text: string,
): FilterTerm[] {
  const values = text
    .split(',')
    .map((value) => value.trim())
    .filter((value) => value !== '');
  if (values.length === 0)
    throw new NotUnderstood(
      `${key}= names nothing. Try ${key}=payments.`,
      exampleSuggestions(report),
      'BAD_VALUE',
    );
  const given = draft.terms.find((term) => term.dimension === dimension && term.negated === negated);
  if (given) {
    const together = writeFilter([{ ...given, values: [...new Set([...given.values, ...values])] }]);
    throw givenTwice(key, `several values go with commas: ${together}`);
  }
  return [{ dimension, negated, values }];
}

function givenTwice(key: string, what: string): NotUnderstood {
  return new NotUnderstood(`${key} is given twice; ${what}.`, [], 'GIVEN_TWICE');
}

/** Every key that the report takes, its actions included. */
export function optionKeys(report: Pick<AnyReport, 'options' | 'takesWindow' | 'actions'>): string[] {
  const names = new Set([...report.options, ...(report.actions ?? []).flatMap(({ options }) => options)]);
  const keys = [...names].flatMap((name) => (name === 'filters' ? [...filterKeys, 'label:team'] : [name]));
  return takesWindow(report) ? ['window', ...keys] : keys;
}

function takesWindow(report: Pick<AnyReport, 'takesWindow' | 'actions'>): boolean {
  return report.takesWindow || (report.actions ?? []).some((action) => action.takesWindow);
}

function takesCondition(report: AnyReport, dimension: Dimension): boolean {
  return report.options.includes('filters') || optionKeys(report).includes(dimension);
}

function unknownOption(report: AnyReport, key: string): NotUnderstood {
  const known = optionKeys(report);
  const nearest = nearestNames(key, known);
  const hint =
    nearest.length > 0
      ? `Did you mean ${nearest.join(' or ')}?`
      : `It takes ${known.join(', ') || 'no options'}.`;
  return new NotUnderstood(
    `${report.name} has no option “${key}”. ${hint}`,
    exampleSuggestions(report),
    'UNKNOWN_OPTION',
  );
}

function exampleSuggestions(report: AnyReport) {
  return report.examples.slice(0, 3).map((command) => ({ label: command, command }));
}

function resolveWindowFor(
  report: AnyReport,
  text: string,
  context: Parameters<typeof resolveWindow>[1],
): Window {
  try {
    return resolveWindow(text, context);
  } catch (error) {
    if (!(error instanceof NotUnderstood)) throw error;
    const suggestions = report.takesMonths
      ? exampleSuggestions(report)
      : error.suggestions.map(({ label, command }) => ({ label, command: `${report.name} ${command}` }));
    throw new NotUnderstood(error.userMessage, suggestions, error.code);
  }
}

function writeTail(draft: Draft): string {
  const options = [...draft.chosen].map(([key, value]) =>
    key === 'yes' ? '--yes' : writeOption(key, value),
  );
  const top = draft.rows.top === undefined ? [] : [`top=${draft.rows.top}`];
  const by = draft.by.length === 0 ? [] : [`by=${draft.by.join(',')}`];
  return [...by, writeFilter(draft.terms), ...options, ...top].filter(Boolean).join(' ');
}
