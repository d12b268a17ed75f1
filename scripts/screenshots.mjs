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
  { name: 'overview', command: '', after: 'monthly' },
  { name: 'namespaces', command: 'namespaces 7d' },
  { name: 'pods', command: 'pods payments' },
  { name: 'monthly', command: 'monthly lastmonth' },
  { name: 'health', command: 'health' },
  { name: 'help', command: 'help' },
  { name: 'savings', command: 'savings' },
  { name: 'cost-by-team', command: 'cost by=label:team 30d' },
  { name: 'error', command: 'namespases 30d' },
  { name: 'partial', command: 'namespaces 90d', dayMs: 900 },
];

function startDemo(dayMs = 0) {
  const env = { ...process.env, DEMO_PORT: '0', DEMO_DAY_MS: String(dayMs) };
  const demo = spawn(process.execPath, ['dist/demo.js'], { env });
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
      return messages.length > count && !/^.{0,80}working on it/i.test(messages.at(-1)?.textContent ?? '');
    },
    before,
    { timeout: 60_000 },
  );
  await page.evaluate(() => document.querySelector('.messages')?.scrollTo(0, 1e9));
}

mkdirSync(folder, { recursive: true });
const executablePath =
  process.env.CHROMIUM ?? execFileSync('which', ['chromium'], { encoding: 'utf8' }).trim();
const browser = await chromium.launch({ executablePath, args: flags });

async function openPage(viewport) {
  const context = await browser.newContext({ viewport, deviceScaleFactor: 1, timezoneId: 'UTC' });
  return context.newPage();
}

/** Returns how many messages there are then. `earlier`: how many there were before. */
async function shoot(address, earlier, { name, command, after }, { suffix, viewport, screen }) {
  const page = await openPage(viewport);
  await page.goto(address);
  // the page gets earlier messages after it is loaded: none of them is the answer
  await page.waitForFunction(
    (count) => document.querySelectorAll('article[data-ts]').length >= count,
    earlier,
    { timeout: 60_000 },
  );
  if (after) await ask(page, after);
  await ask(page, command);
  const message = page.locator('article[data-ts]').last();
  await message.screenshot({ path: `${folder}${name}${suffix}.png` });
  if (name === 'overview') {
    await page.setViewportSize({ ...viewport, height: screen });
    await message.evaluate((element) => element.scrollIntoView());
    await page.screenshot({ path: `${folder}channel${suffix}.png` });
  }
  const count = await page.locator('article[data-ts]').count();
  await page.context().close();
  return count;
}

/** A digest as it comes into the channel when the demo's clock passes its time, and the form that subscribes. */
async function shootDigest(address) {
  const page = await openPage({ width: 1180, height: 1500 });
  await page.goto(address);
  await ask(page, 'namespaces 30d');
  await ask(page, 'subscribe weekly mon 09:00 UTC namespaces savings');
  await page.getByRole('button', { name: /next Monday/ }).click();
  await page.getByRole('button', { name: '+1 h' }).click();
  const digest = page.locator('article[data-ts]', { hasText: 'Of each $100' }).last();
  await digest.waitFor({ timeout: 120_000 });
  await page.getByRole('button', { name: /2 replies/ }).waitFor({ timeout: 60_000 });
  await digest.screenshot({ path: `${folder}digest.png` });
  await page.fill('textarea, input[type=text]', '/kubecent subscribe');
  await page.keyboard.press('Enter');
  const form = page.getByRole('dialog');
  await form.waitFor();
  await form.screenshot({ path: `${folder}subscribe.png` });
  await page.context().close();
}

/** What an answer is worked with: the form that groups and narrows it, what everybody sees once it is shared; and Home. */
async function shootWork(address) {
  const page = await openPage({ width: 1180, height: 1700 });
  await page.goto(address);
  await ask(page, 'subscribe weekly mon 09:00 UTC namespaces savings');
  await ask(page, 'monthly');
  await ask(page, 'pods payments');
  const answer = page.locator('article[data-ts]').last();
  await answer.getByRole('button', { name: /Group and filter/ }).click();
  const form = page.getByRole('dialog');
  await form.waitFor();
  await form.screenshot({ path: `${folder}filter.png` });
  await form.getByRole('button', { name: 'Cancel' }).click();
  await answer.locator('button.button', { hasText: /^Share$/ }).click();
  const shared = page.locator('article[data-ts]', { hasText: 'Shared by' }).last();
  await shared.waitFor();
  await shared.screenshot({ path: `${folder}shared.png` });
  await page.getByRole('button', { name: /Kubecent Home/ }).click();
  const home = page.locator('.home');
  await home.locator('img').first().waitFor({ timeout: 60_000 });
  const height = await home
    .locator('> *')
    .last()
    .evaluate((last) => Math.ceil(last.getBoundingClientRect().bottom));
  const { x, y, width } = await home.boundingBox();
  await page.screenshot({ path: `${folder}home.png`, clip: { x, y, width, height: height - y + 16 } });
  await page.context().close();
}

const sizes = [
  { suffix: '', viewport: { width: 1180, height: 2400 }, screen: 1150 },
  { suffix: '-phone', viewport: { width: 390, height: 4000 }, screen: 844 },
];
try {
  const [only] = process.argv.slice(2);
  if (only === undefined || only === 'digest') {
    const { demo, address } = await startDemo();
    await shootDigest(address);
    demo.removeAllListeners('exit');
    demo.kill('SIGINT');
  }
  if (only === undefined || only === 'work') {
    const { demo, address } = await startDemo();
    await shootWork(address);
    demo.removeAllListeners('exit');
    demo.kill('SIGINT');
  }
  for (const size of only === undefined ? sizes : []) {
    for (const dayMs of new Set(shots.map((shot) => shot.dayMs ?? 0))) {
      const { demo, address } = await startDemo(dayMs);
      let count = 0;
      for (const shot of shots.filter((one) => (one.dayMs ?? 0) === dayMs))
        count = await shoot(address, count, shot, size);
      demo.removeAllListeners('exit');
      demo.kill('SIGINT');
    }
  }
} finally {
  await browser.close();
}
