/**
 * What stands around Kubecent, in a process of its own: an OpenCost whose large day was made beforehand, so that
 * serving it is only writing bytes, and a Slack that takes every answer.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startSampleOpenCost } from '../../sandbox/opencost/server.js';
import { serveParent } from './child.js';

export interface WorldOptions {
  nowMs: number;
  /** The sample cluster of ordinary days, and of the day that is large while `large` is on. */
  small: { namespaces: number; pods: number };
  large: { namespaces: number; pods: number };
  /** Start of the day whose large answer is made. */
  largeDayMs: number;
}

/** `large: false` begins anew: nothing is counted as answered. `answersTo`: how many commands of this line were. */
export type WorldRequest = { large: boolean } | { answersTo: string };

export interface WorldReply {
  url: string;
  /** Answers to the line asked about that came to their response_url; working lines are none. */
  answered: number;
  largeBytes: number;
  largeRows: number;
}

serveParent<WorldOptions, WorldRequest, WorldReply>(async (options) => {
  const { nowMs, largeDayMs } = options;
  const small = await startSampleOpenCost({ clock: () => nowMs, scale: options.small });
  const largeBodies = await makeLargeDay(options);
  const largeDay = new Date(largeDayMs).toISOString().slice(0, 10);
  let large = false;
  const answers = new Map<string, number>();

  const openCost = async (url: string, response: ServerResponse) => {
    const path = url.split('?', 1)[0] ?? '';
    const body = large && url.includes(`window=${largeDay}`) ? largeBodies.get(path) : undefined;
    if (body) {
      response.writeHead(200, { 'content-type': 'application/json' }).end(body);
      return;
    }
    const answer = await fetch(small.url + url);
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' });
    response.end(Buffer.from(await answer.arrayBuffer()));
  };

  const slack = async (request: IncomingMessage, response: ServerResponse) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const line = responseLine(request.url ?? '');
    if (line !== null && Buffer.concat(parts).includes('"blocks"'))
      answers.set(line, (answers.get(line) ?? 0) + 1);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(line === null ? JSON.stringify(signedIn) : '{"ok":true}');
  };

  const server = createServer((request, response) => {
    const url = request.url ?? '';
    const isSlack = url.startsWith('/api/') || url.startsWith('/response/');
    (isSlack ? slack(request, response) : openCost(url, response)).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const allocation = largeBodies.get('/allocation');
  const facts = { url, largeBytes: allocation?.length ?? 0, largeRows: countRows(allocation) };
  return {
    ready: { ...facts, answered: 0 },
    async answer(request) {
      if ('large' in request) {
        large = request.large;
        if (!large) answers.clear();
      }
      return { ...facts, answered: 'answersTo' in request ? (answers.get(request.answersTo) ?? 0) : 0 };
    },
  };
});

const signedIn = {
  ok: true,
  url: 'https://bench.slack.com/',
  team: 'Bench',
  user: 'kubecent',
  team_id: 'T0BENCH00',
  user_id: 'U0BOT0000',
  bot_id: 'B0BOT0000',
  is_enterprise_install: false,
};

/** The typed line that a response_url belongs to; null for the Web API. */
function responseLine(url: string): string | null {
  const [, first, , line] = url.split('/');
  return first === 'response' ? decodeURIComponent(line ?? '') : null;
}

/** Both answers of the large day as a server with that crowd gives them, by path. */
async function makeLargeDay({ nowMs, large, largeDayMs }: WorldOptions): Promise<Map<string, Buffer>> {
  const openCost = await startSampleOpenCost({ clock: () => nowMs, scale: large });
  const instant = (ms: number) => new Date(ms).toISOString().replace('.000', '');
  const window = `window=${instant(largeDayMs)},${instant(largeDayMs + 86_400_000)}`;
  const bodies = new Map<string, Buffer>();
  for (const [path, rest] of [
    ['/allocation', '&step=1d&includeIdle=true'],
    ['/assets', ''],
  ] as const) {
    const answer = await fetch(`${openCost.url}${path}?${window}${rest}`);
    bodies.set(path, Buffer.from(await answer.arrayBuffer()));
  }
  await openCost.stop();
  return bodies;
}

/** Rows of an /allocation answer: each has one window of its own. */
function countRows(body: Buffer | undefined): number {
  let rows = 0;
  for (let at = body?.indexOf('"window":{') ?? -1; at >= 0; at = body?.indexOf('"window":{', at + 1) ?? -1)
    rows += 1;
  return rows;
}
