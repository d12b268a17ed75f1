import { NotUnderstood } from '../errors.js';

/** What was asked in a terminal. */
export interface CliArguments {
  /** The command line as it would be typed in Slack. */
  line: string;
  form: 'table' | 'json' | 'csv';
  version: boolean;
}

const own = new Set(['--json', '--csv', '--help', '-h', '--version']);

/** Help and version need no configuration, and nobody who runs. */
export function needsNothing(args: readonly string[]): boolean {
  if (args.some((word) => ['--help', '-h', '--version'].includes(word))) return true;
  return asksForHelp(args.find((word) => !own.has(word)) ?? '');
}

/** A line whose report is help. */
export function asksForHelp(line: string): boolean {
  return /^\s*help\b/i.test(line);
}

/**
 * Reads the program's arguments: `--json`, `--csv`, `--help` and `--version` are the terminal's own, the rest is a
 * command line. A value that the shell kept together with its spaces is quoted again. Throws NotUnderstood for both
 * forms at once.
 */
export function readArguments(args: readonly string[]): CliArguments {
  const rest = args.filter((word) => !own.has(word));
  // a whole line in one pair of the shell's quotes is a line
  const words = rest.length === 1 && !rest[0]?.includes('=') ? rest : rest.map(quote);
  if (args.includes('--json') && args.includes('--csv'))
    throw new NotUnderstood('--json and --csv: which one?', [], 'BAD_VALUE');
  const help = args.includes('--help') || args.includes('-h');
  return {
    line: (help ? ['help', ...words.slice(0, 1)] : words).join(' '),
    form: args.includes('--csv') ? 'csv' : args.includes('--json') ? 'json' : 'table',
    version: args.includes('--version'),
  };
}

function quote(word: string): string {
  if (!/\s/.test(word)) return word;
  // an equals sign further on belongs to what is said: why="x = 1"
  const equals = /^[^\s=]+=/.test(word) ? word.indexOf('=') : -1;
  const bare = word.replaceAll('"', '');
  return equals > 0 ? `${bare.slice(0, equals + 1)}"${bare.slice(equals + 1)}"` : `"${bare}"`;
}
