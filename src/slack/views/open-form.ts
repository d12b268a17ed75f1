import type { types, webApi } from '@slack/bolt';
import type { SubscriptionDesk } from '../../digests/desk.js';
import type { SubscriptionChoice } from '../../digests/subscription.js';
import type { WordsChoice } from '../../digests/words.js';
import { KubecentError } from '../../errors.js';
import type { Document } from '../../reports/document.js';
import type { Asker } from '../commands/command.js';
import type { People } from '../people.js';
import { type FormMemory, subscriptionForm } from './subscription-form.js';

/**
 * Opens the form. Gives null: the form says what there is to say; a button to press, where the line was no command and
 * no press: Slack opens nothing then. Throws KubecentError.
 */
export interface OpenForm {
  /** `filled`: what it says from the beginning; a weekly digest of everything where absent. */
  create(asker: Asker, zone: string, filled?: WordsChoice): Promise<Document | null>;
  edit(asker: Asker, id: string): Promise<Document | null>;
}

export function createOpenForm(dependencies: {
  client: Pick<webApi.WebClient, 'views'>;
  desk: SubscriptionDesk;
  people: People;
  now: () => number;
}): OpenForm {
  const { client, desk, people, now } = dependencies;

  const open = async (
    asker: Asker,
    memory: FormMemory,
    choice: SubscriptionChoice,
  ): Promise<Document | null> => {
    if (asker.triggerId === null)
      return pressToOpen(memory.id === null ? 'subscribe' : `subscriptions edit ${memory.id}`);
    const view = subscriptionForm({ memory, choice, said: '' }, now());
    try {
      await client.views.open({ trigger_id: asker.triggerId, view: view as unknown as types.ModalView });
    } catch (cause) {
      throw pressAgain(cause);
    }
    return null;
  };

  return {
    create: ({ workspace, ...asker }, zone, filled) =>
      open(
        { workspace, ...asker },
        { id: null, version: 0, workspace, round: 0 },
        {
          name: 'Kubernetes cost',
          channel: asker.channel,
          owners: [],
          reports: ['namespaces', 'savings'],
          scope: '',
          schedule: { kind: 'weekly', weekday: 1, time: '09:00' },
          zone,
          quiet: false,
          ...filled,
        },
      ),
    async edit(asker, id) {
      const found = await desk.toChange(await people.find(asker.user), id);
      return open(asker, { id, version: found.version, workspace: found.workspace, round: 0 }, found);
    },
  };
}

function pressToOpen(command: string): Document {
  const summary = 'Slack opens a form only for a press or for the slash command: press the button.';
  return {
    title: 'Digests',
    subtitle: '',
    summary,
    command,
    sections: [
      { kind: 'text', lines: [[summary]] },
      { kind: 'actions', actions: [{ label: 'Open the form', command, primary: true }] },
    ],
  };
}

/** The way out where Slack did not open a form. */
export function pressAgain(cause?: unknown): KubecentError {
  return new KubecentError({
    code: 'FORM_NOT_OPENED',
    userMessage: 'Slack did not open the form: it waits for three seconds only. Press or type it again.',
    retryable: true,
    cause,
  });
}
