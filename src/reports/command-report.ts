import { reports } from './index.js';

/** The name of the report that a document's command asks; null: it comes from no report. */
export function commandReport(command: string): string | null {
  const [word = ''] = command.split(' ', 1);
  return reports.find(({ name }) => name === word)?.name ?? null;
}
