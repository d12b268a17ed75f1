import { isJson, type Json } from './blocks/check.js';
import type { Delivery, SlackDouble } from './contract.js';
import { type ContentRules, readContent } from './message-content.js';
import { parseJson } from './request-body.js';
import { answerMessage, type ResponseUrlGrant } from './response-url.js';
import type { Senders } from './senders.js';
import { firstChannel, firstUser } from './workspace.js';

type From = NonNullable<Parameters<SlackDouble['command']>[1]>;

/** Types a slash command: sends Slack's form to the app and shows what its acknowledgement says. Throws for an unknown channel or user. */
export async function typeCommand(senders: Senders, text: string, from: From = {}): Promise<Delivery> {
  const { workspace, link, grantUrl } = senders;
  const channel = from.channel ? workspace.channels.get(from.channel) : firstChannel(workspace);
  const user = from.user ? workspace.users.get(from.user) : firstUser(workspace);
  if (!channel || channel.deleted || !user)
    throw new Error('The Slack double knows no such channel or user.');
  const command = from.command ?? '/kubecent';
  const grant: ResponseUrlGrant = { channel: channel.id, user: user.id, pressedTs: null };
  const responseUrl = grantUrl(grant);
  const payload = {
    team_id: workspace.teamId,
    team_domain: workspace.teamDomain,
    channel_id: channel.id,
    channel_name: channel.name,
    user_id: user.id,
    user_name: user.name,
    command,
    text: text.trim(),
    api_app_id: workspace.appId,
    is_enterprise_install: 'false',
    response_url: responseUrl,
    trigger_id: workspace.triggers.issue({ userId: user.id, channelId: channel.id }),
  };
  const answer = await link.send('slash_commands', payload, { forge: from.forge });
  const failure = answer.failure ?? showAck(senders, grant, `${command} ${text}`.trim(), answer.body);
  if (failure) showFailure(senders, grant, command, failure);
  const { status, body, ackMs } = answer;
  return { status, body, ackMs, responseUrl, ...(failure ? { failure } : {}) };
}

/** Shows the message in an acknowledgement, if there is one; the typed line only for in_channel. Slack's code if it is not valid. */
function showAck(senders: Senders, grant: ResponseUrlGrant, line: string, body: string): string | undefined {
  if (body.trim() === '') return undefined;
  const { workspace } = senders;
  const parsed = parseJson(body);
  const args: Json = isJson(parsed) ? parsed : { text: body };
  if (args.response_type === 'in_channel') {
    const userName = workspace.users.get(grant.user)?.name ?? grant.user;
    workspace.messages.add({
      ...answerMessage(workspace, grant, args, { text: line, blocks: [] }),
      author: 'person',
      userName,
    });
  }
  if (args.text === undefined && args.blocks === undefined) return undefined;
  const rules: ContentRules = senders.rules();
  const content = readContent(args, rules);
  if ('error' in content) return 'invalid_command_response';
  workspace.messages.add(answerMessage(workspace, grant, args, content));
  return undefined;
}

function showFailure(senders: Senders, grant: ResponseUrlGrant, command: string, failure: string): void {
  const text = `${command} failed with the error "${failure}"`;
  const message = answerMessage(senders.workspace, grant, {}, { text, blocks: [] });
  senders.workspace.messages.add({ ...message, userName: 'Slackbot' });
}
