import { type Json, number, record, records, string } from '../json.js';
import { emojiText } from './emoji.js';
import type { Inline } from './inline.js';

/** The elements of a rich_text section as styled runs. Their text is never parsed. */
export function richInlines(elements: unknown): readonly Inline[] {
  return records(elements).map((element) => styled(bare(element), record(element.style)));
}

/** The text of a rich_text block without any style: what a table sorts and filters by. */
export function richPlainText(block: Json): string {
  return records(block.elements)
    .map((part) => (part.type === 'rich_text_list' ? richPlainText(part) : plain(richInlines(part.elements))))
    .join(' ');
}

function plain(inlines: readonly Inline[]): string {
  return inlines.map((inline) => plainOne(inline)).join('');
}

function plainOne(inline: Inline): string {
  if ('children' in inline) return plain(inline.children);
  if (inline.kind === 'date') return inline.fallback;
  return inline.kind === 'color' ? inline.value : inline.text;
}

function bare(element: Json): Inline {
  switch (element.type) {
    case 'text':
      return { kind: 'text', text: string(element.text) };
    case 'link': {
      const url = string(element.url);
      return { kind: 'link', url, children: [{ kind: 'text', text: string(element.text) || url }] };
    }
    case 'emoji':
      return { kind: 'text', text: emojiText(string(element.name), string(element.unicode)) };
    case 'date':
      return {
        kind: 'date',
        seconds: number(element.timestamp) ?? Number.NaN,
        format: string(element.format),
        url: string(element.url),
        fallback: string(element.fallback),
      };
    case 'user':
      return { kind: 'mention', text: `@${string(element.user_id)}` };
    case 'usergroup':
      return { kind: 'mention', text: `@${string(element.usergroup_id)}` };
    case 'channel':
      return { kind: 'mention', text: `#${string(element.channel_id)}` };
    case 'broadcast':
      return { kind: 'mention', text: `@${string(element.range)}` };
    case 'color':
      return { kind: 'color', value: string(element.value) };
    default:
      return { kind: 'text', text: string(element.text) };
  }
}

function styled(inline: Inline, style: Json): Inline {
  const coded: Inline =
    style.code === true && inline.kind === 'text' ? { kind: 'code', text: inline.text } : inline;
  return (['strike', 'italic', 'bold'] as const).reduce<Inline>(
    (inner, kind) => (style[kind] === true ? { kind, children: [inner] } : inner),
    coded,
  );
}
