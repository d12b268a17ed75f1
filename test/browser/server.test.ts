import { request } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { readAsset } from '../../sandbox/page/assets.js';
import { type Page, startPage } from '../../sandbox/page/server.js';
import { fakeSlack } from './fake-slack.js';

const pages: Page[] = [];
afterEach(async () => {
  for (const page of pages.splice(0)) await page.stop();
});

async function start() {
  const slack = fakeSlack();
  const page = await startPage({ slack });
  pages.push(page);
  return { slack, page };
}

const LINE = { line: '/kubecent help', channel: 'C1', user: 'U1' };

function post(
  page: Page,
  body: unknown,
  headers: Record<string, string> = {},
  path = '/command',
): Promise<Response> {
  return fetch(page.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: page.url, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

/** The status of a GET with a Host header of one's own; fetch does not let one set it. */
function statusFor(page: Page, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(page.url);
    request({ host: '127.0.0.1', port, path: '/events', headers: { host } }, (response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    })
      .on('error', reject)
      .end();
  });
}

describe('the page server', () => {
  it('takes a command from its own page alone', async () => {
    const { page, slack } = await start();
    expect(await (await post(page, LINE)).json()).toEqual({ error: null, ackMs: 5 });
    expect((await post(page, LINE, { origin: 'http://evil.example' })).status).toBe(403);
    expect((await post(page, LINE, { 'content-type': 'text/plain' })).status).toBe(415);
    expect(await statusFor(page, 'evil.example')).toBe(403);
    expect(slack.commands).toHaveLength(1);
  });

  it.each([
    ['{', 400],
    ['[]', 400],
    [{}, 400],
    [{ ...LINE, channel: 'C9' }, 400],
    [{ ...LINE, user: 'U9' }, 400],
    [{ ...LINE, line: 'x'.repeat(70_000) }, 413],
  ])('refuses the body %.40j', async (body, status) => {
    const { page, slack } = await start();
    expect((await post(page, body)).status).toBe(status);
    expect(slack.commands).toEqual([]);
  });

  it.each([
    ['/press', { ts: '1.1', actionId: 'a', blockId: 'b', value: 1, channel: 'C1', user: 'U1' }, 400],
    ['/view/submit', { viewId: 'V1', user: 'U1' }, 400],
    ['/view/close', { user: 'U1' }, 400],
    ['/view/fill', { viewId: 'V1', user: 'U1', actionId: 'a', blockId: 'b', value: [1] }, 400],
    ['/say', { text: ' ', channel: 'C1', user: 'U1' }, 400],
    ['/open', { tab: 'other', user: 'U1' }, 400],
    ['/options', { ts: '1.1', actionId: 'a', blockId: 'b', channel: 'C1', user: 'U1' }, 400],
    ['/clock', { moveMs: 1000 }, 404],
    ['/clock', { moveMs: -1 }, 400],
    ['/nothing', {}, 404],
  ])('refuses %s with %j', async (path, body, status) => {
    const { page, slack } = await start();
    expect((await post(page, body, {}, path)).status).toBe(status);
    expect(slack.presses).toEqual([]);
    expect((await post(page, body, { origin: 'http://evil.example' }, path)).status).toBe(403);
  });

  it('allows nothing from elsewhere', async () => {
    const { page } = await start();
    const policy = (await fetch(`${page.url}/styles/theme.css`)).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:/);
  });

  it('serves Preact and the styles, and no other file', async () => {
    const { page } = await start();
    const status = async (path: string) => (await fetch(page.url + path)).status;
    expect(await status('/vendor/preact.js')).toBe(200);
    expect(await status('/vendor/preact-hooks.js')).toBe(200);
    expect(await status('/vendor/preact-jsx-runtime.js')).toBe(200);
    expect(await status('/vendor/other.js')).toBe(404);
    expect(await status('/styles/nothing.css')).toBe(404);
    expect(await status('/files/F00000001')).toBe(404);
    expect(await status('/package.json')).toBe(404);
    expect(await readAsset('/client/../../../../jest.config.js')).toBeNull();
    expect(await readAsset('/styles/../../../node_modules/preact/dist/preact.js')).toBeNull();
  });

  it('stops while a page is still listening', async () => {
    const { page } = await start();
    const response = await fetch(`${page.url}/events`);
    const read = response.body?.getReader();
    expect(new TextDecoder().decode((await read?.read())?.value)).toMatch(
      /^data: \{"title":"Kubecent sandbox"/,
    );
    await page.stop();
    await expect(fetch(page.url)).rejects.toThrow();
  });
});
