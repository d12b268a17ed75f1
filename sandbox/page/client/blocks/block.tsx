import type { FunctionComponent } from 'preact';
import { useErrorBoundary } from 'preact/hooks';
import { type Json, string } from '../json.js';
import { InputBlock } from '../views/input-block.js';
import { Actions } from './actions.js';
import { Alert } from './alert.js';
import { Card } from './card.js';
import { Container } from './container.js';
import { Context } from './context.js';
import { ContextActions } from './context-actions.js';
import { DataTable } from './data-table.js';
import { DataVisualization } from './data-visualization.js';
import { Divider } from './divider.js';
import { Fallback } from './fallback.js';
import { Header } from './header.js';
import { Image } from './image.js';
import { MarkdownBlock } from './markdown.js';
import { RichText } from './rich-text.js';
import { Section } from './section.js';
import { Table } from './table.js';

const COMPONENTS: ReadonlyMap<string, FunctionComponent<{ block: Json }>> = new Map([
  ['actions', Actions],
  ['alert', Alert],
  ['card', Card],
  ['container', ({ block }: { block: Json }) => <Container block={block} blocks={Blocks} />],
  ['context', Context],
  ['context_actions', ContextActions],
  ['data_table', DataTable],
  ['data_visualization', DataVisualization],
  ['divider', Divider],
  ['header', Header],
  ['image', Image],
  ['input', InputBlock],
  ['markdown', MarkdownBlock],
  ['rich_text', RichText],
  ['section', Section],
  ['table', Table],
]);

/** Blocks in their order; each is drawn by the component of its type, or said not to be shown. One with a block_id stays what it is wherever it moves. */
export function Blocks({ blocks }: { blocks: readonly Json[] }) {
  return (
    <div class="blocks">
      {blocks.map((block, index) => (
        <Block key={string(block.block_id) || `${index} ${string(block.type)}`} block={block} />
      ))}
    </div>
  );
}

function Block({ block }: { block: Json }) {
  const [error] = useErrorBoundary();
  const type = string(block.type);
  const Component = COMPONENTS.get(type);
  if (error !== undefined || Component === undefined) return <Fallback type={type} />;
  return <Component block={block} />;
}
