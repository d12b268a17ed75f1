import { createHash } from 'node:crypto';
import type { ListedSubscription } from '../../digests/desk.js';
import type { Line } from '../../reports/document.js';
import { renderButtons } from '../render/buttons.js';
import { cleanText } from '../render/clean-text.js';
import { renderLines } from '../render/lines.js';
import { button, context, divider, type HomeBlock, header } from './home-blocks.js';
import type { Board } from './home-board.js';
import { homeDigests } from './home-digests.js';
import { homeMonth } from './home-month.js';

/** What one person's Home is made of. */
export interface HomeState {
  /** null: nothing has been looked up yet. */
  board: Board | null;
  /** Their digests; null: they cannot be read; 'none kept': this Kubecent keeps no digests. */
  digests: readonly ListedSubscription[] | null | 'none kept';
  /** What a press on Home has done, in a sentence; '' where nothing is to be said. */
  said: string;
}

/** A Home tab as Slack takes it. `private_metadata` names its content, so that the same is not sent twice. */
export interface HomeView {
  type: 'home';
  private_metadata: string;
  blocks: HomeBlock[];
}

const healthCharacters = 3_000;

/** Draws Home. It depends on what it shows alone, not on when it is drawn. Pure. */
export function homeView({ board, digests, said }: HomeState): HomeView {
  const blocks = [
    ...healthBlocks(board),
    divider(),
    ...(board ? homeMonth(board) : []),
    ...(digests === 'none kept' ? [] : homeDigests(digests)),
    // beside the buttons that it is about: nobody looks at the top of a long page for it
    ...(cleanText(said) === '' ? [] : [context(said)]),
    divider(),
    ...startBlocks(),
  ];
  const hash = createHash('sha256').update(JSON.stringify(blocks)).digest('hex').slice(0, 32);
  return { type: 'home', private_metadata: hash, blocks };
}

function healthBlocks(board: Board | null): HomeBlock[] {
  if (!board)
    return [
      header('Kubernetes cost'),
      context(
        'The figures are being looked up and appear here in a moment. If they do not, open Home again.',
      ),
    ];
  const { health, unknown } = board.facts;
  const since = board.unknownSinceMs;
  const lines: Line[] = [
    health ? boldStart(health.sentence) : ['Whether the numbers are current is not known.'],
    ...unknown.map((sentence): Line => [sentence]),
    ...(unknown.length > 0 && since !== null
      ? [['Not known since ', { dateMs: since, style: 'date-time' as const }, '.']]
      : []),
  ];
  const block = renderLines(lines, healthCharacters);
  return [
    header('Kubernetes cost'),
    ...(block ? [block] : []),
    { type: 'actions', block_id: 'home-health', elements: [button('home:details', 'Details')] },
  ];
}

function boldStart([first = '', ...rest]: Line): Line {
  return typeof first === 'string' ? [{ text: first, style: 'bold' }, ...rest] : [first, ...rest];
}

function startBlocks(): HomeBlock[] {
  const lines: Line[] = [
    [
      'Type ',
      { text: '/kubecent', style: 'code' },
      ' in any channel: what it costs, what changed, what to do.',
    ],
    [
      { text: '/kubecent namespaces 30d', style: 'code' },
      ' is the cost by namespace, ',
      { text: '/kubecent savings', style: 'code' },
      ' what could be saved.',
    ],
    [{ text: '/kubecent subscribe', style: 'code' }, ' has a digest sent into a channel every week.'],
    ['Answers are for you alone until you share them.'],
  ];
  const start = renderLines(lines, healthCharacters);
  const actions = renderButtons(
    {
      kind: 'actions',
      actions: [
        { label: 'Overview', command: 'overview' },
        { label: 'Namespaces', command: 'namespaces' },
        { label: 'Savings', command: 'savings' },
        { label: 'Months', command: 'monthly' },
        { label: 'Help', command: 'help' },
      ],
    },
    100,
  );
  return [
    header('How to start'),
    ...(start ? [start] : []),
    ...(actions ? [actions] : []),
    context('What you ask for with a button of this page is answered in your direct messages with Kubecent.'),
  ];
}
