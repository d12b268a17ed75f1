/** The whole of Kubecent without Slack, in a process of its own: many people ask it the same at once. */
import { createApp } from '../../src/app.js';
import { loadConfig } from '../../src/config.js';
import { createLogger } from '../../src/logger.js';
import { serveParent } from './child.js';

export interface AskingAppOptions {
  nowMs: number;
  environment: Record<string, string>;
}

export interface AskingAppRequest {
  line: string;
  users: number;
}

export interface AskingAppReply {
  /** The first sentence of each user's answer. */
  summaries: string[];
}

serveParent<AskingAppOptions, AskingAppRequest, AskingAppReply>(async ({ nowMs, environment }) => {
  const logger = createLogger({ level: 'error' });
  const app = await createApp(loadConfig(environment), {
    logger,
    now: () => nowMs,
    keepsLedger: false,
    servesApi: false,
  });
  await app.start();
  return {
    ready: { summaries: [] },
    async answer({ line, users }) {
      const answers = await Promise.all(Array.from({ length: users }, () => app.answer(line)));
      return { summaries: answers.map((answer) => answer.document().summary) };
    },
  };
});
