import type { Inline } from './inline.js';
import { parseMarkdownInline } from './markdown-inline.js';

/** A block of standard Markdown, as far as a message needs it. */
export type MarkdownPart =
  | { kind: 'heading'; level: number; inlines: readonly Inline[] }
  | { kind: 'paragraph' | 'quote'; inlines: readonly Inline[] }
  | { kind: 'list'; ordered: boolean; items: readonly (readonly Inline[])[] }
  | { kind: 'code'; text: string }
  | { kind: 'rule' }
  | { kind: 'table'; rows: readonly (readonly (readonly Inline[])[])[] };

const FENCE = /^```/;
const HEADING = /^(#{1,6})\s+(.*)$/;
const RULE = /^(?:-{3,}|\*{3,}|_{3,})\s*$/;
const ITEM = /^\s*(?:[-*+]|(\d+)[.)])\s+(.*)$/;
const QUOTE = /^>\s?/;
const TABLE_ROW = /^\s*\|.*\|\s*$/;
const TABLE_RULE = /^\s*\|(?:\s*:?-+:?\s*\|)+\s*$/;

/** Markdown in parts: headings, paragraphs, lists, quotes, code, rules and tables, without nesting. */
export function parseMarkdown(source: string): readonly MarkdownPart[] {
  const lines = source.split('\n');
  const parts: MarkdownPart[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    if (line.trim() === '') {
      at += 1;
      continue;
    }
    const { part, end } = partAt(lines, at, line);
    parts.push(part);
    at = end;
  }
  return parts;
}

function partAt(lines: readonly string[], at: number, line: string): { part: MarkdownPart; end: number } {
  if (FENCE.test(line)) return codeAt(lines, at);
  const heading = HEADING.exec(line);
  if (heading !== null) {
    const inlines = parseMarkdownInline(heading[2] ?? '');
    return { part: { kind: 'heading', level: heading[1]?.length ?? 1, inlines }, end: at + 1 };
  }
  if (RULE.test(line)) return { part: { kind: 'rule' }, end: at + 1 };
  if (TABLE_ROW.test(line) && TABLE_RULE.test(lines[at + 1] ?? '')) return tableAt(lines, at);
  if (ITEM.test(line)) return listAt(lines, at, line);
  if (QUOTE.test(line)) {
    const { taken, end } = takeWhile(lines, at, (text) => QUOTE.test(text));
    const text = taken.map((each) => each.replace(QUOTE, '')).join('\n');
    return { part: { kind: 'quote', inlines: parseMarkdownInline(text) }, end };
  }
  const { taken, end } = takeWhile(lines, at + 1, (text) => text.trim() !== '' && !startsPart(text));
  return { part: { kind: 'paragraph', inlines: parseMarkdownInline([line, ...taken].join('\n')) }, end };
}

function startsPart(line: string): boolean {
  return [FENCE, HEADING, RULE, ITEM, QUOTE, TABLE_ROW].some((start) => start.test(line));
}

function codeAt(lines: readonly string[], at: number): { part: MarkdownPart; end: number } {
  const { taken, end } = takeWhile(lines, at + 1, (text) => !FENCE.test(text));
  return { part: { kind: 'code', text: taken.join('\n') }, end: end + 1 };
}

function listAt(lines: readonly string[], at: number, line: string): { part: MarkdownPart; end: number } {
  const { taken, end } = takeWhile(lines, at, (text) => ITEM.test(text));
  const items = taken.map((text) => parseMarkdownInline(ITEM.exec(text)?.[2] ?? ''));
  return { part: { kind: 'list', ordered: ITEM.exec(line)?.[1] !== undefined, items }, end };
}

function tableAt(lines: readonly string[], at: number): { part: MarkdownPart; end: number } {
  const { taken, end } = takeWhile(lines, at, (text) => TABLE_ROW.test(text));
  const rows = taken.filter((_, index) => index !== 1).map((text) => cellsOf(text).map(parseMarkdownInline));
  return { part: { kind: 'table', rows }, end };
}

function cellsOf(line: string): readonly string[] {
  return line
    .trim()
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim());
}

function takeWhile(lines: readonly string[], from: number, keep: (line: string) => boolean) {
  const stop = lines.findIndex((line, index) => index >= from && !keep(line));
  const end = stop === -1 ? lines.length : stop;
  return { taken: lines.slice(from, end), end };
}
