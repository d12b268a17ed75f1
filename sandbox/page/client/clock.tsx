import { sendClock } from './api.js';
import { clockMoves, clockWords } from './clock-times.js';

/** What time it is in this workspace, and buttons that move it on where it can be moved. */
export function Clock({ nowMs, moves }: { nowMs: number; moves: boolean }) {
  return (
    <div class="clock">
      <time dateTime={new Date(nowMs).toISOString()}>{clockWords(nowMs)}</time>
      {moves &&
        clockMoves(nowMs).map(({ label, moveMs }) => (
          <button
            key={label}
            type="button"
            class="button button-small"
            onClick={() => void sendClock({ moveMs })}
          >
            {label}
          </button>
        ))}
    </div>
  );
}
