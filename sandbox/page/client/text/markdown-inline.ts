import { type Inline, isSafeUrl } from './inline.js';

interface Rule {
  pattern: RegExp;
  make(first: string, second: string): Inline;
}

/** Tried in this order at each place; every pattern is anchored there. */
const RULES: readonly Rule[] = [
  { pattern: /^\\([\\`*_{}[\]()#+\-.!~|<>])()/, make: (text) => ({ kind: 'text', text }) },
  { pattern: /^`([^`\n]+)`()/, make: (text) => ({ kind: 'code', text }) },
  { pattern: /^\[([^\]\n]+)\]\(([^\s)]+)\)/, make: link },
  { pattern: /^\*\*(\S(?:.*?\S)??)\*\*()/, make: (text) => styled('bold', text) },
  { pattern: /^~~(\S(?:.*?\S)??)~~()/, make: (text) => styled('strike', text) },
  { pattern: /^\*([^\s*](?:[^*\n]*?[^\s*])??)\*()/, make: (text) => styled('italic', text) },
  { pattern: /^_([^\s_](?:[^_\n]*?[^\s_])??)_(?![\p{L}\p{N}])()/u, make: (text) => styled('italic', text) },
];

/** Emphasis, code, links and escapes of Markdown; everything else, HTML included, is text. */
export function parseMarkdownInline(source: string): readonly Inline[] {
  const found: Inline[] = [];
  let rest = source;
  while (rest !== '') {
    const { inline, length } = nextInline(rest, source[source.length - rest.length - 1] ?? ' ');
    const last = found.at(-1);
    if (inline.kind === 'text' && last?.kind === 'text') found[found.length - 1] = join(last, inline);
    else found.push(inline);
    rest = rest.slice(length);
  }
  return found;
}

function nextInline(rest: string, before: string): { inline: Inline; length: number } {
  const insideWord = rest.startsWith('_') && /[\p{L}\p{N}]/u.test(before);
  for (const { pattern, make } of insideWord ? [] : RULES) {
    const match = pattern.exec(rest);
    if (match !== null) return { inline: make(match[1] ?? '', match[2] ?? ''), length: match[0].length };
  }
  const plain = /^[^\\`*_~[]+/.exec(rest)?.[0] ?? rest.slice(0, 1);
  return { inline: { kind: 'text', text: plain }, length: plain.length };
}

function join(first: { text: string }, second: { text: string }): Inline {
  return { kind: 'text', text: first.text + second.text };
}

function styled(kind: 'bold' | 'italic' | 'strike', text: string): Inline {
  return { kind, children: parseMarkdownInline(text) };
}

function link(label: string, url: string): Inline {
  if (!isSafeUrl(url)) return { kind: 'text', text: `[${label}](${url})` };
  return { kind: 'link', url, children: parseMarkdownInline(label) };
}
