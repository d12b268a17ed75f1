import { Fragment } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ShownMessage } from '../../slack/contract.js';
import type { PageState } from '../protocol.js';
import type { Notice } from './commands.js';
import { DayLine, dayOf } from './day-line.js';
import { Message } from './message.js';
import { NoticeLine } from './notice-line.js';
import { Thread } from './thread.js';

/** All messages, oldest first, each thread under its first message; the newest is kept in sight. */
export function MessageList({ state, notices }: { state: PageState; notices: readonly Notice[] }) {
  const list = useRef<HTMLDivElement>(null);
  const newest = `${state.channel} ${state.user} ${state.messages.at(-1)?.ts} ${notices.at(-1)?.id}`;
  useLayoutEffect(() => {
    if (list.current !== null) showNewest(list.current);
  }, [newest]);

  const known = new Set(state.messages.map(({ ts }) => ts));
  const isReply = ({ ts, threadTs }: ShownMessage) =>
    threadTs !== null && threadTs !== ts && known.has(threadTs);
  const top = state.messages.filter((message) => !isReply(message));
  const noticesAfter = (ts: string) => notices.filter(({ afterTs }) => afterTs === ts);
  return (
    <div ref={list} class="messages" role="log" aria-label="Messages">
      <div class="messages-inner">
        {notices
          .filter(({ afterTs }) => !known.has(afterTs))
          .map((notice) => (
            <NoticeLine key={notice.id} notice={notice} />
          ))}
        {top.map((message, index) => {
          const replies = state.messages.filter((other) => isReply(other) && other.threadTs === message.ts);
          return (
            <Fragment key={message.ts}>
              {dayOf(message.ts) !== dayOf(top[index - 1]?.ts ?? '') && <DayLine ts={message.ts} />}
              <Message message={message} user={state.user} />
              {message.ephemeralFor === null && (
                <Thread threadTs={message.ts} replies={replies} user={state.user} />
              )}
              {[message, ...replies].flatMap(({ ts }) =>
                noticesAfter(ts).map((notice) => <NoticeLine key={notice.id} notice={notice} />),
              )}
            </Fragment>
          );
        })}
      </div>
    </div>
  );
}

/** Down to the end; a newest message that is taller than the list is shown from its beginning. */
function showNewest(list: HTMLElement): void {
  const last = list.querySelector('.messages-inner > :nth-last-child(1 of :not(.thread-empty))');
  list.scrollTop = list.scrollHeight;
  if (last instanceof HTMLElement && last.offsetHeight > list.clientHeight) {
    list.scrollTop += last.getBoundingClientRect().top - list.getBoundingClientRect().top;
  }
}
