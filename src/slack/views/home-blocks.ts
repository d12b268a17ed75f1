import type { types } from '@slack/bolt';
import { cleanText } from '../render/clean-text.js';
import { cutEnd } from '../render/cut-text.js';
import { limits } from '../render/limits.js';
import { plain } from './form-elements.js';

/** A picture among the files of ours. */
export interface FileImageBlock {
  type: 'image';
  block_id: string;
  slack_file: { id: string };
  alt_text: string;
}

export type HomeBlock =
  | types.HeaderBlock
  | types.ContextBlock
  | types.DividerBlock
  | types.RichTextBlock
  | types.ActionsBlock
  | FileImageBlock;

export function header(text: string): HomeBlock {
  return { type: 'header', text: plain(cutEnd(cleanText(text), limits.header)) };
}

export function context(text: string): HomeBlock {
  return { type: 'context', elements: [plain(cutEnd(cleanText(text), limits.contextText))] };
}

export function divider(): HomeBlock {
  return { type: 'divider' };
}

/** A button that is no question: it does something to Home itself. */
export function button(actionId: string, label: string, value = ''): types.Button {
  return {
    type: 'button',
    action_id: actionId,
    text: plain(label),
    ...(value === '' ? {} : { value }),
  };
}
