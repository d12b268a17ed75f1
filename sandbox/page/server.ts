import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SlackDouble } from '../slack/contract.js';
import { clientFolder, readAsset } from './assets.js';
import { splitLine } from './command-line.js';
import { CONTENT_SECURITY_POLICY, pageHtml } from './document.js';
import { type Events, openEvents } from './events.js';
import { outcomeOf } from './outcome.js';
import { checkSameOrigin, commandRequest, pressRequest, Refused, readJson } from './requests.js';

export interface PageOptions {
  slack: SlackDouble;
  /** 0 or absent: any free port. */
  port?: number;
  /** Name of the workspace. */
  title?: string;
  /** Example command lines that can be clicked; with or without the slash command in front. */
  hints?: readonly string[];
}

export interface Page {
  /** "http://127.0.0.1:1234". */
  readonly url: string;
  stop(): Promise<void>;
}

const DEFAULT_HINTS = ['help', 'namespaces 7d', 'pods 7d', 'monthly', 'health'];

/**
 * Serves the page that looks like a channel on 127.0.0.1, over a Slack double. Its client must have been
 * compiled (`npx tsc -p sandbox/page/client/tsconfig.json`); a page without it answers 503 and says so.
 */
export async function startPage(options: PageOptions): Promise<Page> {
  const title = options.title ?? 'Kubecent sandbox';
  const hints = (options.hints ?? DEFAULT_HINTS).map((hint) =>
    hint.startsWith('/') ? hint : `/kubecent ${hint}`,
  );
  const events = openEvents(options.slack, { title, hints });
  const html = pageHtml(title);
  const server = createServer((request, response) => {
    const port = (server.address() as AddressInfo | null)?.port ?? 0;
    answer({ request, response, port, html, events, slack: options.slack }).catch((error: unknown) => {
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
  slack: SlackDouble;
}

async function answer({ request, response, port, html, events, slack }: Exchange): Promise<void> {
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
    case 'POST /command': {
      const { line, ...from } = commandRequest(await readJson(request), slack);
      const { command, text } = splitLine(line);
      return sendJson(response, await outcomeOf(slack.command(text, { ...from, command })));
    }
    case 'POST /press': {
      const { ts, actionId, blockId, ...from } = pressRequest(await readJson(request), slack);
      return sendJson(response, await outcomeOf(slack.press(ts, { actionId, blockId }, from)));
    }
  }
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
