import type { FastifyInstance } from 'fastify';
import { dayAndMonth, isoDate, isoMonth, shiftMonth, startOfUtcDay } from '../../cost/time.js';
import type { LedgerDesk, LedgerLine } from '../../cost-service/ledger-desk.js';
import { sizeWords } from '../../reports/ledger-words.js';
import { refusal } from '../problems.js';
import { type CalendarDay, type CalendarMonth, calendarMonth, legend } from './calendar.js';
import { queryOf } from './fields.js';
import { type Html, html } from './markup.js';
import { nameHtml, sendPage } from './page.js';
import type { AdminOptions } from './ports.js';
import { visitorOf } from './visitor.js';

const monthsShown = 3;

/** The ledger, which is there. Throws a KubecentError where none is kept. */
export function deskOf({ desk }: Pick<AdminOptions, 'desk'>): LedgerDesk {
  if (!desk) throw refusal('NO_LEDGER', 'No ledger is kept here.');
  return desk;
}

export function dayAddress(cluster: string, startMs: number): string {
  return `/admin/ledger/day?${new URLSearchParams({ cluster, day: isoDate(startMs) })}`;
}

export function addCalendar(server: FastifyInstance, options: AdminOptions): void {
  server.get('/ledger', async (request, reply) => {
    const desk = deskOf(options);
    const { now, weekStarts, historyDays, clusters } = options;
    const nowMs = now();
    const endMs = shiftMonth(lastMonthOf(queryOf(request, 'to'), nowMs), 1);
    const startMs = shiftMonth(endMs, -monthsShown);
    const lines = await desk.lines(null, startMs, Math.min(endMs, startOfUtcDay(nowMs)));
    const size = await desk.size();
    const calendars = clusters.map((cluster) => ({
      cluster,
      months: monthsOf(startMs, endMs).map((month) =>
        calendarMonth(month, linesOf(lines, cluster), { nowMs, weekStarts, historyDays }),
      ),
    }));
    const shown = { calendars, startMs, endMs, nowMs, size: size ? sizeWords(size) : '' };
    return sendPage(reply, { title: 'Ledger', visitor: visitorOf(request) }, calendarsHtml(shown));
  });
}

/** The last month that is shown: the one that was asked for as 2026-11, else the running one. */
function lastMonthOf(text: string, nowMs: number): number {
  const asked = /^\d{4}-(0[1-9]|1[0-2])$/.test(text) ? Date.parse(`${text}-01T00:00:00Z`) : nowMs;
  return shiftMonth(Math.min(asked, nowMs), 0);
}

function monthsOf(startMs: number, endMs: number): number[] {
  const months = [];
  for (let month = shiftMonth(endMs, -1); month >= startMs; month = shiftMonth(month, -1)) months.push(month);
  return months;
}

function linesOf(lines: readonly LedgerLine[], cluster: string): LedgerLine[] {
  return lines.filter((line) => line.cluster === cluster);
}

interface Shown {
  calendars: readonly { cluster: string; months: readonly CalendarMonth[] }[];
  startMs: number;
  endMs: number;
  nowMs: number;
  size: string;
}

function calendarsHtml({ calendars, startMs, endMs, nowMs, size }: Shown): Html {
  const older = isoMonth(shiftMonth(startMs, -1));
  const newer = isoMonth(shiftMonth(endMs, monthsShown - 1));
  return html`
<p>${size}.</p>
<ul class="legend">${legend.map(({ letter, word, look }) => html`<li><span class="day ${look}">${letter}</span> ${word}</li>`)}</ul>
<p class="pager"><a href="/admin/ledger?to=${older}">Older months</a>
${endMs <= nowMs && html`<a href="/admin/ledger?to=${newer}">Newer months</a>`}</p>
${calendars.map(
  ({ cluster, months }) => html`<h2>${nameHtml(cluster)}</h2>
<div class="months">${months.map((month) => monthHtml(cluster, month))}</div>`,
)}`;
}

function monthHtml(cluster: string, { title, weekdays, weeks }: CalendarMonth): Html {
  const rows = weeks.map(
    (week) => html`<tr>${week.map((day) => html`<td>${day && dayHtml(cluster, day)}</td>`)}</tr>\n`,
  );
  const head = weekdays.map((name) => html`<th scope="col">${name}</th>`);
  return html`<table class="month"><caption>${title}</caption><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table>`;
}

function dayHtml(cluster: string, { number, letter, word, look, startMs }: CalendarDay): Html {
  if (letter === '') return html`<span class="day ${look}">${number}</span>`;
  const whole = `${dayAndMonth(startMs)}: ${word}`;
  return html`<a class="day ${look}" href="${dayAddress(cluster, startMs)}" title="${whole}" aria-label="${whole}">${number} <b>${letter}</b></a>`;
}
