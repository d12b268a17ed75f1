import { NotUnderstood } from '../../errors.js';
import type { ReplyTarget } from '../messenger.js';
import { input, plain } from './form-elements.js';
import type { ModalView } from './subscription-form.js';

export const reasonFormId = 'snooze-reason';

const longestReason = 300;

/** What the form remembers of where it was opened: the line that lacks its reason, and where its answer belongs. */
export interface ReasonMemory extends ReplyTarget {
  line: string;
  /** What was pressed. */
  message: string;
}

/** The small form that asks why. */
export function reasonForm(memory: ReasonMemory): ModalView {
  const dismisses = memory.line.startsWith('savings dismiss');
  return {
    type: 'modal',
    callback_id: reasonFormId,
    private_metadata: JSON.stringify(memory),
    title: plain(dismisses ? 'Dismiss a saving' : 'Snooze for ever'),
    submit: plain(dismisses ? 'Dismiss' : 'Snooze'),
    close: plain('Cancel'),
    blocks: [
      input(
        'why',
        'Why?',
        { action_id: 'snooze:why', type: 'plain_text_input', max_length: longestReason, multiline: false },
        { hint: plain('Everybody reads it in savings snoozed, beside your name.') },
      ),
    ],
  };
}

/** What the form was opened for. Throws NotUnderstood for what is not ours. */
export function readReasonMemory(text: string): ReasonMemory {
  try {
    const memory = JSON.parse(text) as Record<string, unknown>;
    const word = (key: string) => {
      if (typeof memory[key] !== 'string') throw new TypeError(`${key} is no text`);
      return memory[key];
    };
    return {
      line: word('line'),
      responseUrl: word('responseUrl'),
      workspace: word('workspace'),
      channel: word('channel'),
      user: word('user'),
      message: word('message'),
      replaces: memory.replaces === true,
      threadTs: typeof memory.threadTs === 'string' ? memory.threadTs : null,
    };
  } catch {
    throw new NotUnderstood('This form is from an older version. Close it and press again.');
  }
}

/** The line with its reason, in quotes that no quote within ends. */
export function lineWithReason(line: string, reason: string): string {
  const words = reason.replace(/["\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033]/g, "'").trim();
  return `${line} why="${words}"`;
}
