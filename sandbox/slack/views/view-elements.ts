import { isJson, type Json } from '../blocks/check.js';
import type { ElementTarget } from '../contract.js';

/** An interactive element of a view and the block it stands in. */
export interface ViewElement {
  blockId: string;
  actionId: string;
  block: Json;
  element: Json;
}

/** Every element with an action_id: of inputs, of actions, of cards, at the right of sections, and of blocks in a container. */
export function viewElements(blocks: readonly Json[]): readonly ViewElement[] {
  return blocks.flatMap((block) => [
    ...(Array.isArray(block.child_blocks) ? viewElements(block.child_blocks.filter(isJson)) : []),
    ...[block.element, block.accessory, block.elements, block.actions]
      .flat()
      .filter(isJson)
      .filter((element) => typeof element.action_id === 'string')
      .map((element) => ({
        blockId: String(block.block_id),
        actionId: String(element.action_id),
        block,
        element,
      })),
  ]);
}

/** The element of these ids. Throws where there is none. */
export function findViewElement(blocks: readonly Json[], { blockId, actionId }: ElementTarget): ViewElement {
  const found = viewElements(blocks).find((one) => one.blockId === blockId && one.actionId === actionId);
  if (!found) throw new Error(`The view has no element ${blockId}/${actionId}.`);
  return found;
}
