import { looksLikeWindow } from '../cost/window.js';
import type { LedgerDesk } from '../cost-service/ledger-desk.js';
import type { CostService } from '../cost-service/service.js';
import { NotUnderstood } from '../errors.js';
import { findReport, matchReport, shortOption } from './find-report.js';
import { defaultReport, reports } from './index.js';
import { type Token, tokenise, writeOption } from './line.js';
import { parseParams } from './params.js';
import type { AnyReport, ReportAnswer, Surface } from './report.js';
import { isTerminalOnly } from './report-action.js';
import type { ReportParams } from './report-params.js';
import type { Snoozes } from './snoozes.js';

export interface LineContext {
  costs: CostService;
  /** What is kept of the past; absent or null where nothing is. */
  ledger?: LedgerDesk | null;
  /** What is snoozed of savings; absent or null where nothing can be. */
  snoozes?: Snoozes | null;
  /** Slack's id of who asks; absent: not known, or whoever sits at the terminal. */
  asker?: string;
  /** Where it is asked. Slack where absent: what changes something is then refused. */
  surface?: Surface;
  now: () => number;
  weekStarts: 'monday' | 'sunday';
  /** Told in a few words what is being done. */
  onProgress?: (what: string) => void;
  /** Told the name of the report that the line means, as soon as that is known. */
  onReport?: (report: string) => void;
}

/** Answers one typed line: the same in Slack, in the terminal and over REST. Throws KubecentError. */
export async function answerLine(line: string, context: LineContext): Promise<ReportAnswer> {
  const { report, rest } = chooseReport(tokenise(line));
  return answerReport(report, rest, context);
}

/** Answers one report, asked for by its tokens. Throws KubecentError. */
export async function answerReport(
  report: AnyReport,
  rest: readonly Token[],
  context: LineContext,
): Promise<ReportAnswer> {
  context.onReport?.(report.name);
  const { costs, weekStarts, ledger = null, surface = 'slack', onProgress = () => {} } = context;
  const { snoozes = null, asker = surface === 'terminal' ? 'terminal' : null } = context;
  if (surface !== 'terminal' && report.terminalOnly)
    throw terminalOnly([report.name, ...rest.map(writeToken)].join(' '));
  const nowMs = context.now();
  const params = parseParams(report, rest, { nowMs, weekStarts: context.weekStarts });
  if (surface !== 'terminal' && isTerminalOnly(report, params)) throw terminalOnly(params.command);
  const asked = { costs, ledger, snoozes, asker, surface, nowMs, weekStarts };
  return report.answer(params, { ...asked, onProgress, reports });
}

/** A line's parameters, without answering it. Throws NotUnderstood. */
export function paramsOf(
  line: string,
  context: { nowMs: number; weekStarts: 'monday' | 'sunday' },
): ReportParams {
  return readLine(line, context).params;
}

/** A line's report and parameters, without answering it. Throws NotUnderstood. */
export function readLine(
  line: string,
  context: { nowMs: number; weekStarts: 'monday' | 'sunday' },
): { report: AnyReport; params: ReportParams } {
  const { report, rest } = chooseReport(tokenise(line));
  return { report, params: parseParams(report, rest, context) };
}

function terminalOnly(command: string): NotUnderstood {
  const userMessage = `That is done in a terminal alone; where Kubecent runs, type: kubecent ${command}`;
  return new NotUnderstood(userMessage, [{ label: 'Ledger', command: 'ledger' }], 'TERMINAL_ONLY');
}

/** The first word that names a report; words may stand in any order, and a window is never a command. */
function chooseReport(tokens: readonly Token[]): { report: AnyReport; rest: Token[] } {
  const words = tokens.filter((token) => token.kind === 'word' && !looksLikeWindow(token.text));
  const first = words[0];
  if (first?.kind !== 'word') return { report: defaultReport, rest: [...tokens] };
  const named = words.find((token) => token.kind === 'word' && matchReport(reports, token.text));
  const chosen = named?.kind === 'word' ? named : first;
  const rest = tokens.filter((token) => token !== chosen);
  const part = partOf(matchReport(reports, chosen.text), rest);
  if (part) return part;
  const report = findReport(
    reports,
    chosen.text,
    (name) => [name, ...rest.map(writeToken)].join(' '),
    'anything',
  );
  const short = shortOption(report.shortWords ?? {}, chosen.text);
  return { report, rest: short === null ? rest : [...tokenise(short), ...rest] };
}

/** The report that a word of another one names, such as `savings snoozed`, and the rest of the line. */
function partOf(
  whole: AnyReport | null,
  tokens: readonly Token[],
): { report: AnyReport; rest: Token[] } | null {
  const isPart = (token: Token) => token.kind === 'word' && whole?.parts?.includes(token.text.toLowerCase());
  const word = tokens.find(isPart);
  const report = word?.kind === 'word' ? matchReport(reports, word.text) : null;
  return report && { report, rest: tokens.filter((token) => token !== word) };
}

function writeToken(token: Token): string {
  if (token.kind === 'word') return /\s/.test(token.text) ? `"${token.text}"` : token.text;
  return token.kind === 'flag' ? `--${token.key}` : writeOption(token.key, token.value, token.negated);
}
