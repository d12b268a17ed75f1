import { randomBytes } from 'node:crypto';
import { App, type Logger as BoltLogger, webApi } from '@slack/bolt';
import type { SubscriptionDesk } from '../digests/desk.js';
import type { DigestMessenger } from '../digests/ports.js';
import { KubecentError } from '../errors.js';
import type { Logger } from '../logger.js';
import { registerButtons } from './actions/buttons.js';
import { createSlackFetch, type OnCall } from './calls.js';
import { createChannelPace } from './channel-pace.js';
import { type AnsweringOptions, createAnswering } from './commands/answering.js';
import { registerCommand } from './commands/kubecent.js';
import { createDigestMessenger } from './digest-messenger.js';
import { createDirectMessenger } from './direct-messenger.js';
import { createInFlight } from './in-flight.js';
import { createMessenger, type Messenger, type PostEphemeral } from './messenger.js';
import type { DrawPicture } from './picture-thread.js';
import { type AnswerLine, type Clock, type SlackConnection, systemClock } from './ports.js';
import { createHttpEntrance, createSocketEntrance, type Entrance } from './receiver.js';
import { type Asked, createReply } from './reply.js';
import { blamesContent } from './response-url.js';
import { signIn } from './sign-in.js';
import { registerHome } from './views/home.js';
import type { HomeSource } from './views/home-facts.js';

export interface SlackOptions {
  connection: SlackConnection;
  /** The address to listen on in `http` mode: 127.0.0.1, or 0.0.0.0 for all interfaces. */
  host: string;
  answerLine: AnswerLine;
  logger: Logger;
  boltLogger: BoltLogger;
  clock?: Clock;
  /** What people may do with digests; null: none are kept. */
  subscriptions?: SubscriptionDesk | null;
  /** Where the figures of Home come from; null: Home is left alone. */
  home?: HomeSource | null;
  /** Draws pictures; in a thread where absent. */
  drawPicture?: DrawPicture;
  /** Slack's ids of those who run Kubecent. */
  admins?: readonly string[];
  /** One request to Slack, at most; ten seconds where absent. */
  timeoutMs?: number;
  /** What forms and lists count as now; the clock's own where absent. */
  now?: () => number;
  /** A short text for people to quote; eight hexadecimal digits where absent. */
  newReference?: () => string;
  /** Told of every request to Slack once it is over. */
  onCall?: OnCall;
}

/** How Slack is reached, for `health`. */
export interface SlackHealth {
  state: 'stopped' | 'starting' | 'up';
  mode: SlackConnection['mode'];
  /** Why it is not up yet, in a sentence; null when there is nothing to say. */
  trouble: string | null;
  /** Answers that could not be delivered since the start. */
  undelivered: number;
  /** Lines that are being answered. */
  inFlight: number;
}

export interface Slack {
  /**
   * Signs in and opens the way in. Goes on trying while Slack may recover; throws a KubecentError with a way out
   * for a token that will never do, or a port that is taken. Resolves too when `stop` was called meanwhile.
   */
  start(): Promise<void>;
  /** Takes in nothing new, lets answers finish, and resolves after at most `deadlineMs`; who still waits is told. */
  stop(deadlineMs: number): Promise<void>;
  /** The port listened on; null when not listening or over a socket. */
  port(): number | null;
  health(): SlackHealth;
  /** The way of digests: one attempt each. */
  readonly digests: DigestMessenger;
}

/** Of a stop's time, the share for answers to finish; the rest is for telling those who still wait. */
const finishingShare = 0.8;

