import { createContext } from 'preact';

/** Which button of a message: Slack's two ids. */
export interface PressTarget {
  actionId: string;
  blockId: string;
}

export interface Pressing {
  press(target: PressTarget): void;
  /** The button that waits for the app; while one does, no other of the message can be pressed. */
  pending: PressTarget | null;
}

/** How a block reaches the app; outside a message nothing happens. */
export const PressContext = createContext<Pressing>({ press: () => undefined, pending: null });
