import type { App, BlockAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import { NotUnderstood } from '../../errors.js';
import { errorDocument } from '../error-reply.js';
import type { Messenger, ReplyTarget } from '../messenger.js';
import { runPrefix } from '../render/buttons.js';
import type { Reply } from '../reply.js';
import { createPresses, type Press } from './presses.js';

interface Way {
  reply: Reply;
  messenger: Messenger;
}

/** `home`: into direct messages, for presses on Home, which belongs to no channel. */
type ButtonNeeds = Way & { home: Way };

/**
 * Every button. Those whose id begins with "run:" carry a command line, which is parsed as if it had been typed;
 * links only need the acknowledgement; anything else is told to be unknown.
 *
 * The answer takes the place of the message that was pressed, where only the presser sees that message. While it is
 * being worked out the old message stays as it is: replacing it by a working line would lose it if the answer fails.
 */
export function registerButtons(app: App, { reply, messenger, home }: ButtonNeeds): void {
  const presses = createPresses();
  app.action({ type: 'block_actions', action_id: /^(?!form:|home:)/ }, async ({ ack, body, action }) => {
    await ack();
    const isHome = body.view?.type === 'home';
    const way = isHome ? home : { reply, messenger };
    const target = isHome ? homeTarget(body) : targetOf(body);
    if (target === null || ('url' in action && action.url)) return;
    if (action.type !== 'button' || !action.action_id.startsWith(runPrefix)) {
      await way.messenger.sendDocument({ ...target, replaces: false }, unknownButton());
      return;
    }
    const press = presses.begin(pressOf(body, target, action));
    if (press === null) return;
    try {
      await way.reply({
        line: action.value ?? '',
        target,
        triggerId: body.trigger_id,
        // on Home no answer takes another one's place
        ...(isHome ? {} : { isWanted: press.isLatest }),
      });
    } finally {
      press.end();
    }
  });
}

type Body = SlackActionMiddlewareArgs<BlockAction>['body'];

/** null: a press without a response_url, on a surface that Kubecent does not use. */
function targetOf(body: Body): ReplyTarget | null {
  if (!body.response_url) return null;
  return {
    responseUrl: body.response_url,
    workspace: body.team?.id ?? body.user.team_id ?? '',
    channel: body.channel?.id ?? '',
    user: body.user.id,
    // all of ours are ephemeral; a message that everybody sees is never replaced for one
    replaces: body.container?.is_ephemeral !== false,
  };
}

function homeTarget(body: Body): ReplyTarget {
  const workspace = body.team?.id ?? body.user.team_id ?? '';
  return { responseUrl: '', workspace, channel: '', user: body.user.id, replaces: false };
}

function pressOf(body: Body, target: ReplyTarget, action: { action_id: string; action_ts: string }): Press {
  const shown = String(body.container?.message_ts ?? body.message?.ts ?? '');
  return {
    id: `${body.trigger_id} ${action.action_ts}`,
    message: `${target.channel} ${shown} ${target.user}`,
    button: action.action_id,
  };
}

function unknownButton() {
  const error = new NotUnderstood('This button is from an older version. Ask again to get a new one.', [
    { label: 'Help', command: 'help' },
  ]);
  return errorDocument(error, { line: 'help', reference: '' });
}
