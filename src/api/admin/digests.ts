import type { FastifyInstance } from 'fastify';
import type { Delivery } from '../../digests/delivery.js';
import { nextSlots, scheduleWords } from '../../digests/schedule.js';
import type { Subscription } from '../../digests/subscription.js';
import { whenWords } from '../../digests/when-words.js';
import { refusal } from '../problems.js';
import { queryOf } from './fields.js';
import { type Html, html, type Piece } from './markup.js';
import { nameHtml, sendPage, tableHtml } from './page.js';
import type { AdminOptions, DigestRecords } from './ports.js';
import { visitorOf } from './visitor.js';
import { instantWords } from './words.js';

const mostShown = 60;

export function addDigestPages(server: FastifyInstance, { digests, now }: AdminOptions): void {
  server.get('/digests', async (request, reply) => {
    const { subscriptions, log } = recordsOf(digests);
    const [all, latest] = [await subscriptions.all(), await log.latest()];
    const shown = { all, latest, nowMs: now() };
    return sendPage(reply, { title: 'Digests', visitor: visitorOf(request) }, digestsHtml(shown));
  });
  server.get('/digests/history', async (request, reply) => {
    const { subscriptions, log } = recordsOf(digests);
    const subscription = await subscriptions.find(queryOf(request, 'id'));
    if (!subscription) throw refusal('NOT_FOUND', 'There is no such subscription, or none any more.');
    const deliveries = await log.history(subscription.id, mostShown);
    const title = `Digest: ${subscription.name}`;
    return sendPage(reply, { title, visitor: visitorOf(request) }, historyHtml(subscription, deliveries));
  });
}

function recordsOf(digests: DigestRecords | null): DigestRecords {
  if (!digests) throw refusal('NOT_FOUND', 'No subscriptions are kept here.');
  return digests;
}

interface Shown {
  all: readonly Subscription[];
  latest: ReadonlyMap<string, Delivery>;
  nowMs: number;
}

function digestsHtml({ all, latest, nowMs }: Shown): Html {
  const names = new Map(all.map(({ id, name }) => [id, name]));
  const deliveries = [...latest.values()].sort((a, b) => b.slotMs - a.slotMs).slice(0, mostShown);
  const rows = all.map((one) => subscriptionRow(one, latest.get(one.id)?.slotMs ?? null, nowMs));
  return html`
<p>To read only: subscriptions are changed in Slack, those of kubecent.yaml in that file.</p>
<h2>Subscriptions</h2>
${all.length === 0 && html`<p>There are none yet.</p>`}
${tableHtml(['Name', 'Channel', 'When', 'State', 'Last', 'Next'], rows)}
<h2>Latest deliveries</h2>
${deliveriesHtml(deliveries, names)}`;
}

function subscriptionRow(one: Subscription, lastMs: number | null, nowMs: number): readonly Piece[] {
  const address = `/admin/digests/history?${new URLSearchParams({ id: one.id })}`;
  return [
    html`<a href="${address}">${nameHtml(one.name)}</a>`,
    nameHtml(one.channel),
    `${scheduleWords(one.schedule)} ${one.zone}`,
    stateWords(one),
    instantWords(lastMs),
    nextWords(one, nowMs),
  ];
}

function historyHtml(subscription: Subscription, deliveries: readonly Delivery[]): Html {
  const { id, name, schedule, zone, scope } = subscription;
  return html`
<p><a href="/admin/digests">All digests</a></p>
<p>${scheduleWords(schedule)} ${zone}; ${stateWords(subscription)}; of ${scope === '' ? 'everything' : nameHtml(scope)}.</p>
<h2>History</h2>
${deliveriesHtml(deliveries, new Map([[id, name]]))}`;
}

function deliveriesHtml(deliveries: readonly Delivery[], names: ReadonlyMap<string, string>): Html {
  if (deliveries.length === 0) return html`<p>Nothing was due yet.</p>`;
  const rows = deliveries.map((one) => [
    instantWords(one.slotMs),
    nameHtml(names.get(one.subscription) ?? `${one.subscription} (gone)`),
    nameHtml(one.channel),
    one.state,
    one.code || '–',
    one.attempts,
    instantWords(one.sentMs),
  ]);
  return tableHtml(['Due', 'Digest', 'Channel', 'State', 'Code', 'Attempts', 'Sent'], rows);
}

function stateWords({ state, managed }: Subscription): string {
  const from = managed ? ', from kubecent.yaml' : '';
  if (state.kind === 'active') return `active${from}`;
  if (state.kind === 'paused') return `paused since ${instantWords(state.atMs)}${from}`;
  return `refused by Slack (${state.code}) since ${instantWords(state.atMs)}${from}`;
}

function nextWords(subscription: Subscription, nowMs: number): string {
  if (subscription.state.kind === 'paused') return 'not while paused';
  const [next] = nextSlots(subscription, Math.max(nowMs, subscription.fromMs), 1);
  return next === undefined ? 'never' : whenWords(next, subscription.zone);
}
