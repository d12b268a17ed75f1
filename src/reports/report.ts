import type { z } from 'zod';
import type { LedgerDesk } from '../cost-service/ledger-desk.js';
import type { CostService } from '../cost-service/service.js';
import type { Document, Section } from './document.js';
import { isReadable } from './line.js';
import type { OptionName, ReportParams } from './report-params.js';
import type { Snoozes } from './snoozes.js';

export type Surface = 'slack' | 'terminal' | 'api';

/** What a report may use while it collects. */
export interface ReportContext {
  costs: CostService;
  /** What is kept of the past; null where this process keeps nothing. */
  ledger: LedgerDesk | null;
  /** What is snoozed of savings; null where this process keeps nothing. */
  snoozes: Snoozes | null;
  /** Who asks: Slack's id, or "terminal"; null where nobody can be named, who then changes nothing. */
  asker: string | null;
  /** Where it was asked; a terminal may do more. */
  surface: Surface;
  /** The instant of the question. */
  nowMs: number;
  weekStarts: 'monday' | 'sunday';
  /** Told in a few words what is being done, for those who wait. */
  onProgress: (what: string) => void;
  /** All reports: for help. */
  reports: readonly AnyReport[];
}

/** The whole table for CSV: never cut. Cells are plain; a renderer quotes them. Rows are made one at a time. */
export interface CsvTable {
  header: readonly string[];
  rows: Iterable<readonly (string | number)[]>;
}

/** Which part of a report's list programs get, `to` excluded, and whether its rows tell their cost day by day. */
export interface WirePart {
  from: number;
  to: number;
  steps: boolean;
}

export const wholeList: WirePart = { from: 0, to: Number.POSITIVE_INFINITY, steps: false };

/** The list in a report's JSON that programs read page by page. */
export interface ReportList<Result> {
  /** Its key in `result`. */
  key: string;
  /** How many items it has in all. */
  count(result: Result): number;
  /** The most that one page has; 1,000 where absent. */
  mostPerPage?: number;
  /** True: rows can tell their cost day by day. */
  steps?: boolean;
}

/** One thing that a report can do: `ledger accept 2026-11-13 why=…`. */
export interface ReportAction {
  /** One lower-case word. */
  name: string;
  /** One line for help: "a held-back day counts from now on". */
  summary: string;
  /** How it is typed, without the report's name: "accept 2026-11-13 why=…". */
  usage: string;
  takesWindow: boolean;
  options: readonly OptionName[];
  /** Words that it takes besides its own name; 'any': in their order, and it reads them itself. */
  words?: readonly string[] | 'any';
  terminalOnly: boolean | 'with words';
}

/** What is known of a list beforehand. */
export type ListFacts = Required<Omit<ReportList<unknown>, 'count'>>;

/** One report: one file that calls `defineReport`, and one line in `index.ts`. */
export interface Report<Result> {
  /** The command: one lower-case word. */
  name: string;
  aliases: readonly string[];
  /** Words that mean this report with an option: `nodes` is `cost by=node`. */
  shortWords?: Readonly<Record<string, string>>;
  /** One line for help: "Cost by namespace". */
  summary: string;
  /** Command lines that work anywhere; each can be clicked. The first is the plainest. */
  examples: readonly string[];
  /** What a bare word means that is neither window nor option; null: bare words are refused. `action`: see `actions`. */
  bareWord: 'namespace' | 'command' | 'action' | null;
  /** True: a word may be a window; false refuses windows. */
  takesWindow: boolean;
  /** True: only a calendar month is a window for it. */
  takesMonths?: boolean;
  /** The window without one asked for. */
  defaultWindow: string;
  options: readonly OptionName[];
  /** Reports that are asked for by their name as a word of this one: `savings snoozed`. */
  parts?: readonly string[];
  /** What it can do besides showing; `options` and `takesWindow` of the report are those without an action. */
  actions?: readonly ReportAction[];
  /** True: answered in a terminal alone, because it changes something or costs much. */
  terminalOnly?: boolean;
  /** Where the REST API serves it, below /api/v1. */
  path: string;
  /** Shape of `toJson`, with the wire's names. */
  result: z.ZodType;
  /** The only awaited call: asks the cost service. Throws KubecentError. */
  collect(params: ReportParams, context: ReportContext): Promise<Result>;
  /** Pure: what people see. */
  present(result: Result): Document;
  /** Pure: what programs see, with the part asked for of the list. */
  toJson(result: Result, part: WirePart): unknown;
  /** Absent: its JSON is served as a whole. */
  list?: ReportList<Result>;
  /** An object that decides all of its JSON beside the command: the same object, the same JSON. Absent: there is none. */
  basis?(result: Result): object;
  /** Pure: the whole table. */
  toCsv(result: Result): CsvTable;
  /** Of a report about Kubecent itself: true where nothing can be answered now, which programs are told by the status too. */
  isOutage?(result: Result): boolean;
}

