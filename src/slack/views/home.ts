import type { App, BlockAction, ButtonAction, types } from '@slack/bolt';
import type { SubscriptionDesk } from '../../digests/desk.js';
import { KubecentError } from '../../errors.js';
import type { Logger } from '../../logger.js';
import { createPresses } from '../actions/presses.js';
import type { Files } from '../files.js';
import { createPeople } from '../people.js';
import { type DrawPicture, drawInThread } from '../picture-thread.js';
import { createPictures } from '../pictures.js';
import type { Clock } from '../ports.js';
import { createHomeBoard } from './home-board.js';
import { homeDeed } from './home-deeds.js';
import { homeDetails } from './home-details.js';
import type { HomeSource } from './home-facts.js';
import { createHomePublisher, type ShownHome } from './home-publisher.js';
import { homeView } from './home-view.js';
import { createMyDigests } from './my-digests.js';
import { createOpenForm } from './open-form.js';

export interface HomeNeeds {
  client: App['client'];
  /** null: Home is left alone. */
  source: HomeSource | null;
  /** null: no digests are kept. */
  desk: SubscriptionDesk | null;
  admins: readonly string[];
  now: () => number;
  clock: Clock;
  logger: Logger;
  /** Counts work that goes on after its request was acknowledged. */
  track: <T>(work: Promise<T>) => Promise<T>;
  files: Files;
  /** Draws pictures; in a thread where absent. */
  draw?: DrawPicture | undefined;
}

/**
 * The Home tab: shown at once from what is known, looked up anew behind it, and its own buttons. Gives what is to be called
 * when somebody's digests were changed elsewhere: a Home that they look at has them then.
 */
export function registerHome(app: App, needs: HomeNeeds): (user: string, workspace: string) => Promise<void> {
  const { client, source, desk, admins, now, clock, logger, track } = needs;
  if (!source) return async () => {};
  const pictures = createPictures({ files: needs.files, draw: needs.draw ?? drawInThread, clock, logger });
  const board = createHomeBoard({ source, pictures, now, clock, logger });
  const publisher = createHomePublisher({ client, onPictureRefused: board.giveUpPicture, clock, logger });
  const people = createPeople({ client, admins, clock, logger });
  const digests = desk && createMyDigests({ desk, clock, logger });
  const openForm = desk && createOpenForm({ client, desk, people, now });
  const presses = createPresses();

  const show = async (user: string, workspace: string, said: string, shown?: ShownHome): Promise<void> => {
    const mine = digests ? await digests.of(user, workspace) : 'none kept';
    await publisher.publish(user, () => homeView({ board: board.current(), digests: mine, said }), shown);
  };

  const open = async (user: string, workspace: string, shown?: ShownHome): Promise<void> => {
    await show(user, workspace, '', shown);
    if (!board.isDue()) return;
    await board.refresh();
    await show(user, workspace, '');
    await board.settled();
    await show(user, workspace, '');
  };

  app.event('app_home_opened', async ({ event, body }) => {
    if (event.tab !== 'home') return;
    void track(open(event.user, body.team_id, event.view as unknown as ShownHome | undefined));
  });

  const press = async (body: BlockAction, action: ButtonAction): Promise<void> => {
    const user = body.user.id;
    const workspace = body.team?.id ?? body.user.team_id ?? '';
    if (action.action_id === 'home:details') {
      const isAdmin = await people.isAdmin(user);
      const view = homeDetails(board.current(), isAdmin) as unknown as types.ModalView;
      await client.views.open({ trigger_id: body.trigger_id, view });
      return;
    }
    if (!desk || !openForm) return;
    const asker = { user, workspace, channel: '', triggerId: body.trigger_id };
    const said = await homeDeed(action.action_id, action.value ?? '', asker, { desk, people, openForm });
    if (said === null) return;
    digests?.forget();
    await show(user, workspace, said);
  };

  const answer = async (body: BlockAction, action: ButtonAction): Promise<void> => {
    const message = `home ${body.user.id}`;
    const button = `${action.action_id} ${action.value ?? ''}`;
    const begun = presses.begin({ id: `${body.trigger_id} ${action.action_ts}`, message, button });
    if (!begun) return;
    try {
      await press(body, action);
    } catch (error) {
      logger.warn({ err: error, button: action.action_id }, 'a button of Home could not do its work');
      digests?.forget();
      await show(body.user.id, body.team?.id ?? '', sentenceFor(error));
    } finally {
      begun.end();
    }
  };

  app.action({ type: 'block_actions', action_id: /^home:/ }, async ({ ack, body, action }) => {
    await ack();
    if (action.type === 'button') void track(answer(body, action));
  });

  return async (user, workspace) => {
    digests?.forget();
    if (publisher.hasShown(user)) await show(user, workspace, '');
  };
}

function sentenceFor(error: unknown): string {
  return error instanceof KubecentError
    ? error.userMessage
    : 'That did not work: Slack or Kubecent was too slow. Press it again.';
}
