import type { FastifyInstance } from 'fastify';
import type { DayState } from '../../cost/day.js';
import type { Money } from '../../cost/money.js';
import { isoDate } from '../../cost/time.js';
import type { ResealOutcome } from '../../cost-service/ledger-desk.js';
import { showMoney, showSignedMoney } from '../../reports/figures.js';
import { reasonsOf, stateWord } from '../../reports/ledger-words.js';
import { refusal } from '../problems.js';
import { goBack, refuseForeignForm } from './entrance.js';
import { fieldOf, queryOf } from './fields.js';
import { dayAddress, deskOf } from './ledger.js';
import { dayAsked } from './ledger-day.js';
import { type Html, html } from './markup.js';
import { actionForm, nameHtml, problemHtml, sendPage, tableHtml } from './page.js';
import type { AdminOptions } from './ports.js';
import { type Visitor, visitorOf } from './visitor.js';

/** First what differs, then a button that writes it: OpenCost is asked both times. */
export function addResealPages(server: FastifyInstance, options: AdminOptions): void {
  const resealed = async (cluster: string, startMs: number, write: boolean): Promise<ResealOutcome> => {
    const [outcome] = await deskOf(options).reseal({ clusters: [cluster], days: [startMs], write });
    if (!outcome) throw refusal('NOT_FOUND', 'There is no such day of this cluster.');
    return outcome;
  };
  server.get('/ledger/reseal', async (request, reply) => {
    const { cluster, startMs } = dayAsked((name) => queryOf(request, name), options.now());
    const outcome = await resealed(cluster, startMs, false);
    const visitor = visitorOf(request);
    const title = `Ask again: ${isoDate(startMs)} in ${cluster}`;
    return sendPage(reply, { title, visitor }, differenceHtml(outcome, visitor));
  });
  server.post('/ledger/reseal', async (request, reply) => {
    refuseForeignForm(request);
    const { cluster, startMs } = dayAsked((name) => fieldOf(request, name), options.now());
    const outcome = await resealed(cluster, startMs, true);
    const facts = { who: 'admin', what: 'reseal a day', cluster, day: isoDate(startMs) };
    options.logger.info({ ...facts, written: outcome.written }, 'admin action');
    return goBack(request, reply, { to: dayAddress(cluster, startMs), said: doneWords(outcome) });
  });
}

function doneWords({ written, failure, after }: ResealOutcome): string {
  if (written) return 'Resealed: what OpenCost says now counts, and the earlier revision is kept.';
  if (failure !== null) return `Nothing was written: ${failure}`;
  return after && mayBeWritten(after.state)
    ? 'Nothing was written: OpenCost says what is sealed already.'
    : 'Nothing was written: what OpenCost says now does not pass its checks.';
}

function mayBeWritten(state: DayState): boolean {
  return state !== 'quarantined' && state !== 'missing';
}

type Side = { state: DayState; total: Money } | null;

function differenceHtml(outcome: ResealOutcome, visitor: Visitor): Html {
  const { cluster, startMs, currency, before, after, failure, changes } = outcome;
  const side = (one: Side) =>
    one ? `${showMoney(one.total, currency)}, ${stateWord(one.state)}` : 'nothing';
  const rows = changes.map((change) => [
    change.namespace === '' ? 'idle' : nameHtml(change.namespace),
    showMoney(change.before, currency),
    showMoney(change.after, currency),
    showSignedMoney(change.after - change.before, currency),
  ]);
  return html`
<p><a href="${dayAddress(cluster, startMs)}">Back to the day</a></p>
${failure !== null && problemHtml(failure)}
${tableHtml(
  ['Side', 'Cost and state'],
  [
    ['Sealed', side(before)],
    ['OpenCost now', side(after)],
  ],
)}
${after && html`<p>${reasonsOf(after.findings)}</p>`}
${after && rows.length === 0 && html`<p>No namespace differs.</p>`}
${rows.length > 0 && tableHtml(['Namespace', 'Sealed', 'Now', 'Difference'], rows)}
${after && writeHtml(outcome, after.state, visitor)}`;
}

function writeHtml({ cluster, startMs }: ResealOutcome, state: DayState, visitor: Visitor): Html {
  if (!mayBeWritten(state))
    return html`<p>What OpenCost says now does not pass its checks, so it cannot be written.</p>`;
  const fields = { cluster, day: isoDate(startMs) };
  return actionForm(visitor, { to: '/admin/ledger/reseal', label: 'Write what OpenCost says now', fields });
}
