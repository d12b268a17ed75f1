import { actions, contextActions } from './actions.js';
import { alert } from './alert.js';
import { card, carousel } from './card.js';
import type { Check } from './check.js';
import { container } from './container.js';
import { context } from './context.js';
import { dataTable } from './data-table.js';
import { dataVisualization } from './data-visualization.js';
import { divider } from './divider.js';
import { header } from './header.js';
import { image } from './image.js';
import { input } from './input.js';
import { markdown } from './markdown.js';
import { plan, taskCard } from './plan.js';
import { richText } from './rich-text.js';
import { section } from './section.js';
import { table } from './table.js';
import { video } from './video.js';

/** Where blocks are shown. */
export type Surface = 'message' | 'modal' | 'home';

const everywhere: readonly Surface[] = ['message', 'modal', 'home'];
const outsideModals: readonly Surface[] = ['message', 'home'];

/** Every block type that an app can send, and where Slack takes it. */
export const BLOCKS: Readonly<Record<string, { check: Check; surfaces: readonly Surface[] }>> = {
  actions: { check: actions, surfaces: everywhere },
  alert: { check: alert, surfaces: ['modal'] },
  card: { check: card, surfaces: outsideModals },
  carousel: { check: carousel, surfaces: outsideModals },
  container: { check: container, surfaces: outsideModals },
  context: { check: context, surfaces: everywhere },
  context_actions: { check: contextActions, surfaces: ['message'] },
  data_table: { check: dataTable, surfaces: outsideModals },
  data_visualization: { check: dataVisualization, surfaces: ['message'] },
  divider: { check: divider, surfaces: everywhere },
  header: { check: header, surfaces: everywhere },
  image: { check: image, surfaces: everywhere },
  input: { check: input, surfaces: everywhere },
  markdown: { check: markdown, surfaces: ['message'] },
  plan: { check: plan, surfaces: ['message'] },
  rich_text: { check: richText, surfaces: everywhere },
  section: { check: section, surfaces: everywhere },
  table: { check: table, surfaces: outsideModals },
  task_card: { check: taskCard, surfaces: ['message'] },
  video: { check: video, surfaces: everywhere },
};
