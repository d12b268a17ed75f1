import type { ReportAction } from './report.js';

/** What people may do with the ledger: docs/ledger.md. */
export const ledgerActions: readonly ReportAction[] = [
  {
    name: 'accept',
    summary: 'a held-back day counts from now on',
    usage: 'accept 2026-11-13 why="the price is right" [cluster=…]',
    takesWindow: true,
    options: ['cluster', 'why'],
    terminalOnly: true,
  },
  {
    name: 'verify',
    summary: 'recomputes hashes and sums of every day',
    usage: 'verify',
    takesWindow: false,
    options: [],
    terminalOnly: true,
  },
  {
    name: 'purge',
    summary: 'removes a namespace from every day, for good',
    usage: 'purge namespace=payments [--yes]',
    takesWindow: false,
    options: ['namespace', 'yes'],
    terminalOnly: true,
  },
  {
    name: 'grain',
    summary: 'how finely each cluster is read; by container again, or by controller',
    usage: 'grain [container|workload] [cluster=…]',
    takesWindow: false,
    options: ['cluster'],
    words: ['container', 'workload'],
    terminalOnly: 'with words',
  },
  {
    name: 'export',
    summary: 'writes the ledger to a new file',
    usage: 'export file=ledger.jsonl',
    takesWindow: false,
    options: ['file'],
    terminalOnly: true,
  },
  {
    name: 'import',
    summary: 'takes the days of a file that are not there yet',
    usage: 'import file=ledger.jsonl',
    takesWindow: false,
    options: ['file'],
    terminalOnly: true,
  },
];
