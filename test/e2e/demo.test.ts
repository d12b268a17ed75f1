import { type AddressInfo, createServer } from 'node:net';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { Outcome, PageState } from '../../sandbox/page/protocol.js';
import { type Program, startProgram } from '../support/program.js';
import { until } from '../support/until.js';

jest.setTimeout(120_000);

/** The ledger reads no more of the past in the background than the questions below. */
const fewDays = { BACKFILL_DAYS: '7' };

let demo: Program;
afterEach(() => demo.clear());

/** What the page shows now: the first of its server-sent events. */
async function stateOf(url: string): Promise<PageState> {
  const response = await fetch(`${url}/events`);
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString();
    const event = /^data: (.*)\n\n/.exec(text)?.[1];
    if (event) return JSON.parse(event) as PageState;
  }
  throw new Error('the page ended its events');
}

async function isRefused(url: string): Promise<boolean> {
  return fetch(url).then(
    () => false,
    () => true,
  );
}

describe('the demo', () => {
  it('opens a page, answers what is typed there, and leaves nothing behind', async () => {
    demo = await startProgram('demo.js', [], fewDays);
    const [, url = ''] = await demo.shows(/Open +(http:\/\/127\.0\.0\.1:\d+)\n/);
    const [, openCostUrl = ''] = await demo.shows(/Sample OpenCost at (http:\/\/127\.0\.0\.1:\d+)\n/);
    await demo.shows(/Ctrl-C/);

    const page = await fetch(url);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await page.text()).toContain('Kubecent demo');
    expect((await fetch(`${url}/client/main.js`)).status).toBe(200);

    const { channel, user, hints } = await stateOf(url);
    expect(hints).toContain('/kubecent namespaces 7d');
    for (const line of hints) {
      const before = (await stateOf(url)).messages.length;
      const typed = await fetch(`${url}/command`, {
        method: 'POST',
        headers: { origin: url, 'content-type': 'application/json' },
        body: JSON.stringify({ line, channel, user }),
      });
      expect((await typed.json()) as Outcome).toMatchObject({ error: null });
      if (line === '/kubecent subscribe') {
        await until(async () => (await stateOf(url)).view);
        continue;
      }
      const answer = await until(async () =>
        (await stateOf(url)).messages
          .slice(before)
          .find(({ author, blocks }) => author === 'app' && blocks.length > 1),
      );
      expect(answer.text).not.toMatch(/went wrong|No answer/);
    }

    demo.signal('SIGINT');
    expect(await demo.ended()).toBe(0);
    expect(demo.errors).toBe('');
    expect(await Promise.all([url, openCostUrl].map(isRefused))).toEqual([true, true]);
    expect(demo.hasProcesses()).toBe(false);
  });

  it('says in one line which port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await until(() => other.listening);
    try {
      const { port } = other.address() as AddressInfo;
      demo = await startProgram('demo.js', [], { ...fewDays, DEMO_PORT: String(port) });
      expect(await demo.ended()).toBe(1);
      expect(demo.errors).toMatch(new RegExp(`^demo: .*EADDRINUSE.*${port}\\n$`));
    } finally {
      other.close();
    }
  });
});
