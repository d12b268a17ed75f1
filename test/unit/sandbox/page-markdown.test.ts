import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseMarkdown } from '../../../sandbox/page/client/text/markdown.js';
import { parseMarkdownInline } from '../../../sandbox/page/client/text/markdown-inline.js';

const text = (words: string) => ({ kind: 'text', text: words });

describe('Markdown', () => {
  it('reads headings, paragraphs, lists, quotes, code and rules', () => {
    expect(
      parseMarkdown('## Why\none\ntwo\n\n1. a\n2. b\n> q\n---\n```ts\n# x\n```').map((part) => part.kind),
    ).toEqual(['heading', 'paragraph', 'list', 'quote', 'rule', 'code']);
    expect(parseMarkdown('- a\n- b')).toEqual([
      { kind: 'list', ordered: false, items: [[text('a')], [text('b')]] },
    ]);
    expect(parseMarkdown('```\nopen')).toEqual([{ kind: 'code', text: 'open' }]);
  });

  it('reads a table only where a rule stands under its head', () => {
    expect(parseMarkdown('| a | b |\n| - | -: |\n| 1 | 2 |')).toEqual([
      {
        kind: 'table',
        rows: [
          [[text('a')], [text('b')]],
          [[text('1')], [text('2')]],
        ],
      },
    ]);
    expect(parseMarkdown('| a | b |').map((part) => part.kind)).toEqual(['paragraph']);
  });

  it('reads emphasis, code, links and escapes, and HTML as text', () => {
    expect(parseMarkdownInline('**a** *b* ~~c~~ `d`').map((inline) => inline.kind)).toEqual([
      'bold',
      'text',
      'italic',
      'text',
      'strike',
      'text',
      'code',
    ]);
    expect(parseMarkdownInline('\\*a\\* snake_case_name <b>')).toEqual([text('*a* snake_case_name <b>')]);
    expect(parseMarkdownInline('[x](javascript:y)')).toEqual([text('[x](javascript:y)')]);
    expect(parseMarkdownInline('[x](https://a.example)')).toEqual([
      { kind: 'link', url: 'https://a.example', children: [text('x')] },
    ]);
  });

  it('never throws and always ends', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('*', '_', '`', '|', '-', '[', ']', '(', ')', '#', '>', '\n', 'a', ' ')),
        (parts) => Array.isArray(parseMarkdown(parts.join(''))),
      ),
    );
  });
});
