import { stringify } from 'csv-stringify/sync';
import { KubecentError, NotUnderstood } from '../errors.js';
import type { ReportAnswer } from '../reports/report.js';
import { readArguments } from './arguments.js';
import { renderTerminal } from './render.js';
import type { TerminalRun } from './socket-server.js';

/** 0 answered, 1 failed, 2 not understood. */
export type ExitCode = 0 | 1 | 2;

export interface CliOptions {
  /** The arguments behind the program's name. */
  arguments: readonly string[];
  answerLine: (line: string, options: { onProgress: (what: string) => void }) => Promise<ReportAnswer>;
  version: string;
  print: (text: string) => void;
  /** Errors and progress: never mixed into what is printed. */
  printError: (text: string) => void;
  /** Width of the terminal in characters; null when what is printed is not looked at by a person. */
  columns: number | null;
  colours: boolean;
}

/** Answers command lines of terminals that are somewhere else. */
export function terminalRun(options: Pick<CliOptions, 'answerLine' | 'version'>): TerminalRun {
  return (args, sink) => runCli({ ...options, ...sink, arguments: args });
}

/** Answers one command line in a terminal: a table, `--json` or `--csv`. Never throws. */
export async function runCli(options: CliOptions): Promise<ExitCode> {
  try {
    const asked = readArguments(options.arguments);
    if (asked.version) {
      options.print(`${options.version}\n`);
      return 0;
    }
    const answer = await options.answerLine(asked.line, { onProgress: progressPrinter(options) });
    options.print(write(answer, asked.form, options));
    return 0;
  } catch (error) {
    return explain(error, options);
  }
}

function write(answer: ReportAnswer, form: 'table' | 'json' | 'csv', options: CliOptions): string {
  if (form === 'json') return `${JSON.stringify(answer.json(), null, 2)}\n`;
  if (form === 'table') return renderTerminal(answer.document(), options);
  const { header, rows } = answer.csv();
  return stringify([[...header], ...rows.map((row) => [...row])], { escape_formulas: true });
}

/** Progress goes to a person's terminal only, one line that is written over. */
function progressPrinter({ columns, printError }: CliOptions): (what: string) => void {
  if (columns === null) return () => {};
  return (what) => printError(`\r\u001b[2K${what}…\r`);
}

function explain(error: unknown, { printError, columns }: CliOptions): ExitCode {
  if (columns !== null) printError('\r\u001b[2K');
  if (!(error instanceof KubecentError)) throw error;
  printError(`kubecent: ${error.userMessage}\n`);
  if (!(error instanceof NotUnderstood)) return 1;
  for (const { command } of error.suggestions) printError(`  kubecent ${command}\n`);
  return 2;
}
