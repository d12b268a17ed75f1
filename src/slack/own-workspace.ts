import type { App, AuthorizeResult, types, webApi } from '@slack/bolt';
import type { Logger } from '../logger.js';
import { type Body, targetOf } from './actions/buttons.js';
import type { Messenger } from './messenger.js';

/** What the bot's token is of. */
export interface OwnWorkspace {
  /** Asks Slack, once it answers. Throws what Slack's client throws. */
  learn(): Promise<void>;
  /** Who the bot is, for Bolt. Rejects before `learn` came back. */
  authorize(): Promise<AuthorizeResult>;
  /** Whether all that Slack names of a request are of our workspace; within an organisation people are at home anywhere. */
  isOurs(named: readonly (string | null | undefined)[]): boolean;
}

export function createOwnWorkspace(client: Pick<webApi.WebClient, 'auth'>, botToken: string): OwnWorkspace {
  let learned: Awaited<ReturnType<typeof client.auth.test>> | null = null;
  return {
    async learn() {
      learned = await client.auth.test();
    },
    async authorize() {
      if (learned === null) throw new Error('the bot has not signed in');
      const { bot_id: botId, user_id: botUserId } = learned;
      return { botToken, ...(botId ? { botId } : {}), ...(botUserId ? { botUserId } : {}) };
    },
    isOurs: (named) =>
      Boolean(learned?.enterprise_id) ||
      new Set([learned?.team_id, ...named].filter((id) => id !== undefined && id !== null)).size <= 1,
  };
}

const refusal = 'This Kubecent answers the people of its own workspace alone.';

/** What a press, a form and the choices of a select have in common. */
interface Interaction {
  team?: { id: string } | null;
  user: { id: string; team_id?: string };
}

/**
 * Refuses presses and forms of people from elsewhere: guests of shared channels see our buttons too. The slash command
 * needs no such look: Slack offers it in the workspace alone.
 */
export function refuseForeigners(
  app: App,
  { own, messenger, logger }: { own: OwnWorkspace; messenger: Messenger; logger: Logger },
): void {
  app.use(async (request) => {
    const { body, next } = request;
    if (!isInteraction(body) || own.isOurs([body.team?.id, body.user.team_id])) return next();
    logger.warn({ type: body.type, user: body.user.id }, 'a press was refused: it is of another workspace');
    if (!('ack' in request)) return;
    const ack = request.ack as (answer?: object) => Promise<void>;
    if (body.type === 'view_submission') {
      const { view } = body as unknown as { view: types.View };
      const block = view.blocks.find(({ type }) => type === 'input')?.block_id ?? 'first';
      return ack({ response_action: 'errors', errors: { [block]: refusal } });
    }
    await ack(body.type === 'block_suggestion' ? { options: [] } : undefined);
    const target = body.type === 'block_actions' ? targetOf(body as unknown as Body) : null;
    if (target === null) return;
    await messenger.sendLine({ ...target, replaces: false }, refusal);
  });
}

function isInteraction(body: object): body is Interaction & { type: string } {
  return 'user' in body && typeof body.user === 'object' && body.user !== null && 'type' in body;
}
