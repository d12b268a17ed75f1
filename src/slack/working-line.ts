import type { Clock } from './ports.js';

/** From then on a person wonders whether anything happens. */
const workingAfterMs = 2_000;

/** Sends one line after `afterMs`, unless `end` was called before; `end` waits for a line that is on its way. */
export function startWorkingLine({
  sendLine,
  clock,
  afterMs = workingAfterMs,
  doing = '',
}: {
  sendLine: (text: string) => Promise<unknown>;
  clock: Clock;
  afterMs?: number;
  /** What is being done, in a few words, until something else is said. */
  doing?: string;
}) {
  let progress = doing;
  let sending: Promise<unknown> = Promise.resolve();
  const callOff = clock.after(afterMs, () => {
    sending = sendLine(progress === '' ? 'Working on it …' : `Working on it: ${progress}`);
  });
  return {
    setProgress(text: string) {
      progress = text;
    },
    async end() {
      callOff();
      await sending;
    },
  };
}
