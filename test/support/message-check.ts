import { textLength } from '../../sandbox/slack/blocks/table-cell.js';
import { validateBlocks } from '../../sandbox/slack/blocks/validate.js';

export type Level = 'native' | 'plain' | 'text';

/** The most characters that a message's blocks may have between them, tables and all, and a text without blocks. */
const mostBlockCharacters = 9_500;
const mostTextCharacters = 4_000;

const invisible = /[\p{Cs}\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|(?![\n\t])\p{Cc}/u;
/** An `&` that is not the beginning of one of the three escapes. */
const bareAmpersand = /&(?!(?:amp|lt|gt);)/;

/** What Slack would refuse in a message, or read as more than words: by the double's rules and Slack's own escapes alone. */
export function complaintsOf(
  message: { text: string; blocks: readonly unknown[] },
  level: Level,
  names: readonly string[] = [],
): string[] {
  const { text, blocks } = message;
  const found = validateBlocks(blocks, 'message', { refuseDataBlocks: level === 'plain' });
  const complaints = found.map(({ pointer, message: what }) => `${pointer}: ${what}`);
  if (text.trim() === '') complaints.push('no text');
  if (level === 'text' ? blocks.length > 0 : blocks.length === 0) complaints.push(`${blocks.length} blocks`);
  if (text.length > mostTextCharacters) complaints.push(`${text.length} characters of text`);
  const sum = textLength(blocks);
  if (sum > mostBlockCharacters) complaints.push(`${sum} characters in blocks`);
  const texts = textsIn(blocks);
  complaints.push(...[text, ...texts.parsed].flatMap((words) => markupIn(words, names)));
  const hidden = [text, ...texts.shown].filter((words) => invisible.test(words));
  complaints.push(...hidden.map((words) => `invisible characters: ${JSON.stringify(words.slice(0, 200))}`));
  return complaints;
}

interface Texts {
  /** What Slack parses: mrkdwn objects and markdown blocks, wherever they stand. */
  parsed: string[];
  /** Everything but what is sent back when a button is pressed. */
  shown: string[];
}

function textsIn(value: unknown, key = '', found: Texts = { parsed: [], shown: [] }): Texts {
  if (typeof value === 'string') {
    if (key !== 'value') found.shown.push(value);
  } else if (Array.isArray(value)) {
    for (const inner of value) textsIn(inner, key, found);
  } else if (typeof value === 'object' && value !== null) {
    const { type, text } = value as { type?: unknown; text?: unknown };
    if ((type === 'mrkdwn' || type === 'markdown') && typeof text === 'string') found.parsed.push(text);
    for (const name in value) textsIn((value as Record<string, unknown>)[name], name, found);
  }
  return found;
}

function markupIn(text: string, names: readonly string[]): string[] {
  const complaints: string[] = [];
  if (/[<>]/.test(text)) complaints.push(`a bracket: ${JSON.stringify(excerpt(text, /[<>]/))}`);
  if (bareAmpersand.test(text)) complaints.push(`an ampersand: ${excerpt(text, bareAmpersand)}`);
  const pieces = text.split(/^```$/m);
  if (pieces.length % 2 === 0) complaints.push('a fence that is left open');
  const outside = pieces.filter((_, index) => index % 2 === 0).join('\n');
  const marked = names.filter((name) => /^([*_~`]).+\1$/.test(name) && outside.includes(name));
  return [...complaints, ...marked.map((name) => `formatting: ${name}`)];
}

function excerpt(text: string, what: RegExp): string {
  const at = text.search(what);
  return text.slice(Math.max(0, at - 30), at + 60);
}
