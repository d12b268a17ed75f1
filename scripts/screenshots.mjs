/**
 * Takes the pictures of the docs from the running demo: `npm run build && node scripts/screenshots.mjs`.
 * Needs Chromium (CHROMIUM, or chromium on the PATH). Writes docs/images/.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';

const folder = new URL('../docs/images/', import.meta.url).pathname;
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const shots = [
  { name: 'namespaces', command: 'namespaces 7d' },
  { name: 'pods', command: 'pods payments' },
  { name: 'monthly', command: 'monthly lastmonth' },
  { name: 'health', command: 'health' },
  { name: 'help', command: 'help' },
  { name: 'error', command: 'namespases 30d' },
];

function startDemo() {
  const demo = spawn(process.execPath, ['dist/demo.js'], { env: { ...process.env, DEMO_PORT: '0' } });
  return new Promise((resolve, reject) => {
    let text = '';
    demo.stderr.on('data', (data) => process.stderr.write(data));
    demo.on('exit', (code) => reject(new Error(`the demo ended with ${code}`)));
    demo.stdout.on('data', (data) => {
      text += data;
      const address = /Open\s+(http\S+)/.exec(text)?.[1];
      if (address) resolve({ demo, address });
    });
  });
}

async function ask(page, command) {
  const before = await page.locator('article[data-ts]').count();
  await page.fill('textarea, input[type=text]', `/kubecent ${command}`);
  await page.keyboard.press('Enter');
  await page.waitForFunction(
    (count) => {
      const messages = [...document.querySelectorAll('article[data-ts]')];
      return messages.length > count && !/working|reading/i.test(messages.at(-1)?.textContent ?? '');
    },
    before,
    { timeout: 60_000 },
  );
  await page.evaluate(() => document.querySelector('.messages')?.scrollTo(0, 1e9));
}

mkdirSync(folder, { recursive: true });
const executablePath =
  process.env.CHROMIUM ?? execFileSync('which', ['chromium'], { encoding: 'utf8' }).trim();
const { demo, address } = await startDemo();
const browser = await chromium.launch({ executablePath, args: flags });
try {
  for (const { suffix, viewport, screen } of [
    { suffix: '', viewport: { width: 1180, height: 2400 }, screen: 1150 },
    { suffix: '-phone', viewport: { width: 390, height: 4000 }, screen: 844 },
  ]) {
    for (const { name, command } of shots) {
      const context = await browser.newContext({ viewport, deviceScaleFactor: 1, timezoneId: 'UTC' });
      const page = await context.newPage();
      await page.goto(address);
      await ask(page, command);
      await page
        .locator('article[data-ts]')
        .last()
        .screenshot({ path: `${folder}${name}${suffix}.png` });
      if (name === 'namespaces') {
        await page.setViewportSize({ ...viewport, height: screen });
        await page
          .locator('article[data-ts]')
          .last()
          .evaluate((message) => message.scrollIntoView());
        await page.screenshot({ path: `${folder}channel${suffix}.png` });
      }
      await context.close();
    }
  }
} finally {
  await browser.close();
  demo.removeAllListeners('exit');
  demo.kill('SIGINT');
}
