import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Finding } from '../../cost/day.js';
import { dayMs, isoDate } from '../../cost/time.js';
import type { LedgerLine } from '../../cost-service/ledger-desk.js';
import type { SealedDay } from '../../cost-service/ledger-ports.js';
import { NotUnderstood } from '../../errors.js';
import { showMoney } from '../../reports/figures.js';
import { figuresOf } from '../../reports/finding-figures.js';
import { lookWord, nextLookWords, noteOf, stateWord } from '../../reports/ledger-words.js';
import { refusal } from '../problems.js';
import { goBack, refuseForeignForm } from './entrance.js';
import { fieldOf, queryOf } from './fields.js';
import { dayAddress, deskOf } from './ledger.js';
import { type Html, html } from './markup.js';
import { actionForm, hiddenFields, keyHtml, nameHtml, sendPage, tableHtml } from './page.js';
import type { AdminOptions } from './ports.js';
import { type Visitor, visitorOf } from './visitor.js';
import { countWords, instantWords, spanWords } from './words.js';

const longestReason = 500;

export function addDayPages(server: FastifyInstance, options: AdminOptions): void {
  server.get('/ledger/day', async (request, reply) => {
    const desk = deskOf(options);
    const { cluster, startMs } = dayAsked((name) => queryOf(request, name), options.now());
    const [line] = await desk.lines([cluster], startMs, startMs + dayMs);
    if (!line) throw refusal('NOT_FOUND', 'This cluster had ended by that day.');
    const revisions = await desk.history(cluster, startMs);
    const shown = { visitor: visitorOf(request), line, revisions, nowMs: options.now() };
    const title = `${isoDate(startMs)} in ${cluster}`;
    return sendPage(reply, { title, visitor: shown.visitor }, dayHtml(shown));
  });
  server.post('/ledger/accept', async (request, reply) => {
    refuseForeignForm(request);
    const { cluster, startMs } = dayAsked((name) => fieldOf(request, name), options.now());
    const why = reasonOf(request);
    await deskOf(options).accept(cluster, startMs, why);
    const facts = { who: 'admin', what: 'accept a day', cluster, day: isoDate(startMs), why };
    options.logger.info(facts, 'admin action');
    return goBack(request, reply, {
      to: dayAddress(cluster, startMs),
      said: 'The day is accepted: it counts from now on.',
    });
  });
}

/** The day that an address or a form names. Throws a KubecentError where it is none that is over. */
export function dayAsked(
  read: (name: string) => string,
  nowMs: number,
): { cluster: string; startMs: number } {
  const day = read('day');
  const startMs = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(startMs) || isoDate(startMs) !== day)
    throw refusal('NOT_FOUND', 'There is no such day; days are written as 2026-11-24.');
  if (startMs + dayMs > nowMs)
    throw refusal('NOT_FOUND', `${day} is not over, so the ledger has nothing of it.`);
  return { cluster: read('cluster'), startMs };
}

function reasonOf(request: FastifyRequest): string {
  const why = fieldOf(request, 'why').replace(/\s+/g, ' ').trim();
  if (why === '')
    throw new NotUnderstood(
      'Say why the day is right, so that others can understand it.',
      [],
      'REASON_NEEDED',
    );
  if (why.length > longestReason)
    throw new NotUnderstood(
      `The reason has ${why.length} characters; at most ${longestReason} are kept.`,
      [],
      'REASON_TOO_LONG',
    );
  return why;
}

interface Shown {
  visitor: Visitor;
  line: LedgerLine;
  revisions: readonly SealedDay[];
  nowMs: number;
}

function dayHtml({ visitor, line, revisions, nowMs }: Shown): Html {
  const { cluster, startMs, sealed, currency } = line;
  const fields = { cluster, day: isoDate(startMs) };
  const rows = revisions.map((one) => [
    one.number,
    stateWord(one.head.state),
    showMoney(one.total, currency),
    lookWord(one.look),
    instantWords(one.writtenMs),
    noteOf(one, currency),
  ]);
  return html`
<p><a href="/admin/ledger">All days</a></p>
<p>State: <strong>${stateWord(sealed?.head.state ?? null)}</strong>. OpenCost: ${nextLookWords(line, nowMs)}.</p>
${sealed && figuresHtml(sealed, currency)}
${sealed && findingsHtml(sealed.head.findings, currency)}
<h2>Revisions</h2>
${rows.length === 0 && html`<p>None yet.</p>`}
${tableHtml(['Number', 'State', 'Cost', 'Why', 'Written', 'Note'], rows)}
<h2>Ask again</h2>
<form method="get" action="/admin/ledger/reseal">${hiddenFields(fields)}
<button type="submit">Compare with OpenCost</button> Asks OpenCost again; nothing is written yet.</form>
${sealed?.head.state === 'quarantined' && acceptHtml(visitor, fields)}`;
}

function acceptHtml(visitor: Visitor, fields: Readonly<Record<string, string>>): Html {
  const body = html`<label for="why">Why it is right</label>
<input id="why" name="why" maxlength="${longestReason}" required>`;
  return html`<h2>Accept as it is</h2>
${actionForm(visitor, { to: '/admin/ledger/accept', label: 'Accept', fields, body })}`;
}

function figuresHtml(
  { head, total, looks, lookedMs, grains, contentHash }: SealedDay,
  currency: string,
): Html {
  return tableHtml(
    ['Figure', 'Value'],
    [
      ['Cost, with idle', showMoney(total, currency)],
      [
        'Nodes',
        `${showMoney(head.nodeTotal, currency)} in /assets, ${countWords(head.nodes.length, 'node')}`,
      ],
      ['Covered', spanWords(head.coveredMinutes * 60_000)],
      ['Workloads', head.workloads.toLocaleString('en-US')],
      ['Asked', `${countWords(looks, 'time')}, last ${instantWords(lookedMs)}`],
      ['Rows kept by', grains.join(', ')],
      ['Hash', keyHtml(contentHash)],
    ],
  );
}

function findingsHtml(findings: readonly Finding[], currency: string): Html {
  if (findings.length === 0) return html`<p>No check found anything.</p>`;
  const rows = findings.map((finding) => [
    finding.check,
    finding.severity,
    nameHtml(finding.reason),
    figuresOf(finding, currency),
  ]);
  return html`<h2>Findings</h2>
${tableHtml(['Check', 'Weight', 'Reason', 'Figures'], rows)}`;
}
