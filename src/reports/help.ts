import { z } from 'zod';
import { valuesOf } from './choices.js';
import type { Document, Line } from './document.js';
import { findReport } from './find-report.js';
import { optionKeys } from './params.js';
import { type AnyReport, defineReport, type ReportAction, type Surface } from './report.js';

interface Entry {
  name: string;
  aliases: readonly string[];
  summary: string;
  examples: readonly string[];
  takesWindow: boolean;
  takesNamespace: boolean;
  keys: readonly string[];
  /** Those that it takes without an action. */
  ownKeys: readonly string[];
  defaultWindow: string;
  actions: readonly ReportAction[];
  /** False where it is asked in a place that it does not answer in. */
  canBePressed: boolean;
}

interface HelpResult {
  entries: readonly Entry[];
  /** One command in detail; else all of them. */
  one: boolean;
  command: string;
}

/** What can be asked, from the registry: usage, and examples that can be clicked. */
export const help = defineReport<HelpResult>({
  name: 'help',
  aliases: ['?', 'commands'],
  summary: 'What can be asked',
  examples: ['help', 'help namespaces'],
  bareWord: 'command',
  takesWindow: false,
  defaultWindow: 'today',
  options: [],
  path: '/help',
  result: z.strictObject({
    commands: z.array(
      z.strictObject({
        name: z.string(),
        aliases: z.array(z.string()),
        summary: z.string(),
        examples: z.array(z.string()),
        options: z.array(z.string()),
      }),
    ),
  }),
  async collect({ words, command }, { reports, surface }) {
    const chosen = words.map((word) => findReport(reports, word, (name) => `help ${name}`, 'commands'));
    return {
      entries: (chosen.length > 0 ? chosen : reports).map((report) => entryOf(report, surface)),
      one: chosen.length > 0,
      command,
    };
  },
  present: (result) => (result.one ? presentOne(result) : presentAll(result)),
  toJson: ({ entries }) => ({
    commands: entries.map(({ name, aliases, summary, examples, keys }) => ({
      name,
      aliases,
      summary,
      examples,
      options: keys,
    })),
  }),
  toCsv: ({ entries }) => ({
    header: ['command', 'summary', 'examples'],
    rows: entries.map(({ name, summary, examples }) => [name, summary, examples.join('; ')]),
  }),
});

function entryOf(report: AnyReport, surface: Surface): Entry {
  const { name, aliases, summary, examples, takesWindow, defaultWindow } = report;
  const takesNamespace = report.bareWord === 'namespace';
  return {
    name,
    aliases,
    summary,
    examples,
    takesWindow,
    takesNamespace,
    defaultWindow,
    keys: optionKeys(report),
    ownKeys: optionKeys({ ...report, actions: [] }),
    actions: report.actions ?? [],
    canBePressed: surface === 'terminal' || report.terminalOnly !== true,
  };
}

const terminalWords = ' (in a terminal)';

/** "ledger accept 2026-11-13 why=…  a held-back day counts from now on (in a terminal)". */
function actionLine(report: string): (action: ReportAction) => Line {
  return ({ usage, summary, terminalOnly }) => [
    { text: `${report} ${usage}`, style: 'code' },
    `  ${summary}${terminalOnly === true ? terminalWords : ''}`,
  ];
}

const windowWords =
  'today, yesterday, week, lastweek, month, lastmonth, 7d, 4w, 2026-10, 2026-11-12, 2026-11-01..2026-11-15';

function presentAll({ entries, command }: HelpResult): Document {
  const names = entries.map(({ name }) => name).join(', ');
  return {
    title: 'Kubecent answers what Kubernetes costs',
    subtitle: '',
    summary: `Commands: ${names}.`,
    command,
    sections: [
      {
        kind: 'text',
        lines: entries.map(
          ({ examples, summary, canBePressed }): Line => [
            { text: examples[0] ?? '', style: 'code' },
            `  ${summary}${canBePressed ? '' : terminalWords}`,
          ],
        ),
      },
      {
        kind: 'note',
        lines: [
          [`Windows: ${windowWords}. Days are UTC days that are over, except in today.`],
          [
            'Conditions: namespace=payments, namespace!=kube-system, cluster=prod*, label:team=data; several values with commas.',
          ],
          [
            `Options: by=label:team, top=20, from=21, ${['sort', 'idle', 'today', 'held'].map((key) => `${key}=${valuesOf(key)}`).join(', ')}; which command takes which: help pods.`,
          ],
        ],
      },
      {
        kind: 'actions',
        actions: entries.flatMap(({ name, examples, canBePressed }) =>
          name === 'help' || !canBePressed
            ? []
            : [{ label: examples[0] ?? name, command: examples[0] ?? name }],
        ),
      },
    ],
  };
}

function presentOne({ entries, command }: HelpResult): Document {
  const lines = entries.flatMap((entry): Line[] => [
    [
      { text: entry.name, style: 'bold' },
      `  ${entry.summary}${entry.aliases.length > 0 ? ` (also: ${entry.aliases.join(', ')})` : ''}`,
    ],
    [{ text: usageOf(entry), style: 'code' }, ...(entry.canBePressed ? [] : [terminalWords])],
    ...entry.actions.map(actionLine(entry.name)),
    ...(entry.takesWindow ? [[`Window: ${windowWords}. Without one: ${entry.defaultWindow}.`]] : []),
  ]);
  const examples = entries.flatMap((entry) => (entry.canBePressed ? entry.examples : []));
  return {
    title: `Help: ${entries.map(({ name }) => name).join(', ')}`,
    subtitle: '',
    summary: entries.map(({ name, summary }) => `${name}: ${summary}.`).join(' '),
    command,
    sections: [
      { kind: 'text', lines },
      {
        kind: 'actions',
        actions: [
          ...examples.map((example) => ({ label: example, command: example })),
          { label: 'All commands', command: 'help' },
        ],
      },
    ],
  };
}

/** "namespaces [namespace] [window] [namespace=…] [sort=cost|change|name|used] …" */
function usageOf({ name, takesWindow, takesNamespace, ownKeys }: Entry): string {
  const window = takesWindow ? ['[window]'] : [];
  const namespace = takesNamespace ? ['[namespace]'] : [];
  const options = ownKeys.filter((key) => key !== 'window').map((key) => `[${key}=${valuesOf(key)}]`);
  return [name, ...namespace, ...window, ...options].join(' ');
}
