import type { SubscriptionDesk } from '../../digests/desk.js';
import { parseSubscription } from '../../digests/words.js';
import type { People } from '../people.js';
import { subscribedDocument } from '../subscribed-document.js';
import type { OpenForm } from '../views/open-form.js';
import type { SlackCommand } from './command.js';

/** Subscribes this channel: by a form, in words, or by a form that the words behind `form` have filled in. */
export function subscribeCommand({
  desk,
  people,
  openForm,
  now,
}: {
  desk: SubscriptionDesk;
  people: People;
  openForm: OpenForm;
  now: () => number;
}): SlackCommand {
  return {
    name: 'subscribe',
    aliases: ['schedule'],
    summary: 'Have a digest sent into this channel, by a form or in words',
    examples: ['subscribe', 'subscribe weekly mon 09:00 Europe/Berlin namespaces savings'],
    async run(rest, asker) {
      if (rest.trim() === '') return openForm.create(asker, await people.zoneOf(asker.user));
      const inForm = /^\s*form\s+([\s\S]*)$/i.exec(rest)?.[1];
      if (inForm !== undefined) {
        const zone = await people.zoneOf(asker.user);
        return openForm.create(asker, zone, parseSubscription(inForm, zone));
      }
      const person = await people.find(asker.user);
      const choice = parseSubscription(rest, person.zone);
      const made = await desk.create(person, asker.workspace, {
        ...choice,
        channel: asker.channel,
        owners: [],
      });
      return subscribedDocument(made, now());
    },
  };
}
