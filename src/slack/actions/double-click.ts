import type { SeenEvents } from '../ports.js';

const slotMs = 1_500;

/**
 * Whether the same button on the same message was pressed up to three seconds ago, in whichever process. A press claims
 * its slot of time and the one after it, so that two presses on either side of a boundary are one double click too.
 */
export async function isDoubleClick(seen: SeenEvents, button: string, pressedMs: number): Promise<boolean> {
  const slot = Math.floor(pressedMs / slotMs);
  for (const one of [slot, slot + 1]) if (!(await seen.first(`press ${button} ${one}`))) return true;
  return false;
}
