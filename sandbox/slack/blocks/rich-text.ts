import { LIMITS } from '../limits.js';
import { anything, boolean, byType, type Check, list, number, object, oneOf, text } from './check.js';
import { blockFields } from './text-object.js';

const style = object({
  'bold?': boolean,
  'italic?': boolean,
  'strike?': boolean,
  'underline?': boolean,
  'code?': boolean,
  'highlight?': boolean,
  'client_highlight?': boolean,
  'unlink?': boolean,
});

function inline(type: string, fields: Record<string, Check>): [string, Check] {
  return [type, object({ type: oneOf(type), 'style?': style, ...fields })];
}

const UNLIMITED = Number.MAX_SAFE_INTEGER;
const name = text(255);
const inlines = byType(
  Object.fromEntries([
    inline('text', { text: text(UNLIMITED) }),
    inline('link', { url: text(LIMITS.url), 'text?': text(UNLIMITED), 'unsafe?': boolean }),
    inline('emoji', { name, 'unicode?': text(255), 'url?': anything, 'skin_tone?': number() }),
    inline('date', {
      timestamp: number({ whole: true }),
      format: text(UNLIMITED),
      'url?': text(LIMITS.url),
      'fallback?': text(UNLIMITED),
    }),
    inline('color', { value: name }),
    inline('user', { user_id: name }),
    inline('channel', { channel_id: name }),
    inline('usergroup', { usergroup_id: name }),
    inline('team', { team_id: name }),
    inline('broadcast', { range: oneOf('here', 'channel', 'everyone') }),
  ]),
);
const lines = list(inlines, UNLIMITED, 0);
const indented: Record<string, Check> = { 'border?': number({ min: 0, max: 1, whole: true }) };

const section = object({ type: oneOf('rich_text_section'), elements: lines });
const parts = byType({
  rich_text_section: section,
  rich_text_list: object({
    type: oneOf('rich_text_list'),
    style: oneOf('bullet', 'ordered'),
    elements: list(byType({ rich_text_section: section }), UNLIMITED),
    'indent?': number({ min: 0, max: 8, whole: true }),
    'offset?': number({ min: 0, whole: true }),
    ...indented,
  }),
  rich_text_quote: object({ type: oneOf('rich_text_quote'), elements: lines, ...indented }),
  rich_text_preformatted: object({
    type: oneOf('rich_text_preformatted'),
    elements: lines,
    'language?': name,
    ...indented,
  }),
});

/** Text as parts that Slack does not parse: sections, lists, quotes, preformatted. */
export const richText: Check = object({ ...blockFields('rich_text'), elements: list(parts, UNLIMITED) });
