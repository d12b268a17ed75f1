import type { Delivery } from '../digests/delivery.js';
import type { ListedSubscription } from '../digests/desk.js';
import { refusalWords } from '../digests/notices.js';
import { scheduleWords } from '../digests/schedule.js';
import { whenWords } from '../digests/when-words.js';
import type { Action, Document, Line, Section } from '../reports/document.js';

/** So many fit into one message with their buttons. */
const perPage = 10;

/** The subscriptions of a channel, each with its next date, how the last one went, and what can be done. */
export function subscriptionsDocument(
  listed: readonly ListedSubscription[],
  { said, page, everywhere }: { said: string; page: number; everywhere: boolean },
): Document {
  const shown = listed.slice((page - 1) * perPage, page * perPage);
  const place = everywhere ? 'this workspace' : 'this channel';
  const summary =
    listed.length === 0
      ? `No digests in ${place} yet.`
      : `${listed.length} ${listed.length === 1 ? 'digest' : 'digests'} in ${place}.`;
  const more: Action[] = [
    { label: 'Subscribe', command: 'subscribe' },
    ...(everywhere ? [] : [{ label: 'All channels', command: 'subscriptions all' }]),
    ...(listed.length > page * perPage
      ? [{ label: 'Next page', command: `subscriptions ${everywhere ? 'all ' : ''}page=${page + 1}` }]
      : []),
  ];
  return {
    title: 'Digests',
    subtitle: '',
    summary: said === '' ? summary : `${said} ${summary}`,
    command: 'subscriptions',
    sections: [
      { kind: 'text', lines: said === '' ? [[summary]] : [[said], [summary]] },
      ...shown.flatMap((one) => sectionsOf(one, everywhere)),
      { kind: 'actions', actions: more },
    ],
  };
}

/** What is said of one: its name and what it sends when, and how it goes. */
export function digestLines(listed: ListedSubscription, everywhere: boolean): Line[] {
  const { subscription } = listed;
  const { name, schedule, zone, scope, reports, quiet, managed, channel } = subscription;
  const facts = [
    ...(everywhere ? [`in channel ${channel}`] : []),
    `${scheduleWords(schedule)} ${zone}`,
    ...(scope === '' ? [] : [`only ${scope}`]),
    ...(reports.length > 0 ? [`with ${reports.join(', ')}`] : []),
    ...(quiet ? ['quiet while nothing matters'] : []),
    ...(managed ? ['written in kubecent.yaml'] : []),
  ];
  return [
    [{ text: name, style: 'bold' }, `  ${facts.join(' · ')}`],
    [[stateWords(listed), lastWords(listed.last, zone)].filter(Boolean).join(' · ')],
  ];
}

function sectionsOf(listed: ListedSubscription, everywhere: boolean): Section[] {
  const { subscription } = listed;
  const { id, managed } = subscription;
  const lines = digestLines(listed, everywhere);
  const isPaused = subscription.state.kind !== 'active';
  const actions: Action[] = [
    { label: 'Run now', command: `subscriptions run ${id}` },
    ...(managed
      ? []
      : [
          { label: 'Edit', command: `subscriptions edit ${id}` },
          isPaused
            ? { label: 'Resume', command: `subscriptions resume ${id}` }
            : { label: 'Pause', command: `subscriptions pause ${id}` },
          { label: 'Delete', command: `subscriptions delete ${id}` },
        ]),
  ];
  return [
    { kind: 'text', lines },
    { kind: 'actions', actions },
  ];
}

function stateWords({ subscription, nextMs }: ListedSubscription): string {
  const { state, zone } = subscription;
  const next = nextMs === null ? 'no further date' : `next ${whenWords(nextMs, zone)}`;
  if (state.kind === 'paused') return 'paused';
  return state.kind === 'broken' ? `not delivered: ${refusalWords(state.code)} ${next}` : next;
}

const outcomes: Readonly<Record<Delivery['state'], string>> = {
  due: 'being sent',
  sending: 'being sent',
  sent: 'sent',
  quiet: 'quiet: nothing mattered',
  withheld: 'withheld until more is known',
  refused: 'refused by Slack',
  unresolved: 'not known whether it arrived',
  missed: 'not sent',
  superseded: 'left to the one after it',
};

/** "last Mon 23 Nov 09:00 Berlin: sent"; '' where there was none. */
function lastWords(last: Delivery | null, zone: string): string {
  return last ? `last ${whenWords(last.slotMs, zone)}: ${outcomes[last.state]}` : '';
}
