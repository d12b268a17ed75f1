import type { SlackDouble } from '../slack/contract.js';
import { splitLine } from './command-line.js';
import { outcomeOf } from './outcome.js';
import type { OptionsOutcome, Outcome } from './protocol.js';
import { clockRequest, commandRequest, pressRequest, Refused } from './requests.js';
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
    async (body, { slack }) => {
      const { viewId, typed, actionId, blockId } = viewOptionsRequest(body, slack);
      const asked = slack.options(viewId, { actionId, blockId }, typed);
      const outcome = await outcomeOf(asked.then(({ delivery }) => delivery));
      return outcome.error === null ? { ...outcome, options: (await asked).options } : outcome;
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