/** Joins Bolt, the way in, the way out and the answers. Nothing is opened before `start`. */
export function createSlack(options: SlackOptions): Slack {
  const { connection, logger, boltLogger, answerLine, clock = systemClock } = options;
  const newReference = options.newReference ?? (() => randomBytes(4).toString('hex'));
  const fetch = createSlackFetch(connection.apiUrl, options.onCall);
  const entrance = createEntrance(options, clock, fetch);
  const clientOptions = {
    slackApiUrl: connection.apiUrl,
    fetch,
    timeout: options.timeoutMs ?? 10_000,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  };
  const app = new App({
    token: connection.botToken,
    receiver: entrance.receiver,
    deferInitialization: true,
    convoStore: false,
    extendedErrorHandler: true,
    logger: boltLogger,
    logLevel: boltLogger.getLevel(),
    clientOptions,
  });
  const digests = createDigestMessenger({
    // a client of its own: what Slack asks of one must not hold up the other
    client: new webApi.WebClient(connection.botToken, { ...clientOptions, logger: boltLogger }),
    pace: createChannelPace(clock.now),
    clock,
    logger,
  });
  app.error(async ({ error }: { error: Error }) => {
    logger.error({ err: error }, 'a slack request could not be handled');
  });

  const stopping = new AbortController();
  const starting = new AbortController();
  const inFlight = createInFlight(clock);
  const messenger = createMessenger({ postEphemeral: createPostEphemeral(app), clock, logger, fetch });
  const answeringOptions: AnsweringOptions = {
    answerLine,
    desk: options.subscriptions ?? null,
    admins: options.admins ?? [],
    now: options.now ?? clock.now,
    digests,
    clock,
    logger,
    track: (work) => inFlight.track(work),
  };
  const answering = createAnswering(app, answeringOptions);
  const replying = { answerLine: answering, clock, logger, newReference, stopping: stopping.signal };
  const wayOf = (out: Messenger) => {
    const reply = createReply({ ...replying, messenger: out });
    return { messenger: out, reply: (asked: Asked) => inFlight.track(reply(asked)) };
  };
  const way = wayOf(messenger);
  registerCommand(app, way.reply);
  registerButtons(app, { ...way, home: wayOf(createDirectMessenger({ client: app.client, logger })) });
  registerHome(app, { ...answeringOptions, source: options.home ?? null, draw: options.drawPicture });

  let state: SlackHealth['state'] = 'stopped';
  let trouble: string | null = null;
  const context = {
    clock,
    logger,
    signal: starting.signal,
    onTrouble: (sentence: string) => {
      trouble = sentence;
    },
  };

  /** False: `stop` came first. */
  async function connect(): Promise<boolean> {
    if (!(await signIn(() => app.init(), { ...context, token: 'SLACK_BOT_TOKEN' }))) return false;
    if (connection.mode === 'http') await entrance.open();
    else if (!(await signIn(() => entrance.open(), { ...context, token: 'SLACK_APP_TOKEN' }))) return false;
    if (!starting.signal.aborted) return true;
    await entrance.close();
    entrance.drop();
    return false;
  }

  return {
    async start() {
      state = 'starting';
      try {
        if (!(await connect())) return;
      } catch (error) {
        state = 'stopped';
        throw error;
      }
      trouble = null;
      state = 'up';
      logger.info({ mode: connection.mode, port: entrance.port() }, 'slack is connected');
    },
    async stop(deadlineMs) {
      starting.abort();
      state = 'stopped';
      await entrance.close();
      const untilMs = clock.now() + deadlineMs;
      if (!(await inFlight.settled(deadlineMs * finishingShare))) {
        logger.warn({ inFlight: inFlight.size() }, 'answers given up to stop in time');
        stopping.abort();
        await inFlight.settled(Math.max(0, untilMs - clock.now()));
      }
      entrance.drop();
    },
    digests,
    port: () => entrance.port(),
    health: () => ({
      state,
      mode: connection.mode,
      trouble,
      undelivered: messenger.undelivered(),
      inFlight: inFlight.size(),
    }),
  };
}

function createEntrance(
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

function createPostEphemeral(app: App): PostEphemeral {
  return async ({ channel, user }, { text, blocks }) => {
    try {
      await app.client.chat.postEphemeral({
        channel,
        user,
        text,
        ...(blocks.length === 0 ? {} : { blocks }),
      });
      return { kind: 'sent' };
    } catch (error) {
      const code = error instanceof webApi.WebAPIPlatformError ? error.data.error : 'request_failed';
      return blamesContent(code) ? { kind: 'refused', code } : { kind: 'lost', code };
    }
  };
}
