/** The whole of Kubecent behind its Slack entrance, in a process of its own, with a clock that can be moved. */
import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { createApp } from '../../src/app.js';
import { loadConfig, secretsOf } from '../../src/config.js';
import { createLogger } from '../../src/logger.js';
import { serveParent } from './child.js';

export interface SlackAppOptions {
  nowMs: number;
  environment: Record<string, string>;
}

/** `loop`: begins to watch the event loop; `blocked`: ends it and tells. */
export type SlackAppRequest = { nowMs: number } | { loop: 'watch' | 'tell' };

export interface SlackAppReply {
  port: number;
  /** How late the event loop came, in milliseconds. */
  blockedP99Ms: number;
  blockedWorstMs: number;
  rssBytes: number;
}

const resolutionMs = 5;

serveParent<SlackAppOptions, SlackAppRequest, SlackAppReply>(async ({ environment, ...options }) => {
  let { nowMs } = options;
  const config = loadConfig(environment);
  const logger = createLogger({ level: config.logLevel, secrets: secretsOf(config) });
  const app = await createApp(config, {
    logger,
    now: () => nowMs,
    host: '127.0.0.1',
    keepsLedger: false,
    servesApi: false,
  });
  const { slackPort } = await app.start();
  let watch: IntervalHistogram | null = null;
  const tell = (): SlackAppReply => ({
    port: slackPort ?? 0,
    blockedP99Ms: watch ? watch.percentile(99) / 1e6 - resolutionMs : 0,
    blockedWorstMs: watch ? watch.max / 1e6 - resolutionMs : 0,
    rssBytes: process.memoryUsage().rss,
  });
  return {
    ready: tell(),
    async answer(request) {
      if ('nowMs' in request) nowMs = request.nowMs;
      else if (request.loop === 'watch') {
        watch = monitorEventLoopDelay({ resolution: resolutionMs });
        watch.enable();
        // its first beat only sets the beginning
        await wait(4 * resolutionMs);
      } else {
        await wait(4 * resolutionMs);
        watch?.disable();
      }
      return tell();
    },
  };
});
