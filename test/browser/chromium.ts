import { existsSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, jest } from '@jest/globals';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import type { PageClock } from '../../sandbox/page/routes.js';
import { type Page as ServedPage, startPage } from '../../sandbox/page/server.js';
import type { SlackDouble } from '../../sandbox/slack/contract.js';
import { builtFile } from '../support/built.js';
import { type FakeSlack, fakeSlack } from './fake-slack.js';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const executablePath = PLACES.find((place) => existsSync(place));

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const usualOptions = { locale: 'en-US', timezoneId: 'UTC', viewport: { width: 1280, height: 900 } };

/** Generous: a busy machine must not fail a test; nothing waits longer than it needs. */
const ACTION_TIMEOUT_MS = 20_000;
const TEST_TIMEOUT_MS = 60_000;
const POLL_MS = 50;

export interface Opened {
  slack: FakeSlack;
  page: Page;
  served: ServedPage;
}

/** Starts a browser once for the suite, over a built client; each test has a page of its own, freshly loaded from another origin. */
export interface BrowserSuite {
  /** Over a Slack double whose app is the test. */
  open(prepare?: (slack: FakeSlack) => void, options?: BrowserContextOptions): Promise<Opened>;
  /** Over another Slack double. */
  openOver(
    slack: SlackDouble,
    options?: BrowserContextOptions,
    clock?: PageClock,
  ): Promise<{ page: Page; served: ServedPage }>;
  /** An empty page, for what is served by somebody else. */
  openEmpty(options?: BrowserContextOptions): Promise<Page>;
}

/**
 * A suite that needs Chromium: skipped, with the reason, where there is none; with CI=true that is a failure.
 */
export function describeInChromium(name: string, tests: (suite: BrowserSuite) => void): void {
  if (executablePath === undefined && process.env.CI !== 'true') {
    process.stderr.write(
      `Skipped: ${name} (no Chromium in ${PLACES.join(', ')}; install it to run these tests)\n`,
    );
    describe.skip(`${name} (no Chromium found)`, () =>
      tests({ open: skipped, openOver: skipped, openEmpty: skipped }));
    return;
  }
  jest.setTimeout(TEST_TIMEOUT_MS);
  describe(name, () => {
    let browser: Browser;
    const closers: (() => Promise<unknown>)[] = [];
    beforeAll(async () => {
      if (executablePath === undefined) throw new Error('CI=true, and no Chromium was found');
      await builtFile('sandbox/page/client/main.js');
      browser = await chromium.launch({ executablePath, args: FLAGS });
    }, 120_000);
    // a page that is left open draws whatever comes later, too
    afterEach(async () => {
      for (const close of closers.splice(0).reverse()) await close();
    }, 30_000);
    afterAll(() => browser?.close(), 30_000);
    // a new window takes longer than most tests: the usual one is emptied and taken again
    const usual: Page[] = [];
    const openWindow = async (options: BrowserContextOptions): Promise<Page> => {
      const context = await browser.newContext({ ...usualOptions, ...options });
      const page = await context.newPage();
      page.setDefaultTimeout(ACTION_TIMEOUT_MS);
      return page;
    };
    const empty = async (page: Page): Promise<void> => {
      await page.goto('about:blank');
      await page.setViewportSize(usualOptions.viewport);
      usual.push(page);
    };
    const openEmpty: BrowserSuite['openEmpty'] = async (options = {}) => {
      const page = await openWindow(options);
      closers.push(() => page.context().close());
      return page;
    };
    const openOver: BrowserSuite['openOver'] = async (slack, options = {}, clock) => {
      const hints = ['namespaces 7d', '/kubecent help'];
      const served = await startPage({ slack, hints, ...(clock ? { clock } : {}) });
      const isUsual = Object.keys(options).length === 0;
      const page = (isUsual && usual.pop()) || (await openWindow(options));
      closers.push(
        () => served.stop(),
        () => (isUsual ? empty(page) : page.context().close()),
      );
      await page.goto(served.url);
      await page.getByRole('textbox', { name: /^Message to/ }).waitFor();
      return { page, served };
    };
    tests({
      openEmpty,
      openOver,
      async open(prepare = () => undefined, options = {}) {
        const slack = fakeSlack();
        prepare(slack);
        return { slack, ...(await openOver(slack, options)) };
      },
    });
  });
}

const skipped = async () => Promise.reject(new Error('skipped'));

/** Reads what the page shows until it is this, or fails with the difference after a while. */
export async function expectSoon<T>(page: Page, read: () => Promise<T>, expected: T): Promise<void> {
  for (let waitedMs = 0; waitedMs < ACTION_TIMEOUT_MS; waitedMs += POLL_MS) {
    if (isDeepStrictEqual(await read(), expected)) return;
    await page.waitForTimeout(POLL_MS);
  }
  expect(await read()).toEqual(expected);
}
