import type { PartHealth } from '../cost-service/ports.js';
import type { SlackHealth } from './app.js';

/** What `health` says of Slack: the way requests come in, what is wrong, and how many answers were lost. */
export function slackPartHealth({ state, mode, trouble, undelivered }: SlackHealth): PartHealth {
  const way = mode === 'http' ? 'signed requests' : 'Socket Mode';
  const answers = undelivered === 1 ? 'answer' : 'answers';
  const lost = undelivered === 0 ? '' : `, ${undelivered} ${answers} could not be delivered since the start`;
  return {
    state: state === 'up' ? 'up' : 'degraded',
    detail: `${trouble ?? way}${lost}`,
    sinceMs: null,
    lastSuccessMs: null,
  };
}
