import type { Cell, Document, TableSection } from '../../../src/reports/document.js';
import type { MessageBlock } from '../../../src/slack/render/blocks.js';

/** Cents of "$1,320.14", "+$0.10", "−$74.30"; 0 for "<$0.01", "–" and ''. Throws for anything else. */
export function centsOf(text: string): number {
  if (/^(?:–|−?<.*|)$/.test(text)) return 0;
  const [, sign, whole = '', cents = ''] = /^([+−]?)\$([\d,]+)\.(\d\d)$/.exec(text) ?? [];
  if (cents === '') throw new Error(`no money: ${text}`);
  return (sign === '−' ? -1 : 1) * Number(whole.replaceAll(',', '') + cents);
}

/** Permille of "14.0 %" or "−0.5 %"; 0 for "–". Throws for anything else. */
export function permilleOf(text: string): number {
  if (text === '–') return 0;
  const [, sign, whole = '', tenth = ''] = /^(−?)([\d,]+)\.(\d) %$/.exec(text) ?? [];
  if (tenth === '') throw new Error(`no share: ${text}`);
  return (sign === '−' ? -1 : 1) * Number(whole.replaceAll(',', '') + tenth);
}

/** The document's table. */
export function tableOf(document: Document): TableSection | undefined {
  return document.sections.find((section) => section.kind === 'table');
}

/** Sum of one column of a table, by its title; null where there is no such column. */
export function columnSum({ columns, rows }: TableSection, title: string): number | null {
  const place = columns.findIndex((column) => column.title === title);
  const numberOf = (cell: Cell | undefined) => (cell && 'number' in cell ? cell.number : Number.NaN);
  return place < 0 ? null : rows.reduce((sum, { cells }) => sum + numberOf(cells[place]), 0);
}

/** Texts of one column of Slack's own table as people read them, by its title; null where there is no such column. */
export function shownColumn(blocks: readonly MessageBlock[], title: string): string[] | null {
  const table = blocks.find((block) => block.type === 'data_table');
  if (!table) return null;
  const [header = [], ...rows] = table.rows as { text: string }[][];
  const place = header.findIndex(({ text }) => text === title);
  return place < 0 ? null : rows.map((cells) => cells[place]?.text ?? '');
}

/** Figures of the lines of names, in which a line is "**name**  cost  share  change". */
export function shownLines(document: Document): { name: string; figures: string[] }[] {
  const lines = document.sections.flatMap((section) => (section.kind === 'text' ? section.lines : []));
  return lines.flatMap(([name, figures]) => {
    if (typeof name !== 'object' || !('text' in name) || typeof figures !== 'string') return [];
    const isRow = /^ {2}(?:−?<?\$[\d,.]+ {2}−?[\d,.]+ %|[+−]?\$[\d,.]+$|$)/.test(figures);
    return isRow ? [{ name: name.text, figures: figures.trim().split('  ').filter(Boolean) }] : [];
  });
}
