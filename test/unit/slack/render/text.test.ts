import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cleanText, escapeMarks, escapeText } from '../../../../src/slack/render/clean-text.js';
import { countCharacters, cutEnd, cutMiddle } from '../../../../src/slack/render/cut-text.js';
import { anyText } from '../any-document.js';

describe('cleanText', () => {
  it.each([
    ['a\nb\r\n\tc', 'a b c'],
    ['\u202egnp.exe', 'gnp.exe'],
    ['\u2066a\u2069', 'a'],
    ['a\u0000b\u001b[31m', 'a\ufffdb\ufffd[31m'],
    ['\ud800x', '\ufffdx'],
    ['\u200b \ufeff', ''],
    ['שלום', 'שלום'],
    ['👩‍👩‍👧', '👩‍👩‍👧'],
    ['CHF\u00a01.50', 'CHF\u00a01.50'],
  ])('turns %j into %j', (text, clean) => expect(cleanText(text)).toBe(clean));
});

describe('escapeText and escapeMarks', () => {
  it('leaves no markup that Slack would act on', () => {
    expect(escapeText('<!channel> & <@U1>')).toBe('&lt;!channel&gt; &amp; &lt;@U1&gt;');
  });

  it('breaks formatting at the edges of words and leaves names alone', () => {
    expect(escapeMarks('team_a')).toBe('team_a');
    expect(escapeMarks('*a*')).toBe('*\u200da*\u200d');
  });
});

describe('cutMiddle and cutEnd', () => {
  it('keeps both ends of a name', () => {
    expect(cutMiddle('checkout-service-7d9f-x2x', 15)).toBe('checkou…d9f-x2x');
  });

  it('ends a sentence with an ellipsis', () => {
    expect(cutEnd('one two three', 9)).toBe('one two…');
  });

  it('never splits what a person sees as one character', () => {
    const family = '👩‍👩‍👧‍👦';
    expect(cutMiddle(family.repeat(5), 25)).toBe(`${family}…${family}`);
    expect(cutEnd(family.repeat(5), 25)).toBe(`${family}${family}…`);
  });

  it('keeps the limit for any text, and never leaves half a character', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 100 }), (raw, max) => {
        const text = cleanText(raw);
        for (const cut of [cutMiddle(text, max), cutEnd(text, max)]) {
          expect(cut.length).toBeLessThanOrEqual(max);
          expect(cut).not.toMatch(/\p{Cs}/u);
          if (text !== '') expect(cut).not.toBe('');
        }
      }),
    );
  });

  it('counts what is seen', () => {
    expect(countCharacters('abc')).toBe(3);
    expect(countCharacters('👩‍👩‍👧e\u0301')).toBe(2);
  });
});
