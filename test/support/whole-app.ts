import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { SampleOpenCost, SampleOpenCostOptions } from '../../sandbox/opencost/contract.js';
import { startSampleOpenCost } from '../../sandbox/opencost/server.js';
import type { ShownMessage, SlackDouble } from '../../sandbox/slack/contract.js';
import { startSlackDouble } from '../../sandbox/slack/server.js';
import { type App, createApp } from '../../src/app.js';
import { loadConfig, secretsOf } from '../../src/config.js';
import { createLogger } from '../../src/logger.js';
import { createDataFolders } from './data-folders.js';
import { until } from './until.js';

/** A Tuesday morning: 16 to 22 November is last week. */
export const morningMs = Date.parse('2026-11-24T09:00:00Z');

export interface WholeApp {
  readonly app: App;
  /** null where programs are not served. */
  readonly apiPort: number | null;
  openCost: SampleOpenCost;
  slack: SlackDouble;
  /** Moved by hand. */
  clock: { nowMs: number };
  /** What was logged as a person would find it, newest last. */
  log: readonly Record<string, unknown>[];
  channel: string;
  /** Types a command and waits for its last message. */
  ask(text: string): Promise<ShownMessage>;
  /** Presses the button with this label on a message, and waits for what becomes of the message. */
  press(message: ShownMessage, label: string): Promise<ShownMessage>;
  /** Ends Kubecent and starts it anew over the same servers and data, as an update does. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface WholeAppOptions {
  /** How the sample OpenCost begins, or one that runs already and goes on after `stop`. */
  openCost?: SampleOpenCostOptions | SampleOpenCost;
  /** On top of the usual settings; undefined takes one away. */
  environment?: Record<string, string | undefined>;
  patienceMs?: number;
  redisLimitMs?: number;
  /** Over a socket instead of signed requests. */
  socketMode?: boolean;
  /** Closed days are kept in a data folder of its own, or in the one that DATA_DIR names. */
  keepsLedger?: boolean;
  /** Programs are served too. */
  servesApi?: boolean;
  /** Scopes that Slack has granted. */
  scopes?: readonly string[];
}

const secrets = {
  signingSecret: 'a-signing-secret-of-32-characters',
  botToken: 'xoxb-1-test',
  appToken: 'xapp-1-test',
};

/** The whole of Kubecent between a sample OpenCost and a Slack double, all on loopback, with one clock. */
export async function startWholeApp(options: WholeAppOptions = {}): Promise<WholeApp> {
  const clock = { nowMs: morningMs };
  const now = () => clock.nowMs;
  const given = options.openCost ?? {};
  const isRunning = 'requests' in given;
  const folders = createDataFolders();
  const needsFolder = options.keepsLedger && !options.environment?.DATA_DIR;
  const dataDir = needsFolder ? await folders.fresh() : join(tmpdir(), 'kc-nothing');
  const openCost = isRunning ? given : await startSampleOpenCost({ clock: now, ...given });
  const slack = await startSlackDouble({ ...secrets, ...(options.scopes ? { scopes: options.scopes } : {}) });
  const config = loadConfig({
    OPENCOST_URL: openCost.url,
    CLUSTER_NAME: 'prod',
    PORT: '0',
    API_PORT: '0',
    DATA_DIR: dataDir,
    SLACK_API_URL: `${slack.url}/api/`,
    SLACK_BOT_TOKEN: secrets.botToken,
    ...(options.socketMode
      ? { SLACK_APP_TOKEN: secrets.appToken }
      : { SLACK_SIGNING_SECRET: secrets.signingSecret }),
    ...options.environment,
  });
  const log: Record<string, unknown>[] = [];
  const destination = { write: (line: string) => void log.push(JSON.parse(line)) };
  const logger = createLogger({ level: 'debug', destination, secrets: secretsOf(config) });
  const { patienceMs, redisLimitMs } = options;
  const begin = async () => {
    const app = await createApp(config, {
      logger,
      now,
      host: '127.0.0.1',
      ...(patienceMs === undefined ? {} : { patienceMs }),
      openCostDelay: (ms, signal) => pause(ms / 20, undefined, { signal }),
      keepsLedger: options.keepsLedger ?? false,
      servesApi: options.servesApi ?? false,
      ...(redisLimitMs === undefined ? {} : { redisLimitMs }),
    });
    const { slackPort, apiPort } = await app.start();
    if (slackPort !== null) slack.connectApp(`http://127.0.0.1:${slackPort}/slack/events`);
    return { app, apiPort };
  };
  let running = await begin();
  const channel = slack.channels[0]?.id ?? '';
  const user = slack.users[0]?.id ?? '';
  const seen = () => slack.messages(channel, user).filter(({ author }) => author === 'app');

  return {
    get app() {
      return running.app;
    },
    get apiPort() {
      return running.apiPort;
    },
    openCost,
    slack,
    clock,
    log,
    channel,
    async ask(text) {
      const before = seen().length;
      const { status } = await slack.command(text, { channel, user });
      if (status !== 200) throw new Error(`the command was answered with ${status}`);
      return until(() =>
        seen()
          .slice(before)
          .findLast((message) => !isWorkingLine(message)),
      );
    },
    async press(message, label) {
      const button = findButton(message, label);
      const { status } = await slack.press(message.ts, button, { channel, user });
      if (status !== 200) throw new Error(`the press was answered with ${status}`);
      return until(() => seen().find(({ ts, blocks }) => ts === message.ts && blocks !== message.blocks));
    },
    async restart() {
      await running.app.stop(1_000);
      running = await begin();
    },
    async stop() {
      await running.app.stop(1_000);
      await slack.stop();
      if (!isRunning) await openCost.stop();
      folders.clear();
    },
  };
}

/** The line that stands in while an answer takes longer than two seconds. */
export function isWorkingLine({ text, blocks }: ShownMessage): boolean {
  return blocks.length === 0 && text.startsWith('Working on it');
}

/** The button of a message by its label. */
export function findButton(message: ShownMessage, label: string): { actionId: string; blockId: string } {
  for (const block of message.blocks) {
    const elements = (block.elements ?? []) as { action_id?: string; text?: { text?: string } }[];
    const found = block.type === 'actions' ? elements.find(({ text }) => text?.text === label) : undefined;
    if (found) return { actionId: String(found.action_id), blockId: String(block.block_id) };
  }
  throw new Error(`no button “${label}”`);
}

/** All words of a message, in the order of its blocks. */
export function wordsOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(wordsOf).join(' ');
  if (value === null || typeof value !== 'object') return '';
  const { text, ...rest } = value as Record<string, unknown>;
  const parts = [
    wordsOf(text),
    ...Object.entries(rest)
      .filter(([key]) => !/(^type$|_id$|^value$|^url$)/.test(key))
      .map(([, part]) => wordsOf(part)),
  ];
  return parts.filter((part) => part !== '').join(' ');
}
