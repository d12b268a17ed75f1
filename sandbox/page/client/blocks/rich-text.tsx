import { type Json, number, records, string } from '../json.js';
import { Inlines } from '../text/inlines.js';
import { richInlines } from '../text/rich-text.js';
import { Fallback } from './fallback.js';

/** Sections, lists, code and quotes whose text is never parsed. */
export function RichText({ block }: { block: Json }) {
  return (
    <div class="rich-text">
      {records(block.elements).map((part, index) => (
        <Part key={index} part={part} />
      ))}
    </div>
  );
}

function Part({ part }: { part: Json }) {
  const inlines = <Inlines of={richInlines(part.elements)} />;
  switch (part.type) {
    case 'rich_text_section':
      return <div>{inlines}</div>;
    case 'rich_text_preformatted':
      return <pre>{inlines}</pre>;
    case 'rich_text_quote':
      return <blockquote>{inlines}</blockquote>;
    case 'rich_text_list':
      return <List list={part} />;
    default:
      return <Fallback type={string(part.type)} />;
  }
}

function List({ list }: { list: Json }) {
  const indent = Math.min(Math.max(number(list.indent) ?? 0, 0), 8);
  const items = records(list.elements).map((item, index) => (
    <li key={index}>
      <Inlines of={richInlines(item.elements)} />
    </li>
  ));
  if (list.style === 'ordered') {
    return (
      <ol class={`indent-${indent}`} start={(number(list.offset) ?? 0) + 1}>
        {items}
      </ol>
    );
  }
  return <ul class={`indent-${indent}`}>{items}</ul>;
}
