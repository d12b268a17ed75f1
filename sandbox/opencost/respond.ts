import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { parseQuestion } from './allocation-sets.js';
import { gather, sendPieces } from './answer-stream.js';
import { allocationBody, assetsBody } from './answers.js';
import type { Latency, RecordedRequest } from './contract.js';
import { answerFailure } from './failure-answer.js';
import { loginPage, singlePage, statusText } from './failure-texts.js';
import type { Failure, FailureList } from './failures.js';
import { envelope, html, json, send, text } from './http-answer.js';
import type { Model } from './model.js';
import { refuseAllocation, refuseAssets } from './refusals.js';
import { dayMs, type Interval } from './time.js';
import { parseWindow } from './window-grammar.js';

/** What one request sees of the server. */
export interface World {
  prefix: string;
  failures: FailureList;
  latency: Latency;
  requests: RecordedRequest[];
  stopped: AbortSignal;
  model: Model;
}

const routes = ['/allocation', '/allocation/compute', '/assets', '/healthz', '/status', '/clusterInfo'];
/** The real server would compute for hours; nobody has seen it answer. */
const longestWindowMs = 100_000 * dayMs;

/** Records and answers one request. */
export async function respond(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const inside = url.pathname === world.prefix || url.pathname.startsWith(`${world.prefix}/`);
  const path = inside ? url.pathname.slice(world.prefix.length) : url.pathname;
  record(world, request, path, url.searchParams);
  response.setHeader('Access-Control-Allow-Origin', '*');
  if (url.pathname === '/login' && world.failures.has('login-redirect')) {
    return send(response, 200, html, loginPage);
  }
  // As behind OpenCost's own interface: everything outside of the API is its single page.
  if (!inside) return world.prefix === '/model' ? send(response, 200, html, singlePage) : notFound(response);

  const window = parseWindow(url.searchParams.get('window') ?? '', world.model.nowMs);
  const failure = world.failures.take(path, window);
  if (failure?.kind === 'slow') await wait(failure.delayMs ?? 2000, undefined, { signal: world.stopped });
  if (failure && answerFailure(failure.kind, { path, window, request, response })) return;

  const bare = path.replace(/\/$/, '');
  if (path !== bare && routes.includes(bare)) return redirect(response, `${world.prefix}${bare}`);
  if (!routes.includes(path)) return notFound(response);
  if (request.method !== 'GET') {
    response.setHeader('Allow', 'GET, OPTIONS');
    return send(response, 405, text, request.method === 'HEAD' ? '' : 'Method Not Allowed\n');
  }
  if (path === '/healthz') return void response.writeHead(200).end();
  if (path === '/status') return send(response, 200, json, statusText(failure?.kind !== 'prometheus-down'));
  if (path === '/clusterInfo') {
    const { cluster } = world.model;
    return send(
      response,
      200,
      json,
      envelope(200, 'success', { id: cluster, name: cluster, provider: 'custom' }),
    );
  }
  await answerCosts(world, path, url.searchParams, window, failure, response);
}

async function answerCosts(
  world: World,
  path: string,
  query: URLSearchParams,
  window: Interval | null,
  failure: Failure | null,
  response: ServerResponse,
): Promise<void> {
  const refused = path === '/assets' ? refuseAssets(query, window) : refuseAllocation(query, window);
  if (refused) return send(response, refused.status, refused.type, refused.body);
  if (!window || window.endMs - window.startMs > longestWindowMs) return;
  const days = Math.ceil((window.endMs - window.startMs) / dayMs);
  if (world.latency.perDayMs > 0) {
    await wait(world.latency.perDayMs * days, undefined, { signal: world.stopped });
  }
  const damage = failure?.kind ?? null;
  const pieces =
    path === '/assets'
      ? assetsBody(world.model, window, damage)
      : allocationBody(world.model, parseQuestion(query, window), damage);
  response.writeHead(200, { 'Content-Type': json });
  if (damage !== 'truncated' && damage !== 'reset-midway') return sendPieces(response, pieces);
  const body = await gather(pieces);
  const half = body.slice(0, Math.floor(body.length / 2));
  if (damage === 'truncated') return void response.end(half);
  response.write(half, () => response.destroy());
}

function record(world: World, request: IncomingMessage, path: string, query: URLSearchParams): void {
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
  world.requests.push({
    method: request.method ?? '',
    path,
    query: Object.fromEntries(query),
    headers: Object.fromEntries(headers),
    atMs: Date.now(),
  });
}

function notFound(response: ServerResponse): void {
  send(response, 404, text, '404 page not found\n');
}

function redirect(response: ServerResponse, location: string): void {
  response.setHeader('Location', location);
  send(response, 301, html, `<a href="${location}">Moved Permanently</a>.\n\n`);
}
