import type { Logger } from '../logger.js';
import type { Document } from '../reports/document.js';
import type { Clock } from './ports.js';
import type { Level, RenderedMessage } from './render/blocks.js';
import { renderDocument } from './render/document.js';
import type { PostResult } from './response-url.js';

/** Hands one message to Slack. */
export type Way = (message: RenderedMessage) => Promise<PostResult>;

/** What Slack takes of a document, and what became of all that were sent. */
export interface Renderings {
  /**
   * Sends a document by the first way that is open: where Slack refuses its blocks again without data_ blocks, then as
   * text. Hands back null, or Slack's last code where no way took it, which is logged and counted.
   */
  send(workspace: string, document: Document, ways: readonly Way[]): Promise<string | null>;
  /** How many documents could not be delivered since the start. */
  undelivered(): number;
}

const levels: readonly Level[] = ['native', 'plain', 'text'];
const refusalMemoryMs = 10 * 60_000;

export function createRenderings({ clock, logger }: { clock: Clock; logger: Logger }): Renderings {
  /** Workspaces that refused data_ blocks: until when they get none. */
  const refusedUntilMs = new Map<string, number>();
  let undelivered = 0;

  const firstLevel = (workspace: string) => (clock.now() < (refusedUntilMs.get(workspace) ?? 0) ? 1 : 0);

  return {
    async send(workspace, document, ways) {
      const start = firstLevel(workspace);
      let level = start;
      let lastCode = '';
      for (const send of ways) {
        for (; ; level += 1) {
          const result = await send(renderDocument(document, { level: levels[level] ?? 'text' }));
          if (result.kind === 'sent') {
            if (start === 0 && levels[level] === 'plain')
              refusedUntilMs.set(workspace, clock.now() + refusalMemoryMs);
            return null;
          }
          lastCode = result.code;
          logger.warn(
            { code: lastCode, rendering: levels[level], command: document.command },
            'slack refused a message',
          );
          if (result.kind === 'lost' || level === levels.length - 1) break;
        }
      }
      undelivered += 1;
      logger.error({ code: lastCode, command: document.command }, 'an answer could not be delivered');
      return lastCode;
    },
    undelivered: () => undelivered,
  };
}
