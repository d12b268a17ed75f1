import type { App, BlockAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import { NotUnderstood } from '../../errors.js';
import { errorDocument } from '../error-reply.js';
import type { Messenger, ReplyTarget } from '../messenger.js';
import { lineOfChoice } from '../render/menus.js';
import { runPrefix } from '../render/run-button.js';
import type { Reply } from '../reply.js';
import { createPresses, type Press } from './presses.js';

interface Way {
  reply: Reply;
  messenger: Pick<Messenger, 'sendDocument'>;
}

/** `home`: into direct messages, for presses on Home, which belongs to no channel. */
type ButtonNeeds = Way & { home: Way };

/**
 * Every button and list. Those whose id begins with "run:" carry a command line, which is parsed as if it had been typed;
 * links only need the acknowledgement; anything else is told to be unknown.
 *
 * The answer takes the place of the message that was pressed, where only the presser sees that message. While it is
 * being worked out the old message stays as it is: replacing it by a working line would lose it if the answer fails.
 */
export function registerButtons(app: App, { reply, messenger, home }: ButtonNeeds): void {
  const presses = createPresses();
  app.action(
    { type: 'block_actions', action_id: /^(?!form:|snooze:|act:|ask:|home:)/ },
    async ({ ack, body, action }) => {
      await ack();
      const isHome = body.view?.type === 'home';
      const way = isHome ? home : { reply, messenger };
      const target = isHome ? homeTarget(body) : targetOf(body);
      if (target === null || ('url' in action && action.url)) return;
      const line = lineOf(action);
      if (line === null) {
        const unknown = errorDocument(noLongerOffered(), { line: 'help', reference: '' });
        await way.messenger.sendDocument({ ...target, replaces: false }, unknown);
        return;
      }
      const press = presses.begin(pressOf(body, target, action, line));
      if (press === null) return;
      try {
        await way.reply({
          line,
          target,
          triggerId: body.trigger_id,
          // on Home no answer takes another one's place
          ...(isHome ? {} : { isWanted: press.isLatest }),
        });
      } finally {
        press.end();
      }
    },
  );
}

/** The command line that was pressed or picked; null: it carries none. */
function lineOf(action: SlackActionMiddlewareArgs<BlockAction>['action']): string | null {
  if (!action.action_id.startsWith(runPrefix)) return null;
  if (action.type === 'button') return action.value ?? '';
  if (action.type !== 'static_select') return null;
  return lineOfChoice(action.action_id, action.selected_option?.value ?? '');
}

export type Body = SlackActionMiddlewareArgs<BlockAction>['body'];

/** Where the answer to a press belongs. null: a press without a response_url, on a surface that Kubecent does not use. */
export function targetOf(body: Body): ReplyTarget | null {
  if (!body.response_url) return null;
  return {
    responseUrl: body.response_url,
    workspace: body.team?.id ?? body.user.team_id ?? '',
    channel: body.channel?.id ?? '',
    user: body.user.id,
    // all of ours are ephemeral; a message that everybody sees is never replaced for one
    replaces: body.container?.is_ephemeral !== false,
    threadTs: threadOf(body),
  };
}

/** The thread that the pressed message stands in; null: none. */
function threadOf({ container, message }: Body): string | null {
  const threadTs = container?.thread_ts ?? message?.thread_ts;
  return typeof threadTs === 'string' ? threadTs : null;
}

function homeTarget(body: Body): ReplyTarget {
  const workspace = body.team?.id ?? body.user.team_id ?? '';
  return { responseUrl: '', workspace, channel: '', user: body.user.id, replaces: false };
}

export function pressOf(
  body: Body,
  target: ReplyTarget,
  action: { action_id: string; action_ts: string },
  line: string,
): Press {
  const shown = String(body.container?.message_ts ?? body.message?.ts ?? '');
  return {
    id: `${body.trigger_id} ${action.action_ts}`,
    message: `${target.channel} ${shown} ${target.user}`,
    // two lines picked in one list are two presses
    button: `${action.action_id} ${line}`,
  };
}

/** For a button that says nothing that is known any more. */
export function noLongerOffered(): NotUnderstood {
  return new NotUnderstood('This button is from an older version. Ask again to get a new one.', [
    { label: 'Help', command: 'help' },
  ]);
}
