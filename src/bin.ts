#!/usr/bin/env node
import type { App } from './app.js';
import { asksForHelp, needsNothing } from './cli/arguments.js';
import { runCli } from './cli/run.js';
import { askRunningProcess } from './cli/socket-client.js';
import type { TerminalSink } from './cli/terminal.js';
import { type Config, loadConfig, secretsOf } from './config.js';
import type { CostService } from './cost-service/service.js';
import { socketPathOf } from './database/folder-lock.js';
import { readDotEnv } from './dot-env.js';
import { KubecentError } from './errors.js';
import { createLogger } from './logger.js';
import { answerLine } from './reports/answer-line.js';
import { version } from './version.js';

/** A process of its own has nobody to go on reading for it: it waits until all days are there, and says how far it is. */
const terminalPatienceMs = 30 * 60_000;

/** The terminal's entry: one question, one answer, one exit code. The log goes to standard error, errors only. */
async function main(): Promise<number> {
  readDotEnv();
  const args = process.argv.slice(2);
  const sink: TerminalSink = {
    print: (text) => void process.stdout.write(text),
    printError: (text) => void process.stderr.write(text),
    printProgress: (words) => void process.stderr.write(`\r\u001b[2K${words}\r`),
    columns: process.stdout.isTTY && process.stderr.isTTY ? process.stdout.columns : null,
    colours: process.stdout.isTTY === true && process.stdout.hasColors(),
  };
  let app: App | null = null;
  let running: number | null = null;
  const open = async (): Promise<App> => {
    const config = loadConfig();
    // a quarter of the time of a question that another process answers
    const { createApp } = await import('./app.js');
    const destination = { write: (line: string) => void process.stderr.write(line) };
    app ??= await createApp(
      { ...config, slack: null },
      {
        logger: createLogger({ level: 'error', destination, secrets: secretsOf(config) }),
        patienceMs: terminalPatienceMs,
        briefPatienceMs: terminalPatienceMs,
        keepsMetrics: false,
      },
    );
    return app;
  };
  try {
    if (!needsNothing(args)) running = await askRunning(loadConfig(), args, sink);
    if (running !== null) return running;
    return await runCli({
      ...sink,
      arguments: args,
      version: version(),
      answerLine: async (line, options) =>
        asksForHelp(line)
          ? answerLine(line, { costs: noCosts, now: Date.now, weekStarts: 'monday', surface: 'terminal' })
          : (await open()).answer(line, { ...options, surface: 'terminal' }),
    });
  } finally {
    await (app as App | null)?.stop(1_000);
  }
}

/** Has the process that holds the data folder answer, where there is one: it alone may open the ledger. */
async function askRunning(
  { database }: Config,
  args: readonly string[],
  sink: TerminalSink,
): Promise<number | null> {
  if (database.kind !== 'embedded') return null;
  return askRunningProcess(socketPathOf(database.folder), args, sink);
}

const noCosts: CostService = {
  clusters: [],
  ask: () => Promise.reject(new Error('help asked for costs')),
  health: () => Promise.reject(new Error('help asked for health')),
  names: () => Promise.reject(new Error('help asked for names')),
  progress: async () => [],
  desk: null,
  seal: async () => ({ days: 0, elsewhere: false }),
  sweep: async () => ({ revisions: 0, podBlocks: 0 }),
  refresh: async () => ({ days: 0, failed: 0, answers: 0 }),
  stop: async () => undefined,
};

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const words =
      error instanceof KubecentError
        ? error.userMessage
        : error instanceof Error
          ? error.message
          : String(error);
    process.stderr.write(`kubecent: ${words}\n`);
    process.exitCode = 1;
  },
);
