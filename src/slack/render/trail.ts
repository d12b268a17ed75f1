import type { types } from '@slack/bolt';
import type { TrailSection } from '../../reports/document.js';
import { cleanText } from './clean-text.js';
import { cutMiddle } from './cut-text.js';
import { limits } from './limits.js';
import { runButton } from './run-button.js';

/** "Overview › prod › payments › api". */
export function writeTrail({ steps }: TrailSection): string {
  return steps
    .map(({ label }) => cutMiddle(cleanText(label), limits.nameCell))
    .filter((label) => label !== '')
    .join(' › ');
}

/** The way in words, and a button for each part that can be opened; no blocks where there is no way. */
export function renderTrail(
  section: TrailSection,
  firstNumber: number,
): [types.ContextBlock, types.ActionsBlock] | [] {
  const elements = section.steps
    .flatMap(({ label, command }) =>
      command === null || command.length > limits.buttonValue ? [] : [{ label, command }],
    )
    .filter(({ label }) => cleanText(label) !== '')
    .slice(0, limits.actions)
    .map((action, index) => runButton(action, firstNumber + index));
  const text = writeTrail(section);
  if (elements.length === 0 || text === '') return [];
  return [
    { type: 'context', elements: [{ type: 'plain_text', text, emoji: false }] },
    { type: 'actions', elements },
  ];
}
