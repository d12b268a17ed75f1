import type { Json } from './blocks/check.js';
import type { Delivery, SlackDouble } from './contract.js';
import type { Senders } from './senders.js';
import { deliveryOf } from './views/interaction.js';
import { viewPayload } from './views/view-payload.js';
import { directChannelId } from './workspace.js';

type Options = NonNullable<Parameters<SlackDouble['event']>[1]>;

/** Sends an event as the Events API does: signed JSON, with headers that say so if it is sent again. */
export async function sendEvent(
  { workspace, link, sentEvents }: Senders,
  event: Json,
  { eventId = workspace.newId('Ev'), retryNum, forge }: Options = {},
): Promise<Delivery> {
  const { teamId, appId, botUserId } = workspace;
  const payload = {
    token: 'sandbox',
    team_id: teamId,
    api_app_id: appId,
    event: { event_ts: (workspace.now() / 1000).toFixed(6), ...event },
    type: 'event_callback',
    event_id: eventId,
    event_time: Math.floor(workspace.now() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: teamId,
        user_id: botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
  };
  sentEvents.keep(eventId, payload);
  return { ...deliveryOf(await link.send('events_api', payload, { forge, retryNum })), eventId };
}

/** Sends an event once more, the same to the letter. Throws for one that was never sent. */
export async function retryEvent(
  { link, sentEvents }: Senders,
  eventId: string,
  retryNum = 1,
): Promise<Delivery> {
  const payload = sentEvents.find(eventId);
  if (!payload) throw new Error(`The Slack double has sent no event ${eventId}.`);
  return { ...deliveryOf(await link.send('events_api', payload, { retryNum })), eventId };
}

/** Opens a tab of the app: app_home_opened, with the view if one was published. Throws for an unknown user. */
export async function openHome(
  senders: Senders,
  userId: string,
  tab: 'home' | 'messages' = 'home',
): Promise<Delivery> {
  const { workspace } = senders;
  if (!workspace.users.has(userId)) throw new Error(`The Slack double knows no user ${userId}.`);
  const view = tab === 'home' ? workspace.views.home(userId) : null;
  return sendEvent(senders, {
    type: 'app_home_opened',
    user: userId,
    channel: directChannelId(userId),
    tab,
    ...(view ? { view: viewPayload(workspace, view) } : {}),
  });
}
