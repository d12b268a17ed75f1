import type { webApi } from '@slack/bolt';
import { KubecentError } from '../errors.js';
import type { SlackOptions } from './options.js';
import type { Clock } from './ports.js';
import { createHttpEntrance, createSocketEntrance, type Entrance } from './receiver.js';

/** The way in that the connection asks for. Throws SLACK_SETTING_MISSING where it lacks something. */
export function createEntrance(
  { connection, host, logger, boltLogger }: SlackOptions,
  clock: Clock,
  fetch: webApi.FetchFunction,
): Entrance {
  const { mode, signingSecret, appToken, apiUrl, port } = connection;
  if (mode === 'http') {
    if (!signingSecret) throw missing('SLACK_SIGNING_SECRET');
    return createHttpEntrance({ signingSecret, port, host, clock, logger, boltLogger });
  }
  if (!appToken) throw missing('SLACK_APP_TOKEN');
  return createSocketEntrance({ appToken, apiUrl, logger, boltLogger, fetch });
}

function missing(setting: string): KubecentError {
  return new KubecentError({ code: 'SLACK_SETTING_MISSING', userMessage: `${setting} is missing.` });
}
