import { type types, webApi } from '@slack/bolt';
import type { Logger } from '../../logger.js';
import { type Clock, pause } from '../ports.js';
import type { FileImageBlock } from './home-blocks.js';
import type { HomeView } from './home-view.js';

/** What Slack says somebody's Home is at the moment. */
export interface ShownHome {
  /** Names its content. */
  private_metadata: string;
  /** Changes with each publishing. */
  hash: string;
}

export interface HomePublisher {
  /**
   * Shows somebody a Home, where it is another than the one they have. `draw` is asked again where it has to be sent again.
   * Never rejects: what Slack refuses is logged once.
   */
  publish(user: string, draw: () => HomeView, shown?: ShownHome): Promise<void>;
  /** Whether this process has shown them one. */
  hasShown(user: string): boolean;
}

const mostRemembered = 5_000;
/** A file may be there some time before Slack shows it. */
const pictureWaitsMs = [500, 1_000, 2_000];
const mostTries = 10;
const longestWaitMs = 60_000;

export function createHomePublisher(dependencies: {
  client: Pick<webApi.WebClient, 'views'>;
  /** Told of a picture that Slack does not show; `draw` leaves it out from then on. */
  onPictureRefused: (fileId: string) => void;
  clock: Clock;
  logger: Logger;
}): HomePublisher {
  const { client, onPictureRefused, clock, logger } = dependencies;
  /** The content that each person was sent last. */
  const sent = new Map<string, string>();
  const underWay = new Map<string, Promise<void>>();
  const said = new Set<string>();

  const remember = (user: string, content: string): void => {
    sent.delete(user);
    sent.set(user, content);
    const [oldest] = sent.keys();
    if (sent.size > mostRemembered && oldest !== undefined) sent.delete(oldest);
  };

  /** '' where Slack took it, else its code; and how long it asks to wait. */
  const send = async (
    user: string,
    view: HomeView,
    hash: string,
  ): Promise<{ code: string; waitMs: number }> => {
    try {
      await client.views.publish({
        user_id: user,
        view: view as unknown as types.HomeView,
        ...(hash === '' ? {} : { hash }),
      });
      return { code: '', waitMs: 0 };
    } catch (err) {
      if (err instanceof webApi.WebAPIRateLimitedError)
        return { code: 'ratelimited', waitMs: err.retryAfter * 1_000 };
      const code = err instanceof webApi.WebAPIPlatformError ? err.data.error : 'request_failed';
      logger.debug({ code, err }, 'a Home was not taken');
      return { code, waitMs: 0 };
    }
  };

  const publishNow = async (user: string, draw: () => HomeView, shown?: ShownHome): Promise<void> => {
    if (shown?.private_metadata) remember(user, shown.private_metadata);
    let hash = shown?.hash ?? '';
    let conflicted = false;
    let picturesRefused = 0;
    for (let tries = 0; tries < mostTries; tries += 1) {
      const view = draw();
      if (sent.get(user) === view.private_metadata) return;
      const { code, waitMs } = await send(user, view, hash);
      if (code === '') return remember(user, view.private_metadata);
      const picture = view.blocks.find((block): block is FileImageBlock => block.type === 'image');
      if (code === 'hash_conflict' && !conflicted) {
        // somebody else has published meanwhile: what is known now is as new as theirs
        conflicted = true;
        hash = '';
        sent.delete(user);
      } else if (picture && blamesPicture(code)) {
        const nextMs = pictureWaitsMs[picturesRefused];
        picturesRefused += 1;
        if (nextMs === undefined) onPictureRefused(picture.slack_file.id);
        else await pause(clock, nextMs);
      } else if (code === 'ratelimited' && waitMs <= longestWaitMs && tries < 3) await pause(clock, waitMs);
      else return complain(code);
    }
  };

  /** Once for each code: everybody who opens Home would say it again. */
  const complain = (code: string): void => {
    if (said.has(code)) return;
    said.add(code);
    const why =
      code === 'not_enabled'
        ? 'Home is not enabled: switch it on in the app’s settings (App Home)'
        : 'Slack refused a Home';
    logger.warn({ code }, why);
  };

  return {
    hasShown: (user) => sent.has(user),
    async publish(user, draw, shown) {
      const before = underWay.get(user) ?? Promise.resolve();
      const work = before.then(() => publishNow(user, draw, shown));
      const mine = work.catch((err: unknown) => logger.error({ err }, 'a Home could not be drawn'));
      underWay.set(user, mine);
      await mine;
      if (underWay.get(user) === mine) underWay.delete(user);
    },
  };
}

function blamesPicture(code: string): boolean {
  return code === 'invalid_blocks' || code === 'invalid_arguments';
}
