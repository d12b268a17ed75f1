import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AnyReport, ReportAnswer } from '../reports/report.js';
import { csvStream } from './csv.js';
import { etagOf } from './etag.js';
import { scopeOf } from './gate.js';
import { type Page, pageOf } from './page.js';
import type { ReportDesk } from './ports.js';
import { refusal } from './problems.js';
import { type Asked, readQuery } from './query.js';

export const basePath = '/api/v1';

/** Reports that programs may ask for: those that only show. */
export function servedReports(reports: readonly AnyReport[]): AnyReport[] {
  return reports.filter(({ terminalOnly }) => terminalOnly !== true);
}

/** One route for each report. */
export function addReportRoutes(server: FastifyInstance, desk: ReportDesk): void {
  for (const report of servedReports(desk.reports)) {
    server.get(`${basePath}${report.path}`, (request, reply) => serve(desk, report, request, reply));
  }
}

async function serve(
  desk: ReportDesk,
  report: AnyReport,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const asked = readQuery(report, queryOf(request));
  const format = asked.format ?? formatOf(request.headers.accept);
  const answer = await desk.answer(report, asked.tokens, scopeOf(request));
  // kept by whoever asked, and asked about each time: whether it is still so is for us to say
  reply.header('cache-control', 'private, no-cache').header('vary', 'accept, authorization');
  if (format === 'csv') {
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="${report.name}.csv"`)
      .send(csvStream(answer.csv()));
  }
  const { body, etag } = await bodyOf(report, answer, asked);
  return reply
    .code(answer.isOutage ? 503 : 200)
    .type('application/json; charset=utf-8')
    .header('etag', etag)
    .send(body);
}

interface Body {
  body: string;
  etag: string;
}

const mostBodiesKept = 32;
/** What was served of an answer: while it is the same one, making it again would give the same. */
const served = new WeakMap<object, Map<string, Body>>();

async function bodyOf(report: AnyReport, answer: ReportAnswer, asked: Asked): Promise<Body> {
  const key = JSON.stringify([report.name, asked.question, asked.limit, asked.cursor, asked.steps]);
  const known = answer.basis ? served.get(answer.basis)?.get(key) : undefined;
  if (known) return known;
  const body = JSON.stringify(await jsonOf(report, answer, asked));
  const made = { body, etag: etagOf(body) };
  if (!answer.basis) return made;
  const bodies = served.get(answer.basis) ?? new Map<string, Body>();
  if (bodies.size < mostBodiesKept) served.set(answer.basis, bodies.set(key, made));
  return made;
}

async function jsonOf(report: AnyReport, answer: ReportAnswer, asked: Asked): Promise<unknown> {
  if (!report.list) return answer.json();
  const page = await pageOf(answer, asked, report.list);
  const json = answer.json({ from: page.from, to: page.to, steps: asked.steps });
  return { ...(json as object), page: pageToJson(page) };
}

function pageToJson({ count, limit, nextCursor }: Page) {
  return { count, limit, next_cursor: nextCursor };
}

/** What stands behind the question mark of the address. */
function queryOf({ raw }: FastifyRequest): string {
  const url = raw.url ?? '';
  const at = url.indexOf('?');
  return at < 0 ? '' : url.slice(at + 1);
}

/** JSON, unless CSV is all that is wanted of the two. */
function formatOf(accept = '*/*'): 'json' | 'csv' {
  const wanted = accept.split(',').map((part) => part.split(';')[0]?.trim().toLowerCase() ?? '');
  if (wanted.some((type) => ['*/*', 'application/*', 'application/json'].includes(type))) return 'json';
  if (wanted.some((type) => ['text/csv', 'text/*'].includes(type))) return 'csv';
  throw refusal('NOT_ACCEPTABLE', 'Answers are application/json or text/csv.');
}
