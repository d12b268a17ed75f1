import type { Logger } from '../logger.js';
import type { Document } from '../reports/document.js';
import type { Clock } from './ports.js';
import { type Level, levels, type RenderedMessage } from './render/blocks.js';
import { type Foot, renderDocument } from './render/document.js';
import type { PostResult } from './response-url.js';

/** Hands one message to Slack. */
export type Way = (message: RenderedMessage) => Promise<PostResult>;

/** A message in each of the levels that Slack may take. */
export interface Leveled {
  render: (level: Level) => RenderedMessage;
  /** The line that it answers, for the log. */
  about: string;
}

/** A document in each level, with what stands below it. */
export function leveled(document: Document, foot?: Foot): Leveled {
  return {
    render: (level) => renderDocument(document, { level, ...(foot ? { foot } : {}) }),
    about: document.command,
  };
}

/** What Slack takes of a message, and what became of all that were sent. */
export interface Renderings {
  /**
   * Sends a message by the first way that is open: where Slack refuses its blocks again without data_ blocks, then as
   * text. Hands back null, or Slack's last code where no way took it, which is logged and counted.
   */
  send(workspace: string, message: Leveled, ways: readonly Way[]): Promise<string | null>;
  /** How many messages could not be delivered since the start. */
  undelivered(): number;
}

const refusalMemoryMs = 10 * 60_000;

export function createRenderings({ clock, logger }: { clock: Clock; logger: Logger }): Renderings {
  /** Workspaces that refused data_ blocks: until when they get none. */
  const refusedUntilMs = new Map<string, number>();
  let undelivered = 0;

  const firstLevel = (workspace: string) => (clock.now() < (refusedUntilMs.get(workspace) ?? 0) ? 1 : 0);

  return {
    async send(workspace, { render, about }, ways) {
      const start = firstLevel(workspace);
      let level = start;
      let lastCode = '';
      for (const send of ways) {
        for (; ; level += 1) {
          const result = await send(render(levels[level] ?? 'text'));
          if (result.kind === 'sent') {
            if (start === 0 && levels[level] === 'plain')
              refusedUntilMs.set(workspace, clock.now() + refusalMemoryMs);
            return null;
          }
          lastCode = result.code;
          logger.warn(
            { code: lastCode, rendering: levels[level], command: about },
            'slack refused a message',
          );
          if (result.kind === 'lost' || level === levels.length - 1) break;
        }
      }
      undelivered += 1;
      logger.error({ code: lastCode, command: about }, 'an answer could not be delivered');
      return lastCode;
    },
    undelivered: () => undelivered,
  };
}
