import { createContext } from 'preact';

/** Which button or menu of a message or a modal: Slack's two ids. */
export interface PressTarget {
  actionId: string;
  blockId: string;
  /** Of the option that was picked from a menu. */
  value?: string;
}

export interface Pressing {
  press(target: PressTarget): void;
  /** The button that waits for the app; while one does, no other there can be pressed. */
  pending: PressTarget | null;
}

/** How a block reaches the app; outside a message or a modal nothing happens. */
export const PressContext = createContext<Pressing>({ press: () => undefined, pending: null });
