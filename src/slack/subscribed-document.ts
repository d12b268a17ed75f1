import { lateness } from '../digests/period.js';
import { nextSlots, scheduleWords } from '../digests/schedule.js';
import type { Subscription } from '../digests/subscription.js';
import { whenWords } from '../digests/when-words.js';
import type { Document } from '../reports/document.js';

/** What a subscription comes to: when it comes next, and what can be done. */
export function subscribedDocument(
  subscription: Subscription,
  nowMs: number,
  { isNew = true } = {},
): Document {
  const { id, name, schedule, zone, scope, reports, quiet } = subscription;
  const slots = nextSlots(subscription, nowMs, 3);
  const late = slots[0] === undefined ? null : lateness(subscription, slots[0]);
  const summary = `“${name}” comes ${scheduleWords(schedule)} ${zone}, next ${slots.map((slot) => whenWords(slot, zone)).join(', ')}.`;
  const facts = [
    `With the tables of ${reports.join(', ') || 'nothing'}`,
    scope === '' ? 'for all clusters' : `only ${scope}`,
    ...(quiet ? ['quiet while nothing matters'] : []),
  ];
  return {
    title: isNew ? 'Subscribed' : 'Digest changed',
    subtitle: '',
    summary,
    command: 'subscriptions',
    sections: [
      {
        kind: 'text',
        lines: [
          [summary],
          [facts.join(' · ')],
          ...(late
            ? [
                [
                  `Its days close ${whenWords(late.closesMs, zone)}, so it waits for that; from ${whenWords(late.completeMs, zone)} it would be on time.`,
                ],
              ]
            : []),
          [
            'To write into its channel Kubecent must be in it: where it is not, type /invite @Kubecent there.',
          ],
        ],
      },
      {
        kind: 'actions',
        actions: [
          { label: 'Run now', command: `subscriptions run ${id}` },
          { label: 'Edit', command: `subscriptions edit ${id}` },
          { label: 'All digests', command: 'subscriptions all' },
        ],
      },
    ],
  };
}
