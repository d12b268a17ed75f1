import { useEffect, useRef, useState } from 'preact/hooks';

interface ComposerProps {
  name: string;
  history: readonly string[];
  onSend(line: string): void;
}

/** The line to type in: Enter sends, the arrows walk through what was sent before. */
export function Composer({ name, history, onSend }: ComposerProps) {
  const [line, setLine] = useState('');
  const [back, setBack] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), [name]);

  const send = () => {
    onSend(line);
    setLine('');
    setBack(0);
  };
  const walk = (step: 1 | -1) => {
    const place = Math.min(Math.max(back + step, 0), history.length);
    setBack(place);
    setLine(place === 0 ? '' : (history[history.length - place] ?? ''));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === 'Enter') send();
    else if (event.key === 'ArrowUp') walk(1);
    else if (event.key === 'ArrowDown') walk(-1);
    else return;
    event.preventDefault();
  };
  return (
    <div class="composer">
      <input
        ref={input}
        type="text"
        value={line}
        placeholder={`Message ${name}`}
        aria-label={`Message to ${name}`}
        autocomplete="off"
        spellcheck={false}
        enterkeyhint="send"
        onInput={(event) => setLine(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <button type="button" class="send" aria-label="Send" disabled={line.trim() === ''} onClick={send}>
        ➤
      </button>
    </div>
  );
}
