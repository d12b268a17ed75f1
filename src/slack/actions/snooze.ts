import type { App, types } from '@slack/bolt';
import { KubecentError, NotUnderstood } from '../../errors.js';
import type { Logger } from '../../logger.js';
import { snoozeLine } from '../../reports/snooze-line.js';
import { errorDocument } from '../error-reply.js';
import type { Messenger } from '../messenger.js';
import { changePrefix } from '../render/run-button.js';
import type { Reply } from '../reply.js';
import { pressAgain } from '../views/open-form.js';
import {
  lineWithReason,
  type ReasonMemory,
  readReasonMemory,
  reasonForm,
  reasonFormId,
} from '../views/reason-form.js';
import { type Body, pressOf, targetOf } from './buttons.js';
import { createPresses } from './presses.js';

export interface SnoozeNeeds {
  reply: Reply;
  messenger: Messenger;
  now: () => number;
  logger: Logger;
}

/**
 * Buttons and menus that snooze, dismiss and undo: each is a command line that is answered in the place of its
 * message, as if it had been typed. One that needs a reason opens a form for it first. What was not made by us is refused with a
 * sentence.
 */
export function registerSnoozes(app: App, { reply, messenger, now, logger }: SnoozeNeeds): void {
  const presses = createPresses();

  const answer = async (memory: ReasonMemory, press: { id: string; button: string; triggerId: string }) => {
    const { line, message, ...target } = memory;
    const open = presses.begin({ id: press.id, button: press.button, message });
    if (open === null) return;
    try {
      await reply({ line, target, triggerId: press.triggerId, isWanted: open.isLatest });
    } finally {
      open.end();
    }
  };

  const refuse = async (memory: ReasonMemory, error: unknown) => {
    logger.warn({ err: error }, 'a press to snooze was refused');
    const document = errorDocument(error, { line: 'savings', reference: '' });
    await messenger.sendDocument({ ...memory, replaces: false }, document);
  };

  app.action(
    { type: 'block_actions', action_id: new RegExp(`^${changePrefix}`) },
    async ({ ack, body, action, client }) => {
      await ack();
      const memory = memoryOf(body, action, chosenLine(action));
      if (memory === null) return;
      try {
        const { lacksReason } = checkedLine(memory.line, now());
        if (lacksReason) return void (await openForm(client, body.trigger_id, memory));
      } catch (error) {
        await refuse(memory, error);
        return;
      }
      const button = `${action.action_id} ${memory.line}`;
      const triggerId = body.trigger_id;
      await answer(memory, { id: `${triggerId} ${action.action_ts}`, button, triggerId });
    },
  );

  app.view(reasonFormId, async ({ ack, view, body }) => {
    const reason = String(view.state.values.why?.['snooze:why']?.value ?? '').trim();
    const problem =
      reason === '' ? 'Say why in a few words.' : problemOf(view.private_metadata, body.user.id, now());
    if (problem !== null) {
      await ack({ response_action: 'errors', errors: { why: problem } });
      return;
    }
    await ack();
    const memory = readReasonMemory(view.private_metadata);
    const line = lineWithReason(memory.line, reason);
    await answer({ ...memory, line }, { id: view.id, button: reasonFormId, triggerId: '' });
  });
}

/** Why a filled form is not taken; null: it is. */
function problemOf(text: string, user: string, nowMs: number): string | null {
  try {
    const memory = readReasonMemory(text);
    if (user !== memory.user) throw edited();
    return snoozeLine(memory.line, nowMs)?.lacksReason ? null : edited().userMessage;
  } catch (error) {
    if (error instanceof KubecentError) return error.userMessage;
    throw error;
  }
}

/** The line behind a press. Throws NotUnderstood where it is none of ours. */
function checkedLine(line: string, nowMs: number): { lacksReason: boolean } {
  const read = snoozeLine(line, nowMs);
  if (read === null) throw edited();
  return read;
}

function chosenLine(action: {
  type: string;
  value?: unknown;
  selected_option?: { value?: unknown } | null;
}): string {
  return String((action.type === 'overflow' ? action.selected_option?.value : action.value) ?? '');
}

/** null: a press without a response_url, on a surface that has no answers. */
function memoryOf(
  body: Body,
  action: { action_id: string; action_ts: string },
  line: string,
): ReasonMemory | null {
  const target = targetOf(body);
  return target && { ...target, line, message: pressOf(body, target, action, line).message };
}

async function openForm(client: App['client'], triggerId: string, memory: ReasonMemory): Promise<void> {
  const view = reasonForm(memory) as unknown as types.ModalView;
  await client.views.open({ trigger_id: triggerId, view }).catch((cause: unknown) => {
    throw pressAgain(cause);
  });
}

function edited(): NotUnderstood {
  return new NotUnderstood(
    'This button does not say what it should. Ask for savings again to get a new one.',
    [{ label: 'Savings', command: 'savings' }],
  );
}
