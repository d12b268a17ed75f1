const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const ellipsis = '…';

/**
 * Cuts a name to `max` UTF-16 units in its middle, "checkout-ser…7d9f-x2x", because names differ at their ends.
 * No character that a person sees as one is split, unless it alone is too long.
 */
export function cutMiddle(text: string, max: number): string {
  if (text.length <= max) return text;
  if (max < 3) return cutEnd(text, max);
  const room = max - ellipsis.length;
  const head = firstUnits(text, Math.ceil(room / 2));
  const tail = lastUnits(text, Math.floor(room / 2));
  return head === '' && tail === '' ? cutEnd(text, max) : head + ellipsis + tail;
}

/** Cuts a sentence to `max` UTF-16 units at its end, with "…" behind it. */
export function cutEnd(text: string, max: number): string {
  if (text.length <= max) return text;
  if (max < 1) return '';
  const room = max - ellipsis.length;
  const head = firstUnits(text, room) || text.slice(0, room).replace(/\p{Cs}/gu, '');
  return head.trimEnd() + ellipsis;
}

/** Letters, signs and punctuation that are always one character for each unit: most names and all figures. */
const plain = /^[\x20-\x7e\u00a0-\u00ac\u00ae-\u024f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2200-\u22ff]*$/;

/** How many characters a person sees. */
export function countCharacters(text: string): number {
  if (plain.test(text)) return text.length;
  let count = 0;
  for (const _ of graphemes.segment(text)) count += 1;
  return count;
}

function firstUnits(text: string, max: number): string {
  const at = graphemes.segment(text).containing(max);
  return text.slice(0, at === undefined ? max : at.index);
}

function lastUnits(text: string, max: number): string {
  const start = text.length - max;
  const at = graphemes.segment(text).containing(start);
  if (at === undefined || at.index === start) return text.slice(start);
  return text.slice(at.index + at.segment.length);
}
