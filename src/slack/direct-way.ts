import type { Messenger } from './messenger.js';
import { createOutlet, type OutletNeeds } from './outlet.js';
import type { Flow, Reply } from './reply.js';

/** Answers in somebody's direct messages, for questions from where there is no channel, such as Home. */
export function createDirectWay({ flow, ...needs }: OutletNeeds & { flow: Flow }): {
  reply: Reply;
  messenger: Pick<Messenger, 'sendDocument'>;
} {
  const outletOf = ({ user, workspace }: { user: string; workspace: string }) =>
    createOutlet(needs, {
      ...{ user, workspace, channel: user },
      ...{ threadTs: null, threadIsThere: false, isPrivate: true },
    });
  return {
    reply({ line, target, triggerId }) {
      const { user, workspace } = target;
      return flow({ line, asker: { user, workspace, channel: '', triggerId }, outlet: outletOf(target) });
    },
    messenger: {
      async sendDocument(target, document) {
        await outletOf(target).sendAnswer(document);
        return true;
      },
    },
  };
}
