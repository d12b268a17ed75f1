import Table from 'cli-table3';
import { countOf, cutTable, rowsBefore } from '../reports/cut-table.js';
import type {
  Action,
  ActionsSection,
  Cell,
  ChartSection,
  Column,
  Document,
  ItemsSection,
  Line,
  ProgressSection,
  Section,
  Span,
  TableSection,
} from '../reports/document.js';
import { formatNumber } from '../reports/format.js';
import { pageActions } from '../reports/paging.js';

export interface TerminalLook {
  columns: number | null;
  colours: boolean;
}

/** A document as text for a terminal. Names are cleaned of control characters: none can move the cursor or colour. */
export function renderTerminal(document: Document, look: TerminalLook): string {
  const head = [bold(clean(document.title), look), clean(document.subtitle)].filter(Boolean).join('  ');
  const sections = document.sections
    .map((section) => renderSection(section, look))
    .filter((text) => text !== '');
  return `${[head, ...sections].join('\n\n')}\n`;
}

function renderSection(section: Section, look: TerminalLook): string {
  switch (section.kind) {
    case 'text':
    case 'note':
      return section.lines.map((line) => renderLine(line, look)).join('\n');
    case 'items':
      return renderItems(section, look);
    case 'table':
      return renderTable(section);
    case 'chart':
      return renderChart(section);
    case 'progress':
      return renderProgress(section);
    case 'trail':
      return section.steps.map(({ label }) => clean(label)).join(' › ');
    case 'actions':
      return renderActions(section);
  }
}

/** What one action does stands beside its line; a choice of several is told once, by id, for all. */
function renderItems({ items }: ItemsSection, look: TerminalLook): string {
  return items
    .map(({ line, actions: [first, ...others] }) => {
      const action = first && others.length === 0 ? `  (${first.label}: ${renderAction(first)})` : '';
      return `${renderLine(line, look)}${action}`;
    })
    .join('\n');
}

function renderAction({ command, changes }: Action): string {
  return `kubecent ${clean(command)}${changes === 'with a reason' ? ' why="…"' : ''}`;
}

function renderLine(line: Line, look: TerminalLook): string {
  return line.map((span) => renderSpan(span, look)).join('');
}

function renderSpan(span: Span, look: TerminalLook): string {
  if (typeof span === 'string') return clean(span);
  if (span.style === 'date-time')
    return `${new Date(span.dateMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const isPlain = span.style === 'code' || span.style === 'person';
  return isPlain ? clean(span.text) : bold(clean(span.text), look);
}

/** What can be typed next, and where to look besides; forms and lists are for where things are pressed. */
function renderActions({ actions }: ActionsSection): string {
  const typed = actions.filter(({ form, url }) => form === undefined && url === undefined);
  const links = actions.flatMap(({ label, url }) =>
    url === undefined ? [] : [`${clean(label)}: ${clean(url)}`],
  );
  const next = `Next: ${typed.map(renderAction).join(' · ')}`;
  return [...(typed.length > 0 ? [next] : []), ...links].join('\n');
}

/** Below a table that is cut: how to see the rest. */
function pageHint(table: TableSection, shown: number): string[] {
  const next = table.paging ? pageActions(table.paging, shown, countOf(table)) : [];
  return next.map(({ label, command }) => `${label}: kubecent ${clean(command)}`);
}

const noBorders = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};

/** Every row: a terminal scrolls, and `--csv` is for programs. */
function renderTable(section: TableSection): string {
  const whole = cutTable(section, section.rows.length + 1);
  const before = rowsBefore(section);
  const shown = whole.rows.filter((row, index) => row === section.rows[before + index]).length;
  const table = new Table({
    head: whole.columns.map(({ title }) => clean(title)),
    colAligns: whole.columns.map(({ unit }) => (unit === null ? 'left' : 'right')),
    chars: noBorders,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 1 },
  });
  for (const { cells } of whole.rows) {
    table.push(whole.columns.map((column, index) => cellText(column, cells[index], whole.currency)));
  }
  const lines = table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
  return [...lines, ...pageHint(section, shown)].join('\n');
}

function cellText(column: Column, cell: Cell | undefined, currency: string): string {
  if (cell === undefined) return '–';
  if (!('number' in cell)) return clean(cell.text);
  return cell.text === undefined
    ? formatNumber(column.unit ?? 'count', cell.number, currency)
    : clean(cell.text);
}

const steps = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** One line of little bars for each series, on one scale. */
function renderChart({ title, categories, series }: ChartSection): string {
  const highest = Math.max(...series.flatMap(({ values }) => values), 0);
  const width = Math.max(...series.map(({ name }) => clean(name).length));
  const bars = series.map(({ name, values }) => {
    const line = values.map((value) => steps[stepOf(value, highest)] ?? '').join('');
    return `${clean(name).padEnd(width)}  ${line}`;
  });
  const span =
    categories.length > 1 ? `, ${clean(categories[0] ?? '')} to ${clean(categories.at(-1) ?? '')}` : '';
  return [`${clean(title)}${span}`, ...bars].join('\n');
}

function stepOf(value: number, highest: number): number {
  if (highest <= 0 || value <= 0) return 0;
  return Math.min(steps.length - 1, Math.floor((value / highest) * steps.length));
}

function renderProgress({ what, done, total, secondsLeft }: ProgressSection): string {
  const left = secondsLeft === null ? '' : `, about ${secondsLeft} s left`;
  return `${done} of ${total} ${clean(what)}${left}`;
}

function bold(text: string, { colours }: TerminalLook): string {
  return colours && text !== '' ? `\u001b[1m${text}\u001b[22m` : text;
}

function clean(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, '');
}
