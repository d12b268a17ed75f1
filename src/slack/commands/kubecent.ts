import type { App } from '@slack/bolt';
import type { Reply } from '../reply.js';

/**
 * The slash command, by whatever name the manifest gives it (/kubecent, /kubecent-dev): one pattern for all, because
 * a name without a listener would time out. The acknowledgement is empty and comes before anything else.
 */
export function registerCommand(app: App, reply: Reply): void {
  app.command(/^\//, async ({ ack, command }) => {
    await ack();
    await reply({
      line: unescapeText(command.text ?? ''),
      target: {
        responseUrl: command.response_url,
        workspace: command.team_id,
        channel: command.channel_id,
        user: command.user_id,
        replaces: false,
      },
      triggerId: command.trigger_id,
    });
  });
}

/** Slack escapes three characters of what was typed. */
function unescapeText(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
