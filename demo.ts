/**
 * The demo: Kubecent itself over a sample OpenCost, a stand-in for Slack and a page that shows it, in one process.
 * OPENCOST_URL puts it over a real OpenCost; DEMO_PORT gives the page a fixed port; DEMO_DAY_MS makes the sample
 * OpenCost so slow for each day, to see partial answers. Ctrl-C ends all of it.
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSampleOpenCost } from './sandbox/opencost/server.js';
import { startPage } from './sandbox/page/server.js';
import { startSlackDouble } from './sandbox/slack/server.js';
import { type App, createApp } from './src/app.js';
import { loadConfig, secretsOf } from './src/config.js';
import { createLogger } from './src/logger.js';

const stopDeadlineMs = 2_000;
/** Made up: they open nothing but the stand-in. */
const slackSecrets = { signingSecret: 'demo-signing-secret-0123456789abcd', botToken: 'xoxb-0-demo' };

const hints = [
  '/kubecent',
  '/kubecent namespaces 7d',
  '/kubecent pods payments',
  '/kubecent monthly',
  '/kubecent savings',
  '/kubecent digest',
  '/kubecent subscribe',
  '/kubecent health',
  '/kubecent help',
];

/** The machine's clock, as far ahead as it was moved on the page. */
function createClock() {
  let aheadMs = 0;
  return {
    now: () => Date.now() + aheadMs,
    move(ms: number) {
      aheadMs += ms;
    },
  };
}

/** Moving it has the jobs look at once, which else look once a minute. */
function movedClock(clock: ReturnType<typeof createClock>, app: () => App | null) {
  return {
    now: clock.now,
    move(ms: number) {
      clock.move(ms);
      for (const job of ['seal', 'digest-tick']) void app()?.jobs?.add(job, {}, { id: 'moved' });
    },
  };
}

async function main(): Promise<void> {
  const clock = createClock();
  const { OPENCOST_URL, DEMO_PORT, DEMO_DAY_MS, LOG_LEVEL } = process.env;
  const sample = OPENCOST_URL
    ? null
    : await startSampleOpenCost({ clock: clock.now, latency: { perDayMs: Number(DEMO_DAY_MS ?? 0) } });
  const slack = await startSlackDouble(slackSecrets);
  let started: App | null = null;
  // first of all: a port that is taken is told before anything is made
  const page = await startPage({
    slack,
    port: Number(DEMO_PORT ?? 0),
    title: 'Kubecent demo',
    hints,
    // a real OpenCost knows nothing of days to come
    ...(sample ? { clock: movedClock(clock, () => started) } : {}),
  });
  const dataDir = mkdtempSync(join(tmpdir(), 'kubecent-demo-'));
  const config = loadConfig({
    ...process.env,
    DATA_DIR: dataDir,
    DATABASE_URL: undefined,
    DATABASE_URL_FILE: undefined,
    OPENCOST_URL: OPENCOST_URL ?? sample?.url,
    LOG_LEVEL: LOG_LEVEL ?? 'warn',
    PORT: '0',
    API_PORT: process.env.API_PORT ?? '0',
    SLACK_API_URL: `${slack.url}/api/`,
    SLACK_SIGNING_SECRET: slackSecrets.signingSecret,
    SLACK_BOT_TOKEN: slackSecrets.botToken,
    SLACK_APP_TOKEN: undefined,
  });
  const logger = createLogger({ level: config.logLevel, secrets: secretsOf(config) });
  const app = await createApp(config, { logger, now: clock.now, host: '127.0.0.1' });
  started = app;
  const { slackPort, apiPort } = await app.start();
  slack.connectApp(`http://127.0.0.1:${slackPort}/slack/events`);

  process.stdout.write(`\nKubecent demo\n  Open   ${page.url}\n  and type /kubecent namespaces 7d\n`);
  process.stdout.write(`  Programs: http://127.0.0.1:${apiPort}/api/v1/docs\n`);
  process.stdout.write(
    sample ? `  Sample OpenCost at ${sample.url}\n` : '  Over the OpenCost of OPENCOST_URL\n',
  );
  process.stdout.write('  Ctrl-C stops all of it.\n\n');

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await page.stop();
    await app.stop(stopDeadlineMs);
    await slack.stop();
    await sample?.stop();
    rmSync(dataDir, { recursive: true, force: true });
    process.exit(0);
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`demo: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
