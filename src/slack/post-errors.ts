import { KubecentError } from '../errors.js';
import type { Posted } from './channel-poster.js';

type Failed = Exclude<Posted, { kind: 'sent' }>;

/** Slack's codes, and what they mean to whoever shares. */
const sentences: readonly { codes: RegExp; code: string; userMessage: string }[] = [
  {
    codes: /^(not_in_channel|channel_not_found)$/,
    code: 'NOT_IN_CHANNEL',
    userMessage:
      'Kubecent is not in that channel: invite it there with /invite @Kubecent and press again, or share it elsewhere.',
  },
  {
    codes: /^(restricted_action|is_archived|ekm_access_denied|posting_to_)/,
    code: 'CHANNEL_CLOSED',
    userMessage:
      'That channel is archived, or the workspace restricts who may post there. Share it elsewhere, or ask an admin.',
  },
  {
    codes: /^(messages_tab_disabled|cannot_dm_bot|user_not_found|user_disabled|cannot_reply_to_message)$/,
    code: 'NO_DIRECT_MESSAGES',
    userMessage:
      'Slack lets Kubecent send you no direct messages. Share it in a channel, or copy it as text.',
  },
];

/** Why a message that somebody wanted shown is not there. */
export function postError(failed: Failed): KubecentError {
  const cause = new Error(`slack answered ${failed.code}`);
  if (failed.kind === 'later')
    return new KubecentError({
      code: 'SLACK_BUSY',
      userMessage: 'Slack takes no more messages there just now. Press again in a minute.',
      cause,
    });
  if (failed.kind === 'unknown')
    return new KubecentError({
      code: 'MAYBE_SHARED',
      userMessage:
        'Slack broke off before it answered. Look whether the message is there before you press again.',
      cause,
    });
  const known = sentences.find(({ codes }) => codes.test(failed.code));
  if (known) return new KubecentError({ code: known.code, userMessage: known.userMessage, cause });
  return new KubecentError({
    code: 'NOT_SHARED',
    userMessage: 'Slack refused the message. Share it elsewhere, or copy it as text.',
    cause,
  });
}