/** A report whose result is its own affair: what the registry holds. */
export type AnyReport = Omit<
  Report<unknown>,
  'collect' | 'present' | 'toJson' | 'toCsv' | 'list' | 'basis' | 'isOutage'
> & {
  list: ListFacts | null;
  /** Its answer may be that nothing can be answered. */
  mayBeOutage: boolean;
  /** Collects once; the rest is pure. */
  answer(params: ReportParams, context: ReportContext): Promise<ReportAnswer>;
};

/** One answer in every form, each made when it is asked for. */
export interface ReportAnswer {
  report: string;
  document(): Document;
  /** With the whole list, or a part of it. */
  json(part?: WirePart): unknown;
  csv(): CsvTable;
  /** Items of the list; null where there is none. */
  readonly count: number | null;
  /** As `Report.basis`. */
  basis: object | null;
  isOutage: boolean;
}

/** The whole table, with the line in its plain form. */
export function csvOf(answer: ReportAnswer): CsvTable & { command: string } {
  return { ...answer.csv(), command: answer.document().command };
}

/** Makes a report fit for the registry. */
export function defineReport<Result>(report: Report<Result>): AnyReport {
  const { collect, present, toJson, toCsv, list, basis, isOutage, ...facts } = report;
  return {
    ...facts,
    list: list ? listFacts(list) : null,
    mayBeOutage: isOutage !== undefined,
    async answer(params, context) {
      const result = await collect(params, context);
      return {
        report: facts.name,
        document: () => offeringOnlyWhatIsRead(present(result)),
        json: (part = wholeList) => toJson(result, part),
        csv: () => toCsv(result),
        // looked at by few: a program that has its answer already needs no count
        get count() {
          return list ? list.count(result) : null;
        },
        basis: basis ? basis(result) : null,
        isOutage: isOutage?.(result) ?? false,
      };
    },
  };
}

function listFacts<Result>({ key, mostPerPage = 1_000, steps = false }: ReportList<Result>): ListFacts {
  return { key, mostPerPage, steps };
}

/** Without buttons and rows to open whose command line would be too long to be read again. */
function offeringOnlyWhatIsRead(document: Document): Document {
  const sections = document.sections.map((section): Section => {
    if (section.kind === 'actions')
      return { ...section, actions: section.actions.filter(({ command }) => isReadable(command)) };
    if (section.kind === 'items') {
      const items = section.items.map((item) => ({
        ...item,
        actions: item.actions.filter(({ command }) => isReadable(command)),
      }));
      return { ...section, items };
    }
    if (section.kind === 'trail') return { ...section, steps: section.steps.map(ifRead) };
    if (section.kind !== 'table') return section;
    return { ...section, rows: section.rows.map(ifRead) };
  });
  return { ...document, sections };
}

function ifRead<T extends { command: string | null }>(part: T): T {
  return part.command === null || isReadable(part.command) ? part : { ...part, command: null };
}
