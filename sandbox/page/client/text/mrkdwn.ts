import { emojiOf } from './emoji.js';
import { type Inline, isSafeUrl } from './inline.js';

/** A paragraph-like part of a mrkdwn text; line breaks stay in the text. */
export type Piece =
  | { kind: 'lines' | 'quote'; inlines: readonly Inline[] }
  | { kind: 'preformatted'; text: string };

const MARKERS: Readonly<Record<string, 'bold' | 'italic' | 'strike'>> = {
  '*': 'bold',
  _: 'italic',
  '~': 'strike',
};
const QUOTE = /^(?:&gt;|>) ?/;
const WORD = /[\p{L}\p{N}]/u;

/** Slack's mrkdwn, parsed: code, quotes, emphasis, links, mentions, date tokens, emoji and the three entities. */
export function parseMrkdwn(source: string): readonly Piece[] {
  return source.split(/```([\s\S]*?)```/).flatMap((part, index): readonly Piece[] => {
    if (index % 2 === 1) return [{ kind: 'preformatted', text: decode(part.replace(/^\n|\n$/g, '')) }];
    return parseLines(part);
  });
}

function parseLines(source: string): readonly Piece[] {
  const groups: { quoted: boolean; lines: string[] }[] = [];
  for (const line of source.split('\n')) {
    const quoted = QUOTE.test(line);
    const last = groups.at(-1);
    const text = quoted ? line.replace(QUOTE, '') : line;
    if (last?.quoted === quoted) last.lines.push(text);
    else groups.push({ quoted, lines: [text] });
  }
  return groups
    .map(({ quoted, lines }) => ({ quoted, text: lines.join('\n') }))
    .filter(({ text }) => text.trim() !== '')
    .map(({ quoted, text }) => ({ kind: quoted ? 'quote' : 'lines', inlines: parseInline(text) }));
}

/** One run of mrkdwn without code blocks and quotes. */
export function parseInline(source: string): readonly Inline[] {
  const found: Inline[] = [];
  let plain = '';
  let at = 0;
  const flush = () => {
    if (plain !== '') found.push({ kind: 'text', text: decode(plain) });
    plain = '';
  };
  while (at < source.length) {
    const special = specialAt(source, at);
    if (special === null) {
      plain += source[at];
      at += 1;
      continue;
    }
    flush();
    found.push(special.inline);
    at = special.end;
  }
  flush();
  return found;
}

interface Special {
  inline: Inline;
  end: number;
}

function specialAt(source: string, at: number): Special | null {
  const char = source[at] ?? '';
  if (char === '`') return codeAt(source, at);
  if (char === '<') return controlAt(source, at);
  if (char === ':') return emojiAt(source, at);
  return char in MARKERS ? emphasisAt(source, at, char) : null;
}

function codeAt(source: string, at: number): Special | null {
  const text = /^`([^`\n]+)`/.exec(source.slice(at))?.[1];
  return text === undefined
    ? null
    : { inline: { kind: 'code', text: decode(text) }, end: at + text.length + 2 };
}

function emojiAt(source: string, at: number): Special | null {
  const name = /^:([a-z0-9_+-]+):/.exec(source.slice(at, at + 64))?.[1] ?? '';
  const text = emojiOf(name);
  return text === null ? null : { inline: { kind: 'text', text }, end: at + name.length + 2 };
}

/** Emphasis stands between word boundaries, touches its text and stays on one line. */
function emphasisAt(source: string, at: number, marker: string): Special | null {
  if (WORD.test(source[at - 1] ?? '') || /\s/.test(source[at + 1] ?? ' ') || source[at + 1] === marker)
    return null;
  const lineEnd = source.indexOf('\n', at);
  const limit = lineEnd === -1 ? source.length : lineEnd;
  for (
    let end = source.indexOf(marker, at + 2);
    end !== -1 && end < limit;
    end = source.indexOf(marker, end + 1)
  ) {
    if (/\s/.test(source[end - 1] ?? ' ') || WORD.test(source[end + 1] ?? '')) continue;
    const kind = MARKERS[marker] ?? 'bold';
    return { inline: { kind, children: parseInline(source.slice(at + 1, end)) }, end: end + 1 };
  }
  return null;
}

function controlAt(source: string, at: number): Special | null {
  const close = source.indexOf('>', at);
  const inline = close === -1 ? null : controlSequence(source.slice(at + 1, close));
  return inline === null ? null : { inline, end: close + 1 };
}

function controlSequence(inner: string): Inline | null {
  const bar = inner.indexOf('|');
  const target = bar === -1 ? inner : inner.slice(0, bar);
  const label = decode(bar === -1 ? '' : inner.slice(bar + 1));
  if (target.startsWith('!date^')) return dateToken(target, label);
  if (target.startsWith('!')) return { kind: 'mention', text: label || `@${target.slice(1)}` };
  if (target.startsWith('@')) return { kind: 'mention', text: `@${label || target.slice(1)}` };
  if (target.startsWith('#')) return { kind: 'mention', text: `#${label || target.slice(1)}` };
  const url = decode(target);
  if (!isSafeUrl(url)) return null;
  return { kind: 'link', url, children: [{ kind: 'text', text: label || url }] };
}

function dateToken(target: string, fallback: string): Inline | null {
  const [, seconds, format = '', url = ''] = target.split('^');
  if (seconds === undefined || !/^\d+$/.test(seconds)) return null;
  return { kind: 'date', seconds: Number(seconds), format: decode(format), url: decode(url), fallback };
}

function decode(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
