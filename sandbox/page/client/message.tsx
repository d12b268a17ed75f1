import { useContext, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ShownMessage } from '../../slack/contract.js';
import { askMessageOptions, sendPress } from './api.js';
import { Avatar } from './avatar.js';
import { Blocks } from './blocks/block.js';
import { FileList } from './file-list.js';
import { PressContext, type PressTarget } from './pressing.js';
import { formatSlackDate } from './text/slack-date.js';
import { Mrkdwn } from './text/text-object.js';
import { viewerNow } from './text/viewer.js';
import { type Filling, FillingContext } from './views/filling.js';
import { WorkspaceContext } from './workspace.js';

/** Says in the channel that a command failed. */
const SLACKBOT = 'Slackbot';

/** One message, with whose it is, when it came, who can see it, and its blocks (its text where it has none). */
export function Message({ message, user }: { message: ShownMessage; user: string }) {
  const [pending, setPending] = useState<PressTarget | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const ephemeral = message.ephemeralFor !== null;
  const article = useRef<HTMLElement>(null);
  const pressedBlocks = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (pressedBlocks.current === null || pressedBlocks.current === JSON.stringify(message.blocks)) return;
    pressedBlocks.current = null;
    showFromItsBeginning(article.current);
  });

  const { people, conversations } = useContext(WorkspaceContext);
  const where = { ts: message.ts, channel: message.channel, user };

  const press = async (target: Omit<PressTarget, 'value'> & { value?: string | readonly string[] }) => {
    setPending({ actionId: target.actionId, blockId: target.blockId });
    setFailure(null);
    pressedBlocks.current = JSON.stringify(message.blocks);
    const { error } = await sendPress({ ...target, ...where });
    setPending(null);
    setFailure(error);
  };
  const filling: Filling = {
    view: { values: {}, errors: {} },
    inMessage: true,
    people,
    conversations,
    fill: (target, value) => void press({ ...target, value }),
    suggest: async (target, typed) => (await askMessageOptions({ ...target, typed, ...where })).options ?? [],
  };
  return (
    <article ref={article} class={`message ${ephemeral ? 'ephemeral' : ''}`} data-ts={message.ts}>
      <Avatar author={message.userName === SLACKBOT ? 'person' : message.author} name={message.userName} />
      <div class="message-body">
        {ephemeral && (
          <div class="only-you">
            <Eye /> Only visible to you
          </div>
        )}
        <div class="message-head">
          <h2>{message.userName}</h2>
          {message.author === 'app' && message.userName !== SLACKBOT && <span class="app-badge">APP</span>}
          <MessageTime ts={message.ts} />
        </div>
        <PressContext.Provider value={{ press: (target) => void press(target), pending }}>
          <FillingContext.Provider value={filling}>
            {message.blocks.length === 0 ? (
              <Mrkdwn text={message.text} />
            ) : (
              <Blocks blocks={message.blocks} />
            )}
          </FillingContext.Provider>
        </PressContext.Provider>
        <FileList ids={message.fileIds} />
        {message.edited && <span class="edited">(edited)</span>}
        {failure !== null && (
          <p class="press-failed" role="alert">
            ⚠ {message.userName} did not respond to the button ({failure}). Try again.
          </p>
        )}
      </div>
    </article>
  );
}

/** What replaced a pressed message is read from its head, also when the button was far below it. */
function showFromItsBeginning(article: HTMLElement | null): void {
  const list = article?.closest('.messages');
  if (!article || !list) return;
  const above = list.getBoundingClientRect().top - article.getBoundingClientRect().top;
  if (above > 0) list.scrollTop -= above;
}

function MessageTime({ ts }: { ts: string }) {
  const seconds = Number(ts);
  if (Number.isNaN(seconds)) return null;
  const viewer = viewerNow();
  return (
    <time title={formatSlackDate(seconds, '{date_long} {time_secs}', viewer)}>
      {formatSlackDate(seconds, '{time}', viewer)}
    </time>
  );
}

function Eye() {
  return (
    <svg viewBox="0 0 16 16" width="13" height="13" aria-hidden="true">
      <path
        d="M1 8s2.6-4.5 7-4.5S15 8 15 8s-2.6 4.5-7 4.5S1 8 1 8z"
        fill="none"
        stroke="currentColor"
        stroke-width="1.4"
      />
      <circle cx="8" cy="8" r="2.2" fill="currentColor" />
    </svg>
  );
}
