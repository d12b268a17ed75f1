import type { Logger as BoltLogger } from '@slack/bolt';
import type { SubscriptionDesk } from '../digests/desk.js';
import type { Logger } from '../logger.js';
import type { QuestionSource } from './actions/question.js';
import type { OnCall } from './calls.js';
import type { DrawPicture } from './picture-thread.js';
import type { AnswerLine, Clock, CsvOf, SeenEvents, SlackConnection } from './ports.js';
import type { HomeSource } from './views/home-facts.js';

/** What the Slack side of Kubecent is made of. */
export interface SlackOptions {
  connection: SlackConnection;
  /** The address to listen on in `http` mode: 127.0.0.1, or 0.0.0.0 for all interfaces. */
  host: string;
  answerLine: AnswerLine;
  /** Whole tables; absent: none are given as files. */
  csvOf?: CsvOf;
  logger: Logger;
  boltLogger: BoltLogger;
  clock?: Clock;
  /** What people may do with digests; null: none are kept. */
  subscriptions?: SubscriptionDesk | null;
  /** Over all processes that answer this Slack; null or absent: this one alone does. */
  seenEvents?: SeenEvents | null;
  /** What forms about a question choose from; absent: nothing is offered. */
  questions?: QuestionSource;
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
