import type { App, BlockAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import { KubecentError, NotUnderstood } from '../../errors.js';
import type { Logger } from '../../logger.js';
import type { Asker } from '../commands/command.js';
import { errorDocument } from '../error-reply.js';
import type { Messenger, ReplyTarget } from '../messenger.js';
import type { AnswerContext, Clock, SeenEvents } from '../ports.js';
import { actPrefix, readPress } from '../render/action-row.js';
import type { Level, RenderedMessage } from '../render/blocks.js';
import { renderCopy } from '../render/copy-text.js';
import { startWorkingLine } from '../working-line.js';
import { noLongerOffered, pressOf, targetOf } from './buttons.js';
import type { CsvPlace, GiveCsv } from './csv-giving.js';
import { isDoubleClick } from './double-click.js';
import type { MessageAction } from './message-actions.js';
import { createPresses } from './presses.js';
import { scheduleLine } from './schedule-line.js';
import type { Sharing } from './sharing.js';

export interface ActNeeds {
  sharing: Sharing;
  /** null: no tables as files. */
  giveCsv: GiveCsv | null;
  /** Runs a line as a command: for the form of a subscription. */
  answering: (line: string, context: AnswerContext, asker: Asker) => Promise<unknown>;
  /** Opens the form that asks where to share. */
  openShareForm: (asker: Asker, line: string) => Promise<null>;
  messenger: Messenger;
  /** Over all processes: a double click may reach two of them. */
  seen: SeenEvents;
  now: () => number;
  clock: Clock;
  logger: Logger;
  newReference: () => string;
  track: <T>(work: Promise<T>) => Promise<T>;
}

/** After so long whoever pressed is told what is being done. */
const workingAfterMs = 1_000;

const doing: Readonly<Record<MessageAction, string>> = {
  share: 'sharing the answer',
  elsewhere: 'opening the form',
  send: 'sending it to you',
  csv: 'making the file',
  copy: 'writing it as text',
  schedule: 'opening the form',
};

interface Act {
  action: MessageAction;
  line: string;
  asker: Asker;
  threadTs: string | null;
  csvPlace: CsvPlace;
}

/** What the presser alone is told; null: nothing, it shows. */
type Said = string | ((level: Level) => RenderedMessage) | null;

/** The row of actions below an answer. The message that was pressed always stays; whatever goes wrong is a sentence below it. */
export function registerActs(app: App, needs: ActNeeds): void {
  const { messenger, seen, clock, track } = needs;
  const presses = createPresses();

  app.action({ type: 'block_actions', action_id: /^act:/ }, async ({ ack, body, action }) => {
    await ack();
    const pressedOn = targetOf(body);
    if (pressedOn === null) return;
    const target = { ...pressedOn, replaces: false };
    const asked = readPress(action as Parameters<typeof readPress>[0]);
    const button = `${actPrefix}${asked?.action ?? ''}`;
    const press = pressOf(body, target, { action_id: button, action_ts: action.action_ts }, '');
    const open = presses.begin(press);
    if (open === null) return;
    const pressedMs = Number(action.action_ts) * 1_000 || clock.now();
    if (await isDoubleClick(seen, `${press.message} ${button}`, pressedMs)) return open.end();
    const act = async (onProgress: (text: string) => void) => {
      if (asked === null) throw noLongerOffered();
      return doAct(needs, { ...asked, ...placesOf(body, target) }, onProgress);
    };
    const facts = { line: asked?.line ?? 'help', doing: asked ? doing[asked.action] : '' };
    await track(tell(needs, target, facts, act)).finally(() => open.end());
  });

  /** Does it, and says what came of it. Never rejects. */
  async function tell(
    { logger, newReference }: ActNeeds,
    target: ReplyTarget,
    { line, doing: what }: { line: string; doing: string },
    act: (onProgress: (text: string) => void) => Promise<Said>,
  ): Promise<void> {
    const working = startWorkingLine({
      sendLine: (text) => messenger.sendLine(target, text),
      clock,
      afterMs: workingAfterMs,
      doing: what,
    });
    const outcome = await act(working.setProgress).then(
      (said) => ({ said }),
      (error: unknown) => ({ error }),
    );
    await working.end();
    if ('error' in outcome) {
      const { error } = outcome;
      const reference = newReference();
      const level =
        error instanceof NotUnderstood ? 'info' : error instanceof KubecentError ? 'warn' : 'error';
      logger[level]({ reference, line: line.slice(0, 200), err: error }, `not done: ${what}`);
      await messenger.sendDocument(target, errorDocument(error, { line, reference }));
    } else if (typeof outcome.said === 'string') await messenger.sendLine(target, outcome.said);
    else if (outcome.said !== null) await messenger.sendRendered(target, outcome.said, line);
  }
}

async function doAct(
  { sharing, giveCsv, answering, openShareForm, now }: ActNeeds,
  { action, line, asker, threadTs, csvPlace }: Act,
  onProgress: (text: string) => void,
): Promise<Said> {
  const context = { onProgress };
  const { user, channel } = asker;
  switch (action) {
    case 'share':
      await sharing.share(line, { channel, threadTs, by: user }, context);
      return null;
    case 'send':
      await sharing.send(line, user, context);
      return 'It is in your direct messages with Kubecent.';
    case 'copy': {
      const document = await sharing.ask(line, 'copy', context);
      return (level) => renderCopy(document, level);
    }
    case 'csv':
      if (giveCsv === null) throw noLongerOffered();
      return giveCsv(line, csvPlace, context);
    case 'schedule':
      await answering(scheduleLine(line, now()), context, asker);
      return null;
    case 'elsewhere':
      return openShareForm(asker, line);
  }
}

type Body = SlackActionMiddlewareArgs<BlockAction>['body'];

/** Where things go: a file into the thread of a message that everybody sees, else to the presser alone. */
function placesOf(body: Body, { user, channel, workspace }: ReplyTarget): Omit<Act, 'action' | 'line'> {
  const { container, message, trigger_id: triggerId } = body;
  const textOf = (value: unknown) => (typeof value === 'string' ? value : null);
  const threadTs = textOf(message?.thread_ts) ?? textOf(container?.thread_ts);
  const ownTs = textOf(message?.ts) ?? textOf(container?.message_ts);
  const fileTs = container?.is_ephemeral === false ? (threadTs ?? ownTs) : null;
  return {
    asker: { user, channel, workspace, triggerId },
    threadTs,
    csvPlace: fileTs === null ? { user } : { channel, threadTs: fileTs },
  };
}
