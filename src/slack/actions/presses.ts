/** One press, as Slack tells of it. */
export interface Press {
  /** The same for a press that is told twice, new for each press. */
  id: string;
  /** The message it was made on, as one person sees it. */
  message: string;
  /** The button on that message. */
  button: string;
}

/** A press that is being answered. */
export interface OpenPress {
  /** False once a later press was made on the same message. */
  isLatest(): boolean;
  end(): void;
}

export interface Presses {
  /** null: told before, or the same button is still being answered; nothing is to be done. */
  begin(press: Press): OpenPress | null;
}

const remembered = 1_000;

/** Lets each press act once, and only the last press on a message have its answer shown. In memory. */
export function createPresses(): Presses {
  const seen = new Set<string>();
  const open = new Set<string>();
  const latest = new Map<string, string>();
  return {
    begin({ id, message, button }) {
      const key = `${message} ${button}`;
      if (seen.has(id) || open.has(key)) return null;
      seen.add(id);
      const [oldest] = seen;
      if (seen.size > remembered && oldest !== undefined) seen.delete(oldest);
      open.add(key);
      latest.set(message, id);
      return {
        isLatest: () => latest.get(message) === id,
        end() {
          open.delete(key);
          if (latest.get(message) === id) latest.delete(message);
        },
      };
    },
  };
}
