import type { FunctionComponent } from 'preact';
import { type Json, record, records, string } from '../json.js';
import { TextObject } from '../text/text-object.js';
import { RichText } from './rich-text.js';

interface ContainerProps {
  block: Json;
  /** Draws the children; handed in, so that blocks and container do not import each other. */
  blocks: FunctionComponent<{ blocks: readonly Json[] }>;
}

/** A frame with a title around other blocks; folds where it says so. */
export function Container({ block, blocks: Blocks }: ContainerProps) {
  const children = <Blocks blocks={records(block.child_blocks)} />;
  if (block.is_collapsible !== true) {
    return (
      <section class="container">
        <ContainerTitle block={block} />
        {children}
      </section>
    );
  }
  return (
    <details class="container" open={block.default_collapsed !== true}>
      <summary>
        <ContainerTitle block={block} />
      </summary>
      {children}
    </details>
  );
}

function ContainerTitle({ block }: { block: Json }) {
  return (
    <div class="container-title">
      {block.rich_text_title === undefined ? (
        <b>{string(record(block.title).text)}</b>
      ) : (
        <RichText block={record(block.rich_text_title)} />
      )}
      {block.subtitle !== undefined && (
        <div class="container-subtitle">
          <TextObject text={record(block.subtitle)} />
        </div>
      )}
    </div>
  );
}
