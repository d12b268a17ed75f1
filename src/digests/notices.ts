import type { Document } from '../reports/document.js';
import type { Delivery } from './delivery.js';
import type { Notice } from './ports.js';
import { ownersOf, type Subscription } from './subscription.js';
import { whenWords } from './when-words.js';

/** What Slack's codes mean, and what to do. */
const wayOut: Readonly<Record<string, string>> = {
  not_in_channel: 'Kubecent is not in the channel: type /invite @Kubecent there.',
  channel_not_found: 'the channel is gone, or Kubecent cannot see it: invite it, or choose another channel.',
  is_archived: 'the channel is archived: choose another channel.',
  restricted_action: 'the workspace does not let apps post there: ask an admin.',
  token_revoked: 'Kubecent was removed from the workspace: install it again.',
  invalid_auth: 'Kubecent’s token is not valid any more: install it again.',
  account_inactive: 'Kubecent’s token is not valid any more: install it again.',
};

/** One clause on why Slack refuses a digest. */
export function refusalWords(code: string): string {
  return wayOut[code] ?? `Slack refuses it (${code}).`;
}

/** One for each owner; one for whoever runs Kubecent where there is none. */
function noticesOf(
  subscription: Subscription,
  facts: {
    id: string;
    nowMs: number;
    title: string;
    summary: string;
    actions: { label: string; command: string }[];
  },
): Notice[] {
  const document: Document = {
    title: facts.title,
    subtitle: '',
    summary: facts.summary,
    command: 'subscriptions',
    sections: [
      { kind: 'text', lines: [[facts.summary]] },
      { kind: 'actions', actions: facts.actions },
    ],
  };
  const owners = ownersOf(subscription);
  return (owners.length > 0 ? owners : ['']).map((user) => ({
    id: `${facts.id}-${user}`,
    workspace: subscription.workspace,
    user,
    document,
    createdMs: facts.nowMs,
  }));
}

const manage = { label: 'Manage', command: 'subscriptions' };

/** Slack refuses the digests of this subscription from now on. */
export function brokenNotices(subscription: Subscription, code: string, nowMs: number): Notice[] {
  const { id, name, zone } = subscription;
  return noticesOf(subscription, {
    id: `broken-${id}-${nowMs}`,
    nowMs,
    title: 'A digest cannot be delivered',
    summary: `“${name}” could not be delivered ${whenWords(nowMs, zone)}: ${refusalWords(code)} It is paused, tried again at each of its times, and goes on by itself when that works.`,
    actions: [manage],
  });
}

/** It works again. */
export function recoveredNotices(subscription: Subscription, nowMs: number): Notice[] {
  return noticesOf(subscription, {
    id: `recovered-${subscription.id}-${nowMs}`,
    nowMs,
    title: 'A digest is delivered again',
    summary: `“${subscription.name}” works again.`,
    actions: [manage],
  });
}

function partWords({ part }: Delivery): string {
  return part.startsWith('thread-') ? `the table of ${part.slice('thread-'.length)} of` : 'the digest';
}

/** Nobody knows whether Slack took a digest. */
export function unresolvedNotices(subscription: Subscription, delivery: Delivery, nowMs: number): Notice[] {
  const { slotMs } = delivery;
  return noticesOf(subscription, {
    id: `unresolved-${subscription.id}-${slotMs}-${delivery.part}`,
    nowMs,
    title: 'A digest may not have arrived',
    summary: `It is not known whether Slack took ${partWords(delivery)} “${subscription.name}” of ${whenWords(slotMs, subscription.zone)}: the connection broke at that moment. It is not sent again by itself, so that it cannot come twice. Look in the channel; if it is not there, send it again.`,
    actions: [
      {
        label: 'Send again',
        command: `subscriptions send-again ${subscription.id} ${slotMs} ${delivery.part}`,
      },
      manage,
    ],
  });
}
