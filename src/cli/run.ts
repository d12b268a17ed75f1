import { KubecentError, NotUnderstood } from '../errors.js';
import { csvPieces } from '../reports/csv-text.js';
import type { ReportAnswer } from '../reports/report.js';
import { readArguments } from './arguments.js';
import { renderTerminal } from './render.js';
import type { ExitCode, TerminalRun, TerminalSink } from './terminal.js';

export interface CliOptions extends TerminalSink {
  /** The arguments behind the program's name. */
  arguments: readonly string[];
  answerLine: (line: string, options: { onProgress: (what: string) => void }) => Promise<ReportAnswer>;
  version: string;
}

/** Answers command lines of terminals that are somewhere else. */
export function terminalRun(options: Pick<CliOptions, 'answerLine' | 'version'>): TerminalRun {
  return (args, sink) => runCli({ ...options, ...sink, arguments: args });
}

/** Answers one command line in a terminal: a table, `--json` or `--csv`. Throws only what is no KubecentError. */
export async function runCli(options: CliOptions): Promise<ExitCode> {
  try {
    const asked = readArguments(options.arguments);
    if (asked.version) {
      options.print(`${options.version}\n`);
      return 0;
    }
    const answer = await options.answerLine(asked.line, { onProgress: progressPrinter(options) });
    const text = write(answer, asked.form, options);
    endProgress(options);
    options.print(text);
    return 0;
  } catch (error) {
    return explain(error, options);
  }
}

function write(answer: ReportAnswer, form: 'table' | 'json' | 'csv', options: CliOptions): string {
  if (form === 'json') return `${JSON.stringify(answer.json(), null, 2)}\n`;
  if (form === 'table') return renderTerminal(answer.document(), options);
  return [...csvPieces(answer.csv())].join('');
}

/** Progress goes to a person's terminal only. */
function progressPrinter({ columns, printProgress }: CliOptions): (what: string) => void {
  if (columns === null) return () => {};
  return (what) => printProgress(`${what}…`);
}

function endProgress({ columns, printProgress }: CliOptions): void {
  if (columns !== null) printProgress('');
}

function explain(error: unknown, options: CliOptions): ExitCode {
  endProgress(options);
  if (!(error instanceof KubecentError)) throw error;
  options.printError(`kubecent: ${error.userMessage}\n`);
  if (!(error instanceof NotUnderstood)) return 1;
  for (const { command } of error.suggestions) options.printError(`  kubecent ${command}\n`);
  return 2;
}
