import { type AnswerPlace, createOutlet, type OutletNeeds } from '../outlet.js';
import type { OwnWorkspace } from '../own-workspace.js';
import type { SeenEvents } from '../ports.js';
import type { Flow } from '../reply.js';
import { createEntry } from './entry.js';
import { typedLine } from './typed-line.js';
import type { TypedMessage } from './typed-message.js';

type Where = Pick<AnswerPlace, 'threadTs' | 'threadIsThere' | 'isPrivate'>;

/** Answers the line in an event, in the place that `where` names for its message. Never rejects. */
export type AnswerEvent = (
  body: unknown,
  /** Slack's id of the bot, by which it is mentioned. */
  botUser: string | undefined,
  where: (message: TypedMessage) => Where,
) => Promise<void>;

export interface EventNeeds extends OutletNeeds {
  /** In direct messages, and where everybody reads. */
  flows: Record<'direct' | 'shared', Flow>;
  own: OwnWorkspace;
  seen: SeenEvents;
  /** Counts work that goes on after its request was acknowledged. */
  track: <T>(work: Promise<T>) => Promise<T>;
}

export function createEventAnswer({ flows, own, seen, track, ...needs }: EventNeeds): AnswerEvent {
  const entry = createEntry({ own, seen, logger: needs.logger });

  const answer: AnswerEvent = async (body, botUser, where) => {
    const message = await entry(body);
    if (message === null) return;
    const { workspace, channel, user, text } = message;
    const place = where(message);
    await flows[place.isPrivate ? 'direct' : 'shared']({
      line: typedLine(text, botUser ?? null),
      // an event opens no form
      asker: { workspace, channel, user, triggerId: null },
      outlet: createOutlet(needs, { workspace, channel, user, ...place }),
    });
  };
  return (...event) => track(answer(...event));
}
