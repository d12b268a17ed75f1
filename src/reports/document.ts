/**
 * What a report says, without a word of Slack, HTML or terminals: plain JSON.
 * Names come from the cluster and are untrusted: renderers escape every string they show.
 */
export interface Document {
  /** "Kubernetes cost by namespace". */
  title: string;
  /** "7 closed days, 16–22 Nov (UTC) · 2 of 2 clusters"; may be ''. */
  subtitle: string;
  /** The answer in one sentence: the notification text. Where sections are shown, they say it themselves. */
  summary: string;
  /** The command line that made it, without the slash command: "namespaces 7d". */
  command: string;
  sections: readonly Section[];
}

/** A piece of text with one style. A plain string is a piece without style; a name may be cut in its middle; a person is Slack's id, or a word. */
export type Span =
  | string
  | { text: string; style: 'bold' | 'code' | 'name' | 'person' }
  | { dateMs: number; style: 'date-time' };
export type Line = readonly Span[];

export type Section =
  | TextSection
  | NoteSection
  | ItemsSection
  | TableSection
  | ChartSection
  | ProgressSection
  | TrailSection
  | ActionsSection;

/** Sentences at full size. */
export interface TextSection {
  kind: 'text';
  lines: readonly Line[];
}

/** Sentences, each with things to press of its own. */
export interface ItemsSection {
  kind: 'items';
  items: readonly Item[];
}

export interface Item {
  line: Line;
  /** One is a button; up to five are a menu. */
  actions: readonly Action[];
  /** Asks for an answer of its own that offers the same: for where a menu has no room for these lines. */
  more: Action;
}

/** Small print: trust line, what was left out and why. */
export interface NoteSection {
  kind: 'note';
  lines: readonly Line[];
}

/** How the number of a cell is written: `format.ts`. */
export type Unit = 'cents' | 'signedCents' | 'permille' | 'signedPermille' | 'count' | 'hours' | 'minutes';

/** `number` is what is sorted and summed, in the column's unit; `text` replaces what is shown. */
export type Cell = { text: string } | { number: number; text?: string };

export interface Column {
  title: string;
  /** null: words, left aligned. */
  unit: Unit | null;
  /** Sum over all rows in the column's unit, where the column adds up; cutting keeps it true. */
  total: number | null;
}

/** The table, most important row first; a renderer cuts it with `cutTable`. The first column is the name. */
export interface TableSection {
  kind: 'table';
  caption: string;
  currency: string;
  columns: readonly Column[];
  /** All of them, or as many from the first on as can be shown. */
  rows: readonly TableRow[];
  /** How many there are, where not all are in `rows`. */
  rowCount?: number;
  /** What a cut-off row is called: "namespaces" in "206 more namespaces". */
  rowNoun: string;
  /** At most so many rows were asked for (`top=20`); the rest becomes one row. */
  rowsWanted?: number;
  /** Absent: the rows that are cut off cannot be asked for. */
  paging?: TablePaging;
}

/** How to ask for rows that are not shown: `pageActions` makes what is pressed. */
export interface TablePaging {
  /** The first row to show, counted from 1. */
  from: number;
  /** Rows on a page. */
  size: number;
  /** The line of the first page; ` from=21` behind it goes on. */
  command: string;
}

export interface TableRow {
  cells: readonly Cell[];
  /** Command line that opens the row, or null. */
  command: string | null;
}

export interface ChartSection {
  kind: 'chart';
  title: string;
  chart: 'line' | 'bar' | 'area' | 'pie';
  /** x axis: short texts, or the slices of a pie. */
  categories: readonly string[];
  /** One value per category each, in units of currency (not cents). A pie has one series. */
  series: readonly { name: string; values: readonly number[] }[];
  yLabel: string;
}

/** Work that is not over: "18 of 30 days". */
export interface ProgressSection {
  kind: 'progress';
  what: string;
  done: number;
  total: number;
  secondsLeft: number | null;
}

/** The way to what is shown, the whole first: each part but the last can be opened. */
export interface TrailSection {
  kind: 'trail';
  steps: readonly TrailStep[];
}

export interface TrailStep {
  label: string;
  /** Command line that opens it; null for the last one. */
  command: string | null;
}

/** Things to press; each is a command line. */
export interface ActionsSection {
  kind: 'actions';
  actions: readonly Action[];
  /** Lists of which one thing is picked; where there are no lists they are left out. */
  menus?: readonly Menu[];
}

export interface Action {
  label: string;
  command: string;
  /** At most one per document. */
  primary?: boolean;
  /**
   * It changes something, so it has to be made sure who presses it. `with a reason`: it is asked for in words first,
   * and the command gets it as `why=`. Absent: the command only asks.
   */
  changes?: 'at once' | 'with a reason';
  /** An address to open instead; `command` is then what it shows. Left out where nothing can be opened. */
  url?: string;
  /** A form that changes the command and then runs it; left out where there are no forms. */
  form?: FormName;
}

/** `dates`: first and last day. `question`: what to group by and to narrow to. */
export type FormName = 'dates' | 'question';

/** One thing to pick of several. */
export interface Menu {
  /** "Sort by …". */
  label: string;
  choices: readonly Pick<Action, 'label' | 'command'>[];
}
