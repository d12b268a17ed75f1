import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Inline } from '../../../sandbox/page/client/text/inline.js';
import { parseInline, parseMrkdwn } from '../../../sandbox/page/client/text/mrkdwn.js';

const text = (words: string): Inline => ({ kind: 'text', text: words });

function plain(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => {
      if ('children' in inline) return plain(inline.children);
      return 'text' in inline ? inline.text : '';
    })
    .join('');
}

describe('mrkdwn', () => {
  it('reads emphasis between word boundaries only', () => {
    expect(parseInline('*a* _b_ ~c~')).toEqual([
      { kind: 'bold', children: [text('a')] },
      text(' '),
      { kind: 'italic', children: [text('b')] },
      text(' '),
      { kind: 'strike', children: [text('c')] },
    ]);
    for (const literal of [
      '2*3*4',
      'my_name_here',
      '* a*',
      '*a *',
      '**',
      '*a\nb*',
      'ml_batch and gpu_jobs',
      'x*b*',
    ]) {
      expect(parseInline(literal)).toEqual([text(literal)]);
    }
  });

  it('nests emphasis and leaves code alone', () => {
    expect(parseInline('*a _b_*')).toEqual([
      { kind: 'bold', children: [text('a '), { kind: 'italic', children: [text('b')] }] },
    ]);
    expect(parseInline('`*a* &lt;b&gt;`')).toEqual([{ kind: 'code', text: '*a* <b>' }]);
  });

  it('decodes the three entities once', () => {
    expect(parseInline('&lt;!channel&gt; &amp;lt;')).toEqual([text('<!channel> &lt;')]);
  });

  it('reads links, mentions and date tokens, and no other scheme', () => {
    expect(parseInline('<https://a.example/?x=1&amp;y=2|the docs>')).toEqual([
      { kind: 'link', url: 'https://a.example/?x=1&y=2', children: [text('the docs')] },
    ]);
    expect(parseInline('<!here> <@U1> <#C1|finops>')).toEqual([
      { kind: 'mention', text: '@here' },
      text(' '),
      { kind: 'mention', text: '@U1' },
      text(' '),
      { kind: 'mention', text: '#finops' },
    ]);
    expect(parseInline('<!date^1795424400^{date_num}^https://a.example|then>')).toEqual([
      { kind: 'date', seconds: 1795424400, format: '{date_num}', url: 'https://a.example', fallback: 'then' },
    ]);
    expect(plain(parseInline('<javascript:alert(1)|x> <b>'))).toBe('<javascript:alert(1)|x> <b>');
  });

  it('separates code blocks and quotes from lines', () => {
    expect(parseMrkdwn('one\n&gt; two\n> three\nfour ```a < b\n  c```')).toEqual([
      { kind: 'lines', inlines: [text('one')] },
      { kind: 'quote', inlines: [text('two\nthree')] },
      { kind: 'lines', inlines: [text('four ')] },
      { kind: 'preformatted', text: 'a < b\n  c' },
    ]);
  });

  it('never throws, and keeps what has no mark-up as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (source) => {
        const escaped = source.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
        parseMrkdwn(source);
        if (!/[*_~`:]/.test(source)) expect(plain(parseInline(escaped))).toBe(source);
      }),
    );
  });
});
