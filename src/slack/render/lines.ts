import type { types } from '@slack/bolt';
import type { Document, Line, Span } from '../../reports/document.js';
import { countShown, largestThatFits } from './blocks.js';
import { cleanText } from './clean-text.js';
import { cutEnd, cutMiddle } from './cut-text.js';
import { limits } from './limits.js';

const dateFormat = '{date_short_pretty} {time}';

/** Sentences as one rich_text block: not parsed by Slack, so that names stay names. null: nothing to show. */
export function renderLines(lines: readonly Line[], maxCharacters: number): types.RichTextBlock | null {
  const shown = lines.filter((line) => textOfLine(line) !== '').map(elementsOf);
  const whole = joinLines(shown);
  if (countShown(whole) <= maxCharacters) return toBlock(whole);
  const kept = largestThatFits(shown.length, (count) => countShown(cutTo(shown, count)) <= maxCharacters);
  if (kept > 0) return toBlock(cutTo(shown, kept));
  const start = cutEnd(lines.map(textOfLine).find((text) => text !== '') ?? '', Math.max(0, maxCharacters));
  return toBlock(start === '' ? [] : [{ type: 'text', text: start }]);
}

/** True where sentences of the answer itself make its summary a repetition. */
export function saysItself(document: Document): boolean {
  return document.sections.some((section) => section.kind === 'text' && section.lines.length > 0);
}

/** One line as plain words; dates in UTC. */
export function textOfLine(line: Line): string {
  return cleanText(line.map((span) => textOfSpan(span)).join(''));
}

/** "22 Nov 2026, 08:55 UTC". */
export function dateInUtc(dateMs: number): string {
  const date = new Date(dateMs);
  if (Number.isNaN(date.getTime())) return '–';
  const parts = /^\w+, (\d+) (\w+) (\d+) (\d+:\d+)/.exec(date.toUTCString());
  return parts === null ? '–' : `${Number(parts[1])} ${parts[2]} ${parts[3]}, ${parts[4]} UTC`;
}

function textOfSpan(span: Span): string {
  if (typeof span === 'string') return span;
  if ('dateMs' in span) return dateInUtc(span.dateMs);
  return span.style === 'name' ? shortName(span.text) : span.text;
}

/** A name of 253 characters would fill a phone's screen. */
function shortName(text: string): string {
  return cutMiddle(cleanText(text), limits.nameCell);
}

function elementsOf(line: Line): types.RichTextElement[] {
  return line.flatMap((span): types.RichTextElement[] => {
    if (typeof span === 'object' && 'dateMs' in span) return dateElement(span.dateMs);
    const text = cutEnd(keepEdges(textOfSpan(span)), limits.richTextPiece);
    if (text === '') return [];
    if (typeof span === 'object' && span.style === 'person') return [personElement(text)];
    if (typeof span === 'string') return [{ type: 'text', text }];
    return [{ type: 'text', text, style: span.style === 'code' ? { code: true } : { bold: true } }];
  });
}

/** Somebody by Slack's id is shown by their name; any other word as it is. */
function personElement(text: string): types.RichTextElement {
  return /^[UW][A-Z0-9]{2,20}$/.test(text) ? { type: 'user', user_id: text } : { type: 'text', text };
}

export function dateElement(dateMs: number): types.RichTextElement[] {
  const fallback = dateInUtc(dateMs);
  if (fallback === '–') return [{ type: 'text', text: fallback }];
  return [{ type: 'date', timestamp: Math.floor(dateMs / 1000), format: dateFormat, fallback }];
}

/** `cleanText` for a piece within a line: the spaces at its edges part it from its neighbours. */
function keepEdges(text: string): string {
  const clean = cleanText(text);
  const before = /^\s/.test(text) ? ' ' : '';
  const after = clean !== '' && /\s$/.test(text) ? ' ' : '';
  return before + clean + after;
}

function joinLines(lines: readonly types.RichTextElement[][]): types.RichTextElement[] {
  return lines.flatMap((elements, index) =>
    index === 0 ? elements : [{ type: 'text' as const, text: '\n' }, ...elements],
  );
}

function cutTo(lines: readonly types.RichTextElement[][], count: number): types.RichTextElement[] {
  const left = lines.length - count;
  const more = `… ${left} more ${left === 1 ? 'line' : 'lines'}`;
  return joinLines([
    ...lines.slice(0, count),
    ...(left > 0 ? [[{ type: 'text' as const, text: more }]] : []),
  ]);
}

function toBlock(elements: types.RichTextElement[]): types.RichTextBlock | null {
  if (elements.length === 0) return null;
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] };
}
