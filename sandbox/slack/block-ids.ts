import type { Json } from './blocks/check.js';

/** The blocks with a made-up block_id and action_id where the app gave none, as Slack does; `seed` makes them new ones. */
export function withIds(blocks: readonly Json[], seed: string): readonly Json[] {
  return blocks.map((block, index) => {
    const named = 'block_id' in block ? block : { ...block, block_id: `b${seed}_${index}` };
    const actionId = `a${seed}_${index}`;
    return {
      ...named,
      ...(Array.isArray(named.elements)
        ? { elements: named.elements.map((element, at) => withActionId(element, `${actionId}_${at}`)) }
        : {}),
      ...('accessory' in named ? { accessory: withActionId(named.accessory, actionId) } : {}),
      ...('element' in named ? { element: withActionId(named.element, actionId) } : {}),
    };
  });
}

const PASSIVE = /^(image|plain_text|mrkdwn|card|rich_text_.*)$/;

function withActionId(element: unknown, actionId: string): unknown {
  if (typeof element !== 'object' || element === null) return element;
  const passive = 'type' in element && PASSIVE.test(String(element.type));
  return passive || 'action_id' in element ? element : { ...element, action_id: actionId };
}
