#!/usr/bin/env node
import { createApp } from './app.js';
import { describeConfig, loadConfig, secretsOf } from './config.js';
import { readDotEnv } from './dot-env.js';
import { createLogger } from './logger.js';
import { version } from './version.js';

/** How long running work may go on after a signal. */
const stopDeadlineMs = 10_000;

async function main(): Promise<void> {
  readDotEnv();
  const config = loadConfig();
  const logger = createLogger({ level: config.logLevel, secrets: secretsOf(config) });
  for (const warning of config.warnings) logger.warn({ warning }, 'Configuration');
  logger.info({ config: describeConfig(config) }, 'Kubecent starts');
  if (config.slack === null)
    logger.warn(
      'Slack is not configured, so nobody is answered there: set SLACK_BOT_TOKEN with SLACK_SIGNING_SECRET or SLACK_APP_TOKEN',
    );
  // A library that trips over an odd request must not end the answers of all others.
  process.on('unhandledRejection', (err) => logger.error({ err }, 'A failure that nobody waited for'));
  const app = await createApp(config, { logger, version: version() });
  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, 'Kubecent stops');
    app.stop(stopDeadlineMs).then(
      () => process.exit(0),
      (err: unknown) => {
        logger.error({ err }, 'Stopping failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
  const ports = await app.start();
  logger.info(ports, 'Kubecent listens');
}

main().catch((error: unknown) => {
  const words = error instanceof Error ? error.message : String(error);
  process.stderr.write(`kubecent: ${words}\n`);
  process.exit(1);
});
