import type { SlackDouble } from '../slack/contract.js';
import { splitLine } from './command-line.js';
import { mentioned } from './mention.js';
import { optionsOutcomeOf, outcomeOf } from './outcome.js';
import type { OptionsOutcome, Outcome } from './protocol.js';
import {
  clockRequest,
  commandRequest,
  messageOptionsRequest,
  openRequest,
  pressRequest,
  Refused,
  sayRequest,
} from './requests.js';
import { viewFillRequest, viewOptionsRequest, viewPressRequest, viewRequest } from './view-requests.js';

/** The clock of a workspace, which may be moved. */
export interface PageClock {
  now(): number;
  move(ms: number): void;
}

/** What a person's doing reaches. */
export interface Reach {
  slack: SlackDouble;
  /** Null: the real clock, which nobody moves. */
  clock: PageClock | null;
  /** Shows every page the state as it is now. */
  refresh(): void;
}

type Route = (body: Readonly<Record<string, unknown>>, reach: Reach) => Promise<Outcome | OptionsOutcome>;

/** What a person does, by the path it is posted to. Each throws `Refused` for a body that makes no sense. */
export const ROUTES: ReadonlyMap<string, Route> = new Map<string, Route>([
  [
    '/command',
    (body, { slack }) => {
      const { line, ...from } = commandRequest(body, slack);
      const { command, text } = splitLine(line);
      return outcomeOf(slack.command(text, { ...from, command }));
    },
  ],
  [
    '/say',
    async (body, { slack }) => {
      const { text, ...from } = sayRequest(body, slack);
      const said = slack.say(mentioned(text, slack.botUserId), from);
      const outcome = await outcomeOf(said);
      return outcome.error === null && (await said) === null ? { ...outcome, unheard: true } : outcome;
    },
  ],
  [
    '/open',
    (body, { slack }) => {
      const { user, tab } = openRequest(body, slack);
      return outcomeOf(slack.openHome(user, tab));
    },
  ],
  [
    '/options',
    (body, { slack }) => {
      const { ts, typed, channel, user, ...target } = messageOptionsRequest(body, slack);
      return optionsOutcomeOf(slack.messageOptions(ts, target, typed, { channel, user }));
    },
  ],
  [
    '/press',
    (body, { slack }) => {
      const { ts, channel, user, ...button } = pressRequest(body, slack);
      return outcomeOf(slack.press(ts, button, { channel, user }));
    },
  ],
  [
    '/view/fill',
    (body, { slack }) => {
      const { viewId, value, actionId, blockId } = viewFillRequest(body, slack);
      return outcomeOf(slack.fill(viewId, { actionId, blockId }, value));
    },
  ],
  [
    '/view/press',
    (body, { slack }) => {
      const { viewId, user: _own, ...target } = viewPressRequest(body, slack);
      return outcomeOf(slack.pressInView(viewId, target));
    },
  ],
  ['/view/submit', (body, { slack }) => outcomeOf(slack.submit(viewRequest(body, slack).viewId))],
  ['/view/close', (body, { slack }) => outcomeOf(slack.closeView(viewRequest(body, slack).viewId))],
  [
    '/view/options',
    (body, { slack }) => {
      const { viewId, typed, actionId, blockId } = viewOptionsRequest(body, slack);
      return optionsOutcomeOf(slack.options(viewId, { actionId, blockId }, typed));
    },
  ],
  [
    '/clock',
    async (body, { clock, refresh }) => {
      const { moveMs } = clockRequest(body);
      if (!clock) throw new Refused(404, 'this clock cannot be moved');
      clock.move(moveMs);
      refresh();
      return { error: null, ackMs: 0 };
    },
  ],
]);
