import { describe, expect, it } from '@jest/globals';
import { html } from '../../../../src/api/admin/markup.js';
import { settingRows } from '../../../../src/api/admin/settings.js';
import { hostileNames } from '../../../support/hostile-names.js';

const attacks = [
  '<script>x</script>',
  '"><img src=x onerror=x>',
  "' onmouseover='x",
  '</title>',
  '<!--',
  '&lt;b&gt;',
];

describe('a template of HTML', () => {
  it.each([...attacks, ...hostileNames])('has %j as text, in an element and in an attribute', (name) => {
    const { text } = html`<p title="${name}">${name}</p>`;
    const [, title = '', body = ''] = /^<p title="([^"]*)">([^<]*)<\/p>$/s.exec(text) ?? [];
    expect([unescaped(title), unescaped(body)]).toEqual([name, name]);
    expect(body).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|#39);)/);
  });

  it('has templates as they are, also in lists, and nothing for nothing', () => {
    const list = ['<a>', '<b>'].map((name) => html`<li>${name}</li>`);
    const { text } = html`<ul>${list}</ul>${null}${undefined}${false}${0}${['<', [html`<br>`]]}`;
    expect(text).toBe('<ul><li>&lt;a&gt;</li><li>&lt;b&gt;</li></ul>0&lt;<br>');
  });
});

function unescaped(text: string): string {
  const letters: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => letters[name] ?? '');
}

it('settings are shown as one line each', () => {
  const tree = { clusters: [{ name: 'prod', until: null }], api: { port: 0, tokens: [] }, on: false };
  expect(settingRows(tree)).toEqual([
    ['clusters[0].name', 'prod'],
    ['clusters[0].until', 'none'],
    ['api.port', '0'],
    ['api.tokens', 'none'],
    ['on', 'false'],
  ]);
});
