/** One Kubecent in a process of its own, which can be killed at any moment. Its clock is ahead of the machine's by what it is told. */
import { createApp } from '../../src/app.js';
import { type Environment, loadConfig } from '../../src/config.js';
import { createLogger } from '../../src/logger.js';
import { chaosPace } from './pace.js';

export interface AppArgument {
  environment: Environment;
  aheadMs: number;
}

const { environment, aheadMs } = JSON.parse(process.argv[2] ?? '{}') as AppArgument;
let ahead = aheadMs;
const config = loadConfig(environment);
const logger = createLogger({ level: config.logLevel });
const app = await createApp(config, {
  logger,
  now: () => Date.now() + ahead,
  host: '127.0.0.1',
  servesApi: false,
  pace: chaosPace,
});
process.on('message', (message: { aheadMs: number }) => {
  ahead = message.aheadMs;
});
process.once('disconnect', () => process.exit(0));
process.on('unhandledRejection', (err) => logger.error({ err }, 'A failure that nobody waited for'));
const { slackPort } = await app.start();
process.send?.({ slackPort });
