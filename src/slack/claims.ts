import type { Logger } from '../logger.js';
import type { SeenEvents } from './ports.js';

const remembered = 5_000;

/**
 * Claims in memory first, then where all processes look. Where that cannot be asked, memory alone decides: Slack has its
 * acknowledgement by then and will not tell again, so an answer is better than none.
 */
export function createClaims({ shared, logger }: { shared: SeenEvents | null; logger: Logger }): SeenEvents {
  const seen = new Set<string>();
  return {
    async first(id) {
      if (seen.has(id)) return false;
      seen.add(id);
      const [oldest] = seen;
      if (seen.size > remembered && oldest !== undefined) seen.delete(oldest);
      try {
        return (await shared?.first(id)) ?? true;
      } catch (err) {
        logger.warn({ err, event: id }, 'it cannot be asked whether another process has this already');
        return true;
      }
    },
  };
}
