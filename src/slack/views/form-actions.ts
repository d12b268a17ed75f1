import type { App, types } from '@slack/bolt';
import type { SubscriptionDesk } from '../../digests/desk.js';
import { KubecentError } from '../../errors.js';
import type { Logger } from '../../logger.js';
import type { Document } from '../../reports/document.js';
import type { People } from '../people.js';
import { subscribedDocument } from '../subscribed-document.js';
import { option } from './form-elements.js';
import { checkChoice, type FilledView, readChoice, readMemory } from './form-values.js';
import { betterTime } from './schedule-inputs.js';
import { type FormState, formId, subscriptionForm } from './subscription-form.js';
import { findZones } from './zones.js';

export interface FormNeeds {
  desk: SubscriptionDesk;
  people: People;
  now: () => number;
  logger: Logger;
  /** Sends one person a document, where nobody else sees it; false where that could not be done. */
  tell: (user: string, workspace: string, document: Document) => Promise<boolean>;
  /** Told of somebody whose form was saved. */
  onSaved: (user: string, workspace: string) => Promise<void>;
  /** Counts work that goes on after its request was acknowledged. */
  track: <T>(work: Promise<T>) => Promise<T>;
}

/** The buttons and choices inside the form, its submission, and the time zones that it offers. */
export function registerForm(app: App, needs: FormNeeds): void {
  const { now, logger } = needs;

  const redraw = async (client: App['client'], view: Redrawn, change: (state: FormState) => FormState) => {
    const state = { memory: readMemory(view), choice: readChoice(view), said: '' };
    const drawn = subscriptionForm(change(state), now()) as unknown as types.ModalView;
    try {
      await client.views.update({ view_id: view.id, hash: view.hash, view: drawn });
    } catch (err) {
      // a later press has drawn it by then
      logger.debug({ err }, 'a form was not drawn again');
    }
  };

  app.action({ type: 'block_actions', action_id: /^form:/ }, async ({ ack, body, action, client }) => {
    await ack();
    const view = body.view as unknown as Redrawn | undefined;
    if (!view) return;
    if (action.action_id === 'form:preview')
      return void needs.track(preview(needs, body.user.id, client, view, redraw));
    await redraw(client, view, (state) =>
      action.action_id === 'form:better' ? atBetterTime(state, now()) : state,
    );
  });

  app.options({ action_id: 'form:zone' }, async ({ ack, payload }) => {
    const options = findZones(payload.value).map((zone) => option(zone, zone));
    await ack({ options } as never);
  });

  app.view(formId, async ({ ack, view, body }) => {
    const filled = view as unknown as FilledView;
    const memory = readMemory(filled);
    const checked = checkChoice(readChoice(filled), memory);
    if ('errors' in checked) {
      await ack({ response_action: 'errors', errors: checked.errors });
      return;
    }
    try {
      const person = await needs.people.find(body.user.id);
      const { id, version, workspace } = memory;
      const saved = await (id === null
        ? needs.desk.create(person, workspace, checked.choice)
        : needs.desk.change(person, id, version, checked.choice));
      await ack();
      const told = needs.tell(
        body.user.id,
        workspace,
        subscribedDocument(saved, now(), { isNew: id === null }),
      );
      await needs.track(Promise.all([told, needs.onSaved(body.user.id, workspace)]));
    } catch (error) {
      if (!(error instanceof KubecentError))
        logger.error({ err: error }, 'a subscription could not be saved');
      const sentence =
        error instanceof KubecentError ? error.userMessage : 'Saving failed on our side. Try again.';
      await ack({ response_action: 'errors', errors: { name: sentence } });
    }
  });
}

type Redrawn = FilledView & { id: string; hash: string };

function atBetterTime(state: FormState, nowMs: number): FormState {
  const time = betterTime(state.choice, nowMs);
  const { schedule } = state.choice;
  if (time === null || schedule.kind === 'cron') return state;
  return {
    ...state,
    memory: { ...state.memory, round: state.memory.round + 1 },
    choice: { ...state.choice, schedule: { ...schedule, time } },
  };
}

/** Sends the digest to the asker alone, and says so in the form. */
async function preview(
  { desk, tell, logger }: FormNeeds,
  user: string,
  client: App['client'],
  view: Redrawn,
  redraw: (client: App['client'], view: Redrawn, change: (state: FormState) => FormState) => Promise<void>,
): Promise<void> {
  const memory = readMemory(view);
  const checked = checkChoice(readChoice(view), memory);
  let said = 'The preview is in your direct messages with Kubecent.';
  if ('errors' in checked) said = Object.values(checked.errors).join(' ');
  else {
    try {
      const document = await desk.preview(checked.choice);
      if (!(await tell(user, memory.workspace, document))) said = 'The preview could not be sent. Try again.';
    } catch (error) {
      if (!(error instanceof KubecentError)) logger.error({ err: error }, 'a preview failed');
      said = error instanceof KubecentError ? error.userMessage : 'The preview failed on our side.';
    }
  }
  await redraw(client, view, (state) => ({ ...state, said }));
}
