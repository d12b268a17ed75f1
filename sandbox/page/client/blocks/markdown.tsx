import { type Json, string } from '../json.js';
import { Inlines } from '../text/inlines.js';
import { type MarkdownPart, parseMarkdown } from '../text/markdown.js';

export function MarkdownBlock({ block }: { block: Json }) {
  return (
    <div class="markdown">
      {parseMarkdown(string(block.text)).map((part, index) => (
        <Part key={index} part={part} />
      ))}
    </div>
  );
}

function Part({ part }: { part: MarkdownPart }) {
  switch (part.kind) {
    case 'rule':
      return <hr class="divider" />;
    case 'code':
      return <pre>{part.text}</pre>;
    case 'heading': {
      const Tag = (['h3', 'h4', 'h5', 'h6'] as const)[part.level - 1] ?? 'h6';
      return (
        <Tag class={`header header-${Math.min(part.level, 4)}`}>
          <Inlines of={part.inlines} />
        </Tag>
      );
    }
    case 'quote':
      return (
        <blockquote>
          <Inlines of={part.inlines} />
        </blockquote>
      );
    case 'paragraph':
      return (
        <p>
          <Inlines of={part.inlines} />
        </p>
      );
    case 'list': {
      const Tag = part.ordered ? 'ol' : 'ul';
      return (
        <Tag>
          {part.items.map((item, index) => (
            <li key={index}>
              <Inlines of={item} />
            </li>
          ))}
        </Tag>
      );
    }
    case 'table':
      return <MarkdownTable rows={part.rows} />;
  }
}

function MarkdownTable({ rows }: { rows: Extract<MarkdownPart, { kind: 'table' }>['rows'] }) {
  const [head = [], ...body] = rows;
  return (
    <div class="table-scroll">
      <table>
        <thead>
          <tr>
            {head.map((cell, index) => (
              <th key={index}>
                <Inlines of={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column}>
                  <Inlines of={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
