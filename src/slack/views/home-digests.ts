import type { types } from '@slack/bolt';
import type { ListedSubscription } from '../../digests/desk.js';
import { renderLines } from '../render/lines.js';
import { digestLines } from '../subscriptions-document.js';
import { button, context, type HomeBlock, header } from './home-blocks.js';

const shown = 10;
const characters = 1_000;

/** Somebody's digests with what can be done with each; null: they cannot be read. Pure. */
export function homeDigests(digests: readonly ListedSubscription[] | null): HomeBlock[] {
  const title = header('Your digests');
  if (digests === null)
    return [title, context('Your digests cannot be read at the moment. Open Home again later.')];
  if (digests.length === 0)
    return [title, context('You have none. Type /kubecent subscribe in the channel that is to get one.')];
  const more = digests.length - shown;
  return [
    title,
    ...digests.slice(0, shown).flatMap(digestBlocks),
    ...(more > 0 ? [context(`${more} more: type /kubecent subscriptions all.`)] : []),
  ];
}

function digestBlocks(listed: ListedSubscription): HomeBlock[] {
  const { id, channel, state, managed } = listed.subscription;
  const block = renderLines(digestLines(listed, false), characters);
  const isPaused = state.kind !== 'active';
  const elements = [
    ...(managed
      ? []
      : [
          isPaused ? button('home:resume', 'Resume', id) : button('home:pause', 'Pause', id),
          button('home:edit', 'Edit', id),
        ]),
    button('home:run', 'Run now', id),
  ];
  return [
    ...(block ? [withPlace(block, channel)] : []),
    { type: 'actions', block_id: `home-digest-${id}`, elements },
  ];
}

/** Slack writes a channel's name itself, for those who may know it. */
function withPlace(block: types.RichTextBlock, channel: string): types.RichTextBlock {
  const place: types.RichTextElement[] = /^[CG][A-Z0-9]+$/.test(channel)
    ? [{ type: 'channel', channel_id: channel }]
    : [{ type: 'text', text: 'direct messages' }];
  const section: types.RichTextSection = {
    type: 'rich_text_section',
    elements: [{ type: 'text', text: 'In ' }, ...place],
  };
  return { ...block, elements: [...block.elements, section] };
}
