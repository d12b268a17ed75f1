import type { Document, Line, Section } from '../../reports/document.js';
import type { SlackCommand } from './command.js';

/** The command that `help <name>` asks for; null: that is a report, or nothing. */
export function helpAsked(commands: readonly SlackCommand[], line: string): SlackCommand | null {
  const word = /^\s*help\s+(\S+)\s*$/i.exec(line)?.[1]?.toLowerCase();
  return commands.find(({ name, aliases }) => [name, ...aliases].includes(word ?? '')) ?? null;
}

/** One command in detail. */
export function commandHelp({ name, aliases, summary, examples }: SlackCommand): Document {
  return {
    title: name,
    subtitle: '',
    summary: `${name}: ${summary}.`,
    command: `help ${name}`,
    sections: [
      { kind: 'text', lines: [[summary], ...(aliases.length > 0 ? [[`Also: ${aliases.join(', ')}`]] : [])] },
      { kind: 'text', lines: examples.map((example): Line => [{ text: example, style: 'code' }]) },
      { kind: 'actions', actions: examples.map((command) => ({ label: command, command })) },
    ],
  };
}

/** The help of all reports, with the commands that are none before its buttons. */
export function withCommands(document: Document, commands: readonly SlackCommand[]): Document {
  const lines = commands.map(
    ({ examples, summary }): Line => [{ text: examples[0] ?? '', style: 'code' }, `  ${summary}`],
  );
  const own: Section = { kind: 'text', lines };
  const at = document.sections.findIndex(({ kind }) => kind === 'actions');
  const before = at < 0 ? document.sections : document.sections.slice(0, at);
  return { ...document, sections: [...before, own, ...(at < 0 ? [] : document.sections.slice(at))] };
}
