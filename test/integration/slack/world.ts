import { pino } from 'pino';
import type { SlackDouble, SlackDoubleOptions } from '../../../sandbox/slack/contract.js';
import { startSlackDouble } from '../../../sandbox/slack/server.js';
import { boltLogger } from '../../../src/logger.js';
import { createSlack, type Slack, type SlackOptions } from '../../../src/slack/app.js';
import type { AnswerLine, SlackConnection } from '../../../src/slack/ports.js';
import { sampleDocument } from '../../unit/slack/documents.js';
import { createFakeClock, type FakeClock } from '../../unit/slack/fake-clock.js';

export const secrets = {
  signingSecret: 'test-signing-secret',
  botToken: 'xoxb-test-bot',
  appToken: 'xapp-test-app',
} as const;

/** Kubecent's Slack side against the double, both on 127.0.0.1 and any free port. */
export interface World {
  double: SlackDouble;
  slack: Slack;
  clock: FakeClock;
  /** Lines that were asked, in order. */
  asked: string[];
  /** What was logged, parsed. */
  logged: Record<string, unknown>[];
  channel: string;
  connection: SlackConnection;
  stop(): Promise<void>;
}

export interface WorldOptions {
  answerLine?: AnswerLine;
  connection?: Partial<SlackConnection>;
  double?: Partial<SlackDoubleOptions>;
  /** False: `start` is left to the test. */
  start?: boolean;
  slack?: Partial<SlackOptions>;
}

export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const double = await startSlackDouble({ ...secrets, ...options.double });
  const clock = createFakeClock(Date.now());
  const asked: string[] = [];
  const logged: Record<string, unknown>[] = [];
  const logger = pino({ level: 'debug' }, { write: (line: string) => logged.push(JSON.parse(line)) });
  const answerLine: AnswerLine = options.answerLine ?? (async () => sampleDocument());
  const connection: SlackConnection = {
    mode: 'http',
    ...secrets,
    apiUrl: `${double.url}/api/`,
    port: 0,
    ...options.connection,
  };
  const slack = createSlack({
    connection,
    host: '127.0.0.1',
    answerLine: (line, context) => {
      asked.push(line);
      return answerLine(line, context);
    },
    logger,
    boltLogger: boltLogger(logger),
    clock,
    newReference: () => 'ab12cd34',
    ...options.slack,
  });
  if (options.start ?? true) {
    await slack.start();
    if (connection.mode === 'http') double.connectApp(`http://127.0.0.1:${slack.port()}/slack/events`);
  }
  return {
    double,
    slack,
    clock,
    asked,
    logged,
    connection,
    channel: double.channels[0]?.id ?? '',
    async stop() {
      const stopped = slack.stop(0);
      await clock.advance(1);
      await stopped;
      await double.stop();
    },
  };
}

/** Posts to a response_url as the app does. */
export function post(responseUrl: string, message: object): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return fetch(responseUrl, { method: 'POST', headers, body: JSON.stringify(message) });
}
