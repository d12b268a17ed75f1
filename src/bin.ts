#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { createApp } from './app.js';
import { runCli } from './cli/run.js';
import { loadConfig, secretsOf } from './config.js';
import type { CostService } from './cost-service/service.js';
import { readDotEnv } from './dot-env.js';
import { KubecentError } from './errors.js';
import { createLogger } from './logger.js';
import { answerLine } from './reports/answer-line.js';

/** A process of its own has nobody to go on reading for it: it waits until all days are there, and says how far it is. */
const terminalPatienceMs = 30 * 60_000;

/** The terminal's entry: one question, one answer, one exit code. The log goes to standard error, errors only. */
async function main(): Promise<number> {
  readDotEnv();
  let app: ReturnType<typeof createApp> | null = null;
  const open = () => {
    const config = loadConfig();
    const destination = { write: (line: string) => void process.stderr.write(line) };
    app ??= createApp(
      { ...config, slack: null },
      {
        logger: createLogger({ level: 'error', destination, secrets: secretsOf(config) }),
        patienceMs: terminalPatienceMs,
        briefPatienceMs: terminalPatienceMs,
      },
    );
    return app;
  };
  try {
    return await runCli({
      arguments: process.argv.slice(2),
      answerLine: async (line, options) =>
        asksForHelp(line)
          ? answerLine(line, { costs: noCosts, now: Date.now, weekStarts: 'monday' })
          : open().answer(line, options),
      version: version(),
      print: (text) => void process.stdout.write(text),
      printError: (text) => void process.stderr.write(text),
      columns: process.stdout.isTTY && process.stderr.isTTY ? process.stdout.columns : null,
      colours: process.stdout.isTTY && process.stdout.hasColors(),
    });
  } finally {
    await (app as ReturnType<typeof createApp> | null)?.stop(1_000);
  }
}

/** Help needs no OpenCost, and so no configuration. */
function asksForHelp(line: string): boolean {
  return /^\s*help\b/i.test(line);
}

const noCosts: CostService = {
  clusters: [],
  ask: () => Promise.reject(new Error('help asked for costs')),
  health: () => Promise.reject(new Error('help asked for health')),
  desk: null,
  start: () => undefined,
  stop: async () => undefined,
};

function version(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

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
