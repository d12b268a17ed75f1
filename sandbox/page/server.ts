import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SlackDouble } from '../slack/contract.js';
import { clientFolder, readAsset } from './assets.js';
import { CONTENT_SECURITY_POLICY, pageHtml } from './document.js';
import { type Events, openEvents } from './events.js';
import { sendFile } from './files.js';
import { checkSameOrigin, Refused, readJson } from './requests.js';
import { type PageClock, type Reach, ROUTES } from './routes.js';

export interface PageOptions {
  slack: SlackDouble;
  /** 0 or absent: any free port. */
  port?: number;
  /** Name of the workspace. */
  title?: string;
  /** Example command lines that can be clicked; with or without the slash command in front. */
  hints?: readonly string[];
  /** The clock that the page shows and moves; absent: the real one, which it only shows. */
  clock?: PageClock;
}

export interface Page {
  /** "http://127.0.0.1:1234". */
  readonly url: string;
  stop(): Promise<void>;
}

const DEFAULT_HINTS = ['help', 'namespaces 7d', 'pods 7d', 'monthly', 'health'];

/**
 * Serves the page that looks like a channel on 127.0.0.1, over a Slack double. Its client must have been
 * built (`npm run build`); a page without it answers 503 and says so.
 */
export async function startPage(options: PageOptions): Promise<Page> {
  const title = options.title ?? 'Kubecent sandbox';
  const hints = (options.hints ?? DEFAULT_HINTS).map((hint) =>
    hint.startsWith('/') ? hint : `/kubecent ${hint}`,
  );
  const clock = options.clock ?? null;
  const events = openEvents(
    options.slack,
    { title, hints, clockMoves: clock !== null },
    () => clock?.now() ?? Date.now(),
  );
  const reach: Reach = { slack: options.slack, clock, refresh: events.refresh };
  const html = pageHtml(title);
  const server = createServer((request, response) => {
    const port = (server.address() as AddressInfo | null)?.port ?? 0;
    answer({ request, response, port, html, events, reach }).catch((error: unknown) => {
      if (response.headersSent) return response.destroy();
      const refused = error instanceof Refused ? error : new Refused(500, 'the page failed');
      sendText(response, refused.status, refused.message);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        events.stop();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  port: number;
  html: string;
  events: Events;
  reach: Reach;
}

async function answer({ request, response, port, html, events, reach }: Exchange): Promise<void> {
  response.setHeader('content-security-policy', CONTENT_SECURITY_POLICY);
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('cache-control', 'no-store');
  checkSameOrigin(request, port);
  const path = new URL(request.url ?? '/', 'http://page').pathname;
  switch (`${request.method} ${path}`) {
    case 'GET /':
      return sendPage(response, html);
    case 'GET /events':
      return events.open(request, response);
  }
  const route = request.method === 'POST' ? ROUTES.get(path) : undefined;
  if (route !== undefined) return sendJson(response, await route(await readJson(request), reach));
  if (request.method === 'GET' && sendFile(reach.slack, path, response)) return;
  const asset = request.method === 'GET' ? await readAsset(path) : null;
  if (asset === null) throw new Refused(404, 'not found');
  response.writeHead(200, { 'content-type': asset.type });
  response.end(asset.body);
}

async function sendPage(response: ServerResponse, html: string): Promise<void> {
  if ((await readAsset('/client/main.js')) === null) {
    return sendText(response, 503, `The page is not built: ${clientFolder()} is empty.`);
  }
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  response.end(html);
}

function sendJson(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}

function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(text);
}
