import type { SubscriptionDesk } from '../../digests/desk.js';
import { KubecentError } from '../../errors.js';
import type { Asker } from '../commands/command.js';
import type { People } from '../people.js';
import type { OpenForm } from './open-form.js';

/**
 * Does what a button of Home says with one digest. Gives what there is to say of it; null: a form was opened.
 * Throws KubecentError where the person may not, or the digest is not there.
 */
export async function homeDeed(
  actionId: string,
  id: string,
  asker: Asker,
  { desk, people, openForm }: { desk: SubscriptionDesk; people: People; openForm: OpenForm },
): Promise<string | null> {
  const found = await desk.find(id);
  if (!found || (!found.managed && found.workspace !== asker.workspace)) throw gone();
  if (actionId === 'home:edit') return (await openForm.edit(asker, id))?.summary ?? null;
  const person = await people.find(asker.user);
  switch (actionId) {
    case 'home:run':
      return `“${(await desk.runNow(person, id)).name}” is on its way into its channel.`;
    case 'home:pause':
      return `“${(await desk.pause(person, id)).name}” is paused.`;
    case 'home:resume':
      return `“${(await desk.resume(person, id)).name}” goes on.`;
    default:
      return 'This button is from an older version. Open Home again.';
  }
}

function gone(): KubecentError {
  return new KubecentError({
    code: 'SUBSCRIPTION_GONE',
    userMessage: 'This subscription is gone: somebody has deleted it.',
  });
}
