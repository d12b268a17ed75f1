import type { types } from '@slack/bolt';
import type { MessageAction } from '../actions/message-actions.js';
import { renderActionRow } from './action-row.js';
import type { Foot } from './document.js';
import { dateElement, dateInUtc } from './lines.js';

/** Below an answer that one person sees: what can be done with it. */
export function actionFoot(line: string, actions: readonly MessageAction[]): Foot {
  const row = renderActionRow(line, actions);
  return { blocks: row === null ? [] : [row], text: '' };
}

/**
 * Below an answer that was handed on: who did (null: its reader asked for it), when it was computed, and what everybody can
 * do with it. The name is an element that Slack draws; the date stands in each reader's own time.
 */
export function sharedFoot(
  line: string,
  actions: readonly MessageAction[],
  { user, atMs }: { user: string | null; atMs: number },
): Foot {
  const row = renderActionRow(line, actions);
  const [before, between] = user === null ? ['As of ', ''] : ['Shared by ', ', as of '];
  const words: types.RichTextBlock = {
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: before },
          ...(user === null
            ? []
            : [
                { type: 'user' as const, user_id: user },
                { type: 'text' as const, text: between },
              ]),
          ...dateElement(atMs),
        ],
      },
    ],
  };
  const name = user === null ? '' : `<@${user}>`;
  return {
    blocks: [words, ...(row === null ? [] : [row])],
    text: `${before}${name}${between}${dateInUtc(atMs)}`,
  };
}
