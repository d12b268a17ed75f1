import type { FastifyInstance } from 'fastify';
import type { ClusterHealth, ServiceHealth } from '../../cost-service/health.js';
import type { HistoryProgress } from '../../cost-service/ledger-desk.js';
import { type Html, html, type Piece } from './markup.js';
import { nameHtml, sendPage, tableHtml } from './page.js';
import type { AdminOptions } from './ports.js';
import { visitorOf } from './visitor.js';
import { countWords, instantWords, spanWords } from './words.js';

export function addOverview(server: FastifyInstance, options: AdminOptions): void {
  server.get('/', async (request, reply) => {
    const visitor = visitorOf(request);
    return sendPage(reply, { title: 'Overview', visitor }, overviewHtml(options, await options.health()));
  });
}

function overviewHtml({ version, engines }: AdminOptions, health: ServiceHealth): Html {
  const parts = health.parts.map(({ name, state, sinceMs, detail }) => [
    name,
    stateHtml(state),
    instantWords(sinceMs),
    detail,
  ]);
  return html`
<p>Version ${version || 'not known'}, looked at ${instantWords(health.checkedMs)}.</p>
<h2>Clusters</h2>
${tableHtml(['Cluster', 'State', 'Since', 'Took', 'Last answer', 'Says'], health.clusters.map(clusterRow))}
<h2>History</h2>
${health.history.length === 0 && html`<p>No ledger is kept, or it does not answer.</p>`}
${tableHtml(['Cluster', 'Read', 'Held back', 'Time left', 'Reading'], health.history.map(historyRow))}
<h2>Parts</h2>
${tableHtml(['Part', 'State', 'Since', 'Says'], parts)}
<h2>Engines</h2>
${tableHtml(['For', 'Kept in'], engines)}`;
}

function clusterRow({
  cluster,
  state,
  sinceMs,
  latencyMs,
  lastSuccessMs,
  detail,
}: ClusterHealth): readonly Piece[] {
  const took = `${Math.round(latencyMs)} ms`;
  return [
    nameHtml(cluster),
    stateHtml(state),
    instantWords(sinceMs),
    took,
    instantWords(lastSuccessMs),
    detail,
  ];
}

function historyRow(progress: HistoryProgress): readonly Piece[] {
  const { cluster, settledDays, wantedDays, held, secondsLeft, unread } = progress;
  const left = secondsLeft === null ? '–' : spanWords(secondsLeft * 1_000);
  return [
    nameHtml(cluster),
    `${settledDays} of ${countWords(wantedDays, 'day')}`,
    held.length,
    settledDays === wantedDays ? 'done' : left,
    unread ? `nothing since ${instantWords(unread.sinceMs)}: ${unread.reason}` : 'works',
  ];
}

function stateHtml(state: 'up' | 'degraded' | 'down'): Html {
  return html`<span class="state ${state}">${state}</span>`;
}
