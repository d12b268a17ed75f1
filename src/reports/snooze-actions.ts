import type { ReportAction } from './report.js';

const undo: ReportAction = {
  name: 'undo',
  summary: 'a snoozed or dismissed one is shown again',
  usage: 'undo <id>',
  takesWindow: false,
  options: [],
  words: 'any',
  terminalOnly: false,
};

/** What people may do with one recommendation: docs/savings.md. The window and the conditions are those of the answer to it. */
export const snoozeActions: readonly ReportAction[] = [
  {
    name: 'snooze',
    summary: 'one is not shown for a while, or for ever with a reason',
    usage: 'snooze <id> 30d|forever [why="…"]',
    takesWindow: true,
    options: ['filters', 'top', 'held', 'why'],
    words: 'any',
    terminalOnly: false,
  },
  {
    name: 'dismiss',
    summary: 'one is not shown any more, because it is none',
    usage: 'dismiss <id> why="…"',
    takesWindow: true,
    options: ['filters', 'top', 'held', 'why'],
    words: 'any',
    terminalOnly: false,
  },
  { ...undo, takesWindow: true, options: ['filters', 'top', 'held'] },
];

/** What can be done with the list of those that are snoozed. */
export const snoozedActions: readonly ReportAction[] = [undo];
