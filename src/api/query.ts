import { nearestNames } from '../cost/nearest.js';
import { NotUnderstood } from '../errors.js';
import type { Token } from '../reports/line.js';
import { optionKeys } from '../reports/params.js';
import type { AnyReport } from '../reports/report.js';

/** What one request asks of a report. */
export interface Asked {
  /** The question, as a typed line would have it. */
  tokens: Token[];
  format: 'json' | 'csv' | null;
  /** Items on a page; null: the usual number. */
  limit: number | null;
  cursor: string | null;
  /** Rows tell their cost day by day. */
  steps: boolean;
  /** All but page and format, in their order: what a cursor belongs to. */
  question: string;
}

const longestQuery = 4_000;

/** Values that programs write for what people write otherwise. */
const otherWords = new Map([
  ['idle=true', 'separate'],
  ['idle=false', 'hide'],
  ['today=true', 'include'],
  ['today=false', 'apart'],
  ['held=true', 'include'],
]);

/** What people say of rows, where programs have pages. */
const forPeople: ReadonlySet<string> = new Set(['top', 'from']);

/** Parameters of a report besides those of its command line. */
export function ownParameters({ list }: Pick<AnyReport, 'list'>): string[] {
  return ['format', ...(list ? ['limit', 'cursor'] : []), ...(list?.steps ? ['step'] : [])];
}

/** Parameters that its command line takes too. `top` and `from` are `limit` and `cursor` here, and actions are for people. */
export function lineParameters(report: Pick<AnyReport, 'options' | 'takesWindow'>): string[] {
  const { options, takesWindow } = report;
  return optionKeys({ options, takesWindow }).filter((key) => !(forPeople.has(key) || key === 'label:team'));
}

/** Reads the query of an address. Throws NotUnderstood that names what makes no sense, and the nearest that does. */
export function readQuery(report: AnyReport, query: string): Asked {
  if (query.length > longestQuery)
    throw new NotUnderstood(
      `This query has ${query.length} characters; at most ${longestQuery.toLocaleString('en-US')} are read.`,
      [],
      'LINE_TOO_LONG',
    );
  const asked: Asked = { tokens: [], format: null, limit: null, cursor: null, steps: false, question: '' };
  const given = new Set<string>();
  const question = new URLSearchParams();
  for (const [name, value] of new URLSearchParams(query)) {
    const negated = name.endsWith('!');
    const key = negated ? name.slice(0, -1) : name;
    if (ownParameters(report).includes(name)) {
      if (given.has(name)) throw new NotUnderstood(`${name} is given twice.`, [], 'GIVEN_TWICE');
      takeOwn(report, asked, name, value);
    } else {
      refuseUnknown(report, key, name);
      asked.tokens.push({
        kind: 'option',
        key,
        negated,
        value: otherWords.get(`${key}=${value.toLowerCase()}`) ?? value,
      });
      question.append(name, value);
    }
    given.add(name);
  }
  return { ...asked, question: question.toString() };
}

function takeOwn(report: AnyReport, asked: Asked, name: string, value: string): void {
  if (name === 'format') {
    if (value !== 'json' && value !== 'csv') throw badValue('format', value, 'json or csv');
    asked.format = value;
  } else if (name === 'limit') {
    const most = report.list?.mostPerPage ?? 1;
    const limit = /^\d{1,4}$/.test(value) ? Number(value) : 0;
    if (limit < 1 || limit > most) throw badValue('limit', value, `a whole number from 1 to ${most}`);
    asked.limit = limit;
  } else if (name === 'step') {
    if (value !== '1d') throw badValue('step', value, '1d');
    asked.steps = true;
  } else asked.cursor = value;
}

function refuseUnknown(report: AnyReport, key: string, name: string): void {
  const known = [...lineParameters(report), ...ownParameters(report)];
  const takesLabels = report.options.includes('filters');
  if (known.includes(key) || (takesLabels && /^label:./.test(key))) return;
  if ((key === 'top' || key === 'from') && report.options.includes(key))
    throw new NotUnderstood(
      `${key} is for people; programs say limit, and page on with cursor.`,
      [],
      'UNKNOWN_OPTION',
    );
  const nearest = nearestNames(key, known);
  const all = takesLabels ? [...known, 'label:<name>'] : known;
  const hint = nearest.length > 0 ? `Did you mean ${nearest.join(' or ')}?` : `Known: ${all.join(', ')}.`;
  throw new NotUnderstood(`There is no parameter “${name}” here. ${hint}`, [], 'UNKNOWN_OPTION');
}

function badValue(name: string, value: string, allowed: string): NotUnderstood {
  return new NotUnderstood(`${name}=${value} is not known: ${name} is ${allowed}.`, [], 'BAD_VALUE');
}
