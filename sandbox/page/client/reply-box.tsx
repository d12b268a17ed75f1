import { useContext, useState } from 'preact/hooks';
import { WorkspaceContext } from './workspace.js';

/** The line to answer in a thread: Enter sends. */
export function ReplyBox({ threadTs }: { threadTs: string }) {
  const { reply } = useContext(WorkspaceContext);
  const [text, setText] = useState('');
  const send = () => {
    if (text.trim() === '') return;
    reply(text, threadTs);
    setText('');
  };
  return (
    <div class="composer reply-box">
      <input
        type="text"
        value={text}
        placeholder="Reply… (@kubecent asks the app)"
        aria-label="Reply in the thread"
        autocomplete="off"
        spellcheck={false}
        enterkeyhint="send"
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.isComposing) return;
          event.preventDefault();
          send();
        }}
      />
      <button
        type="button"
        class="send"
        aria-label="Send the reply"
        disabled={text.trim() === ''}
        onClick={send}
      >
        ➤
      </button>
    </div>
  );
}
