import type { App, types } from '@slack/bolt';
import type { KnownNames } from '../../cost-service/ports.js';
import type { Logger } from '../../logger.js';
import { paramsOf } from '../../reports/answer-line.js';
import { errorDocument } from '../error-reply.js';
import type { Messenger } from '../messenger.js';
import type { Reply } from '../reply.js';
import { datesForm, datesFormId } from '../views/dates-form.js';
import { findNames, nameInputs, namesFor } from '../views/name-options.js';
import { pressAgain } from '../views/open-form.js';
import { questionForm, questionFormId } from '../views/question-form.js';
import { readMemory, writeMemory } from '../views/question-memory.js';
import { type FilledState, type FormOutcome, readDates, readQuestion } from '../views/question-values.js';
import { targetOf } from './buttons.js';
import { createPresses } from './presses.js';

/** What forms about a line choose from, and what a week is. */
export interface QuestionSource {
  names: () => Promise<KnownNames>;
  weekStarts: 'monday' | 'sunday';
}

export interface QuestionNeeds extends QuestionSource {
  reply: Reply;
  messenger: Messenger;
  now: () => number;
  newReference: () => string;
  logger: Logger;
}

const inputs = ['by', ...nameInputs] as const;

/**
 * The forms about a line: days, and what to group by and to narrow to. They carry the line and where its answer belongs,
 * so that they need nothing kept; what is submitted becomes a line, which is answered in the place of the message.
 */
export function registerQuestionForms(app: App, needs: QuestionNeeds): void {
  const { reply, messenger, now, newReference, logger, weekStarts } = needs;
  const presses = createPresses();
  const context = () => ({ nowMs: now(), weekStarts });
  const names = () =>
    needs.names().catch((err: unknown) => {
      logger.warn({ err }, 'names for a form could not be read');
      return null;
    });

  app.action({ type: 'block_actions', action_id: /^ask:/ }, async ({ ack, body, action, client }) => {
    await ack();
    const target = targetOf(body);
    if (target === null || action.type !== 'button') return;
    const id = `${body.trigger_id} ${action.action_ts}`;
    const press = presses.begin({ id, message: id, button: action.action_id });
    if (press === null) return;
    // read while the form opens and somebody begins to type
    void names();
    const line = action.value ?? '';
    try {
      const params = paramsOf(line, context());
      const memory = writeMemory({ line, target });
      const view = action.action_id.startsWith(datesFormId)
        ? datesForm(params.window, memory)
        : questionForm(params, memory);
      await client.views
        .open({ trigger_id: body.trigger_id, view: view as unknown as types.ModalView })
        .catch((cause: unknown) => {
          throw pressAgain(cause);
        });
    } catch (error) {
      const reference = newReference();
      logger.warn({ err: error, reference }, 'a form about a line was not opened');
      await messenger.sendDocument({ ...target, replaces: false }, errorDocument(error, { line, reference }));
    } finally {
      press.end();
    }
  });

  for (const input of inputs)
    app.options({ action_id: `ask:${input}` }, async ({ ack, payload }) => {
      const known = await names();
      await ack({ options: known ? findNames(namesFor(input, known), payload.value) : [] } as never);
    });

  const onSubmit = (
    formId: string,
    read: (line: string, state: FilledState) => FormOutcome | Promise<FormOutcome>,
  ) =>
    app.view(formId, async ({ ack, view, body }) => {
      const person = { user: body.user.id, workspace: body.team?.id ?? '' };
      const memory = readMemory(view.private_metadata, person);
      const outcome = memory
        ? await read(memory.line, view.state.values as unknown as FilledState)
        : { errors: { [firstInput(view)]: 'This form was opened elsewhere. Close it and press again.' } };
      if (memory === null || 'errors' in outcome) {
        const errors = 'errors' in outcome ? outcome.errors : {};
        await ack({ response_action: 'errors', errors });
        return;
      }
      await ack();
      const { trigger_id: triggerId } = body as unknown as { trigger_id: string };
      await reply({ line: outcome.line, target: memory.target, triggerId });
    });

  onSubmit(datesFormId, (line, state) => readDates(line, state, context()));
  onSubmit(questionFormId, async (line, state) => {
    const params = paramsOf(line, context());
    return readQuestion(line, state, { params, names: await names(), context: context() });
  });
}

function firstInput(view: { blocks: readonly { type: string; block_id?: string }[] }): string {
  return view.blocks.find(({ type }) => type === 'input')?.block_id ?? 'first';
}
