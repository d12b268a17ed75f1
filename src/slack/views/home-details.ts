import type { Line } from '../../reports/document.js';
import { renderLines } from '../render/lines.js';
import { plain } from './form-elements.js';
import { context, type HomeBlock, header } from './home-blocks.js';
import type { Board } from './home-board.js';
import type { ModalView } from './subscription-form.js';

const characters = 6_000;

/** How each part is; whoever runs Kubecent sees more. Pure. */
export function homeDetails(board: Board | null, isAdmin: boolean): ModalView {
  const facts = board?.facts;
  const groups = [
    facts?.health
      ? [facts.health.sentence]
      : [['How each part is, is not known yet. Open this again in a moment.']],
    ...(facts?.unknown ?? []).map((sentence) => [[sentence]]),
    ...(facts?.health?.details ?? []),
  ];
  const admin: HomeBlock[] = isAdmin
    ? [
        header('For admins'),
        ...render([...(facts?.health?.adminDetails ?? []), ...(facts?.adminDetails ?? [])]),
        context('Seen by admins alone.'),
      ]
    : [];
  return {
    type: 'modal',
    callback_id: 'home-details',
    private_metadata: '',
    title: plain('Health'),
    close: plain('Close'),
    blocks: [...groups.slice(0, 80).flatMap(render), ...admin] as unknown as Record<string, unknown>[],
  };
}

function render(lines: readonly Line[]): HomeBlock[] {
  const block = renderLines(lines, characters);
  return block ? [block] : [];
}
