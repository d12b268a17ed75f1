import { useState } from 'preact/hooks';
import type { ShownMessage } from '../../slack/contract.js';
import { Message } from './message.js';
import { ReplyBox } from './reply-box.js';

interface ThreadProps {
  threadTs: string;
  replies: readonly ShownMessage[];
  user: string;
}

/** How many replies there are under a message, and a line to add one; a click shows them, another hides them. */
export function Thread({ threadTs, replies, user }: ThreadProps) {
  const [open, setOpen] = useState(false);
  return (
    <div class={`thread ${replies.length === 0 && !open ? 'thread-empty' : ''}`}>
      <button type="button" class="thread-toggle" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span aria-hidden="true">{open ? '▾' : '▸'}</span> {titleOf(replies.length)}
      </button>
      {open && replies.map((reply) => <Message key={reply.ts} message={reply} user={user} />)}
      {open && <ReplyBox threadTs={threadTs} />}
    </div>
  );
}

function titleOf(replies: number): string {
  if (replies === 0) return 'Reply in thread';
  return replies === 1 ? '1 reply' : `${replies} replies`;
}
