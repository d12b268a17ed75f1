import { randomBytes } from 'node:crypto';
import { App, webApi } from '@slack/bolt';
import type { DigestMessenger } from '../digests/ports.js';
import { registerButtons } from './actions/buttons.js';
import { createFeet, registerHandOn } from './actions/hand-on.js';
import { registerQuestionForms } from './actions/question.js';
import { registerSnoozes } from './actions/snooze.js';
import { createSlackFetch } from './calls.js';
import { createChannelPace } from './channel-pace.js';
import { createChannelPoster } from './channel-poster.js';
import { createClaims } from './claims.js';
import { createAnswering } from './commands/answering.js';
import { registerCommand } from './commands/kubecent.js';
import { createDigestMessenger } from './digest-messenger.js';
import { createDirectWay } from './direct-way.js';
import { createEntrance } from './entrance.js';
import { registerEvents } from './events/index.js';
import { createFiles } from './files.js';
import { createInFlight } from './in-flight.js';
import { createMessenger } from './messenger.js';
import type { SlackOptions } from './options.js';
import { createOwnWorkspace, refuseForeigners } from './own-workspace.js';
import { type SlackConnection, systemClock } from './ports.js';
import { createPosts } from './posts.js';
import { createRenderings } from './renderings.js';
import { createFlow, createReply, type Reply } from './reply.js';
import { signIn } from './sign-in.js';
import { registerHome } from './views/home.js';

export type { SlackOptions } from './options.js';

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
  const newClient = () => new webApi.WebClient(connection.botToken, { ...clientOptions, logger: boltLogger });
  const client = newClient();
  const own = createOwnWorkspace(client, connection.botToken);
  const app = new App({
    authorize: own.authorize,
    receiver: entrance.receiver,
    convoStore: false,
    extendedErrorHandler: true,
    logger: boltLogger,
    logLevel: boltLogger.getLevel(),
    clientOptions,
  });
  // a client of its own: what Slack asks of one must not hold up the other
  const digestClient = newClient();
  const post = createChannelPoster({
    client: digestClient,
    pace: createChannelPace(clock.now),
    clock,
    logger,
  });
  const abilities = { csv: Boolean(options.csvOf), digests: Boolean(options.subscriptions) };
  const feet = createFeet(abilities);
  const digests = createDigestMessenger({ client: digestClient, post, footOf: feet.shared, clock, logger });
  app.error(async ({ error }: { error: Error }) => {
    logger.error({ err: error }, 'a slack request could not be handled');
  });

  const stopping = new AbortController();
  const starting = new AbortController();
  const inFlight = createInFlight(clock);
  const posts = createPosts({ client, clock });
  const renderings = createRenderings({ clock, logger });
  const messenger = createMessenger({ renderings, postEphemeral: posts.postEphemeral, clock, logger, fetch });
  const { track } = inFlight;
  refuseForeigners(app, { own, messenger, logger });
  const seen = createClaims({ shared: options.seenEvents ?? null, logger });
  const files = createFiles({ client, fetch });
  const shared = { client, answerLine, now: options.now ?? clock.now, clock, logger, track };
  const people = { desk: options.subscriptions ?? null, admins: options.admins ?? [] };
  const home = { source: options.home ?? null, draw: options.drawPicture, files };
  const onSaved = registerHome(app, { ...shared, ...people, ...home });
  const answering = createAnswering(app, { ...shared, ...people, digests, onSaved });
  const flowNeeds = { answerLine: answering, clock, logger, newReference, stopping: stopping.signal };
  const tracked =
    (reply: Reply): Reply =>
    (asked) =>
      track(reply(asked));
  const reply = tracked(createReply({ ...flowNeeds, footOf: feet.own, messenger }));
  const way = { messenger, reply };
  const flows = {
    direct: createFlow({ ...flowNeeds, footOf: feet.direct }),
    shared: createFlow({ ...flowNeeds, footOf: feet.shared }),
  };
  const handOn = { ...shared, answering, abilities, messenger, post, files, seen, newReference };
  registerHandOn(app, { ...handOn, csvOf: options.csvOf ?? null });
  registerCommand(app, way.reply);
  const questions = options.questions ?? {
    names: () => Promise.reject(new Error('no names')),
    weekStarts: 'monday',
  };
  registerQuestionForms(app, { ...way, newReference, logger, ...questions, now: shared.now });
  const direct = createDirectWay({ flow: flows.direct, posts, renderings, logger });
  registerButtons(app, { ...way, home: { ...direct, reply: tracked(direct.reply) } });
  registerEvents(app, { flows, posts, renderings, own, seen, track, logger });
  registerSnoozes(app, { ...way, now: shared.now, logger });

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
    if (!(await signIn(own.learn, { ...context, token: 'SLACK_BOT_TOKEN' }))) return false;
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
