import { useState } from 'preact/hooks';
import type { ShownMessage } from '../../slack/contract.js';
import { Message } from './message.js';

/** How many replies there are under a message; a click shows them, another hides them. */
export function Thread({ replies, user }: { replies: readonly ShownMessage[]; user: string }) {
  const [open, setOpen] = useState(false);
  return (
    <div class="thread">
      <button type="button" class="thread-toggle" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span aria-hidden="true">{open ? '▾' : '▸'}</span>{' '}
        {replies.length === 1 ? '1 reply' : `${replies.length} replies`}
      </button>
      {open && replies.map((reply) => <Message key={reply.ts} message={reply} user={user} />)}
    </div>
  );
}
