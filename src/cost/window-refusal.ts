import { NotUnderstood } from '../errors.js';

/** Longest window that is answered, in days: a year and a month. */
export const longestWindowDays = 400;

const shownCharacters = 40;

/**
 * The error for a window that cannot be answered: one sentence with the text and the reason (a clause without a
 * full stop), and windows that can be. A suggestion's command is the window alone; the caller completes it.
 */
export function refuseWindow(text: string, why: string, instead: readonly string[]): NotUnderstood {
  return new NotUnderstood(
    `The window “${shorten(text)}” cannot be answered: ${why}.`,
    instead.map((window) => ({ label: window, command: window })),
  );
}

/** Control and direction characters as spaces, and not more than a line of it. */
function shorten(text: string): string {
  const plain = text.replace(/[\p{C}\s]+/gu, ' ').trim();
  const characters = [...plain];
  return characters.length > shownCharacters ? `${characters.slice(0, shownCharacters).join('')}…` : plain;
}
