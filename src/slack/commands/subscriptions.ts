import type { DeliveryPart } from '../../digests/delivery.js';
import type { SubscriptionDesk } from '../../digests/desk.js';
import { NotUnderstood } from '../../errors.js';
import type { Document } from '../../reports/document.js';
import { tokenise } from '../../reports/line.js';
import type { People } from '../people.js';
import { subscriptionsDocument } from '../subscriptions-document.js';
import type { OpenForm } from '../views/open-form.js';
import type { Asker, SlackCommand } from './command.js';

export interface SubscriptionsNeeds {
  desk: SubscriptionDesk;
  people: People;
  openForm: OpenForm;
}

/** What can be done with one subscription, and what is said of it. */
const deeds = ['run', 'edit', 'pause', 'resume', 'delete', 'send-again'] as const;
type Deed = (typeof deeds)[number];

/** The digests of this channel, and what can be done with them. */
export function subscriptionsCommand({ desk, people, openForm }: SubscriptionsNeeds): SlackCommand {
  const list = async (asker: Asker, said: string, words: readonly string[], page = 1): Promise<Document> => {
    const everywhere = words.includes('all');
    const listed = await desk.list(asker.workspace, everywhere ? null : asker.channel);
    return subscriptionsDocument(listed, { said, page, everywhere });
  };

  const act = async (
    deed: Deed,
    id: string,
    rest: readonly string[],
    asker: Asker,
  ): Promise<string | Document | null> => {
    if (deed === 'edit') return openForm.edit(asker, id);
    const person = await people.find(asker.user);
    switch (deed) {
      case 'run':
        return `“${(await desk.runNow(person, id)).name}” is on its way into the channel.`;
      case 'pause':
        return `“${(await desk.pause(person, id)).name}” is paused.`;
      case 'resume':
        return `“${(await desk.resume(person, id)).name}” goes on.`;
      case 'send-again': {
        const part = (rest[1] ?? 'digest') as DeliveryPart;
        return `“${(await desk.sendAgain(person, id, Number(rest[0]), part)).name}” is sent again.`;
      }
      case 'delete': {
        if (rest[0] !== 'yes') return confirmDelete(desk, id);
        return `“${(await desk.remove(person, id)).name}” is deleted.`;
      }
    }
  };

  return {
    name: 'subscriptions',
    aliases: ['subs', 'digests'],
    summary: 'Digests of this channel: next date, run now, edit, pause, delete',
    examples: ['subscriptions', 'subscriptions all'],
    async run(rest, asker) {
      const tokens = tokenise(rest);
      const words = tokens.flatMap((token) => (token.kind === 'word' ? [token.text] : []));
      const page = tokens.find((token) => token.kind === 'option' && token.key === 'page');
      const [first = '', id = '', ...more] = words;
      if (first === '' || first === 'all')
        return list(asker, '', words, page?.kind === 'option' ? Math.max(1, Number(page.value) || 1) : 1);
      const deed = deeds.find((one) => one === first);
      if (!deed || id === '')
        throw new NotUnderstood(`“${first}” is nothing that can be done with digests.`, [
          { label: 'Subscriptions', command: 'subscriptions' },
        ]);
      const done = await act(deed, id, more, asker);
      return typeof done === 'string' ? list(asker, done, []) : done;
    },
  };
}

async function confirmDelete(desk: SubscriptionDesk, id: string): Promise<Document> {
  const found = await desk.find(id);
  const summary = found
    ? `Delete “${found.name}”? Nothing more is sent; what was sent stays.`
    : 'This subscription is gone: somebody has deleted it.';
  return {
    title: 'Digests',
    subtitle: '',
    summary,
    command: 'subscriptions',
    sections: [
      { kind: 'text', lines: [[summary]] },
      {
        kind: 'actions',
        actions: [
          ...(found ? [{ label: 'Delete it', command: `subscriptions delete ${id} yes` }] : []),
          { label: 'Keep it', command: 'subscriptions' },
        ],
      },
    ],
  };
}
