import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { validateBlocks } from '../../../../sandbox/slack/blocks/validate.js';
import { countShown, type Level, type MessageBlock } from '../../../../src/slack/render/blocks.js';
import { renderDocument } from '../../../../src/slack/render/document.js';
import { sharedFoot } from '../../../../src/slack/render/foot.js';
import { anyDocument } from '../any-document.js';
import { sampleChart, sampleDocument, sampleTable } from '../documents.js';

const typesOf = (blocks: readonly MessageBlock[]) => blocks.map((block) => block.type);
const withBlocks: readonly Level[] = ['native', 'plain'];

/** What Slack would make of `text`, which it parses. */
const mentions = /<[!@#]|<https?:|<mailto:/;
const directions = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/;

/** The value of a button is a command line: never shown, only parsed. */
const withoutValues = (key: string, value: unknown) => (key === 'value' ? undefined : value);

/** What stands below a shared answer. */
const foot = sharedFoot('namespaces 7d', ['csv'], { user: 'U0ALEX0000', atMs: 1_795_510_800_000 });

describe('renderDocument', () => {
  it('shows the parts in the order of the document', () => {
    const { text, blocks } = renderDocument(sampleDocument(), { level: 'native' });
    expect(text).toBe('$9,412.80, ▲ $541.45 (6.1 %) on 9–15 Nov');
    expect(typesOf(blocks)).toEqual([
      'header',
      'context',
      'rich_text',
      'data_visualization',
      'data_table',
      'actions',
      'context',
      'actions',
    ]);
    expect(validateBlocks(blocks, 'message')).toEqual([]);
  });

  it('uses no data_ block in the plain form and keeps every figure', () => {
    const { blocks } = renderDocument(sampleDocument(), { level: 'plain' });
    expect(typesOf(blocks).filter((type) => type.startsWith('data_'))).toEqual([]);
    const shown = JSON.stringify(blocks);
    for (const piece of ['namespace-2', '$1.00', 'Cost a day', '188.20 to 190.00', 'pods payments 7d'])
      expect(shown).toContain(piece);
  });

  it('says everything in the text form, escaped', () => {
    const document = sampleDocument({
      subtitle: 'a < b & *c*',
      sections: [sampleTable(2), ...sampleDocument().sections],
    });
    const { text, blocks } = renderDocument(document, { level: 'text' });
    expect(blocks).toEqual([]);
    expect(text).toContain('a &lt; b &amp; *\u200dc*\u200d');
    for (const piece of [
      'Kubernetes cost by namespace',
      'namespace-1',
      'All 7 days complete.',
      'pods payments 7d',
    ])
      expect(text).toContain(piece);
  });

  it('cuts a name in its middle, and nothing else', () => {
    const name = `${'a'.repeat(120)}-${'z'.repeat(120)}`;
    const lines = [[{ text: name, style: 'name' as const }, ` ${name}`]];
    const document = sampleDocument({ sections: [{ kind: 'text', lines }] });
    for (const level of ['native', 'plain', 'text'] as const) {
      const shown = JSON.stringify(renderDocument(document, { level }));
      expect(shown).toMatch(/[^a]a{20,35}…z{20,35}[^z]/);
      expect(shown).toContain(name);
    }
  });

  it('gives its summary in the text form only where no sentence says it', () => {
    const sections = [{ kind: 'text' as const, lines: [['All is well.']] }];
    const textOf = (document: Parameters<typeof renderDocument>[0]) =>
      renderDocument(document, { level: 'text' }).text;
    expect(textOf(sampleDocument({ summary: 'In short.', sections }))).not.toContain('In short.');
    expect(textOf(sampleDocument({ summary: 'In short.', sections: [] }))).toContain('In short.');
  });

  it('keeps every limit of Slack for any document', () => {
    fc.assert(
      fc.property(anyDocument, fc.constantFrom(...withBlocks), (document, level) => {
        const { text, blocks } = renderDocument(document, { level, foot });
        expect(blocks.slice(-2)).toEqual(foot.blocks);
        expect(validateBlocks(blocks, 'message', { refuseDataBlocks: level === 'plain' })).toEqual([]);
        expect(countShown(blocks)).toBeLessThanOrEqual(9_500);
        expect(blocks.length).toBeGreaterThan(0);
        expect(typesOf(blocks).filter((type) => type === 'data_table').length).toBeLessThanOrEqual(1);
        expect(text.trim()).not.toBe('');
        expect(text).not.toMatch(mentions);
        expect(JSON.stringify({ text, blocks }, withoutValues)).not.toMatch(directions);
        const ids = blocks
          .flatMap((block) => (block.type === 'actions' ? block.elements : []))
          .map((one) => one.action_id);
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('makes a short, escaped text of any document', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const { text: whole } = renderDocument(document, { level: 'text', foot });
        expect(whole.length).toBeLessThanOrEqual(4_000);
        expect(whole.endsWith(`\n${foot.text}`)).toBe(true);
        const text = whole.slice(0, -foot.text.length);
        expect(text.trim()).not.toBe('');
        expect(text).not.toMatch(/[<>]/);
        expect(text).not.toMatch(/&(?!amp;|lt;|gt;)/);
        expect(text).not.toMatch(directions);
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  it('cuts the table first, into one row that keeps the sum', () => {
    const document = sampleDocument({
      sections: [...sampleDocument().sections, sampleTable(10_000)].filter(
        (s) => s.kind !== 'table' || s.rows.length > 3,
      ),
    });
    const { blocks } = renderDocument(document, { level: 'native' });
    const table = blocks.find((block) => block.type === 'data_table');
    const last = table?.type === 'data_table' ? table.rows.at(-1) : undefined;
    const shown = table?.type === 'data_table' ? table.rows.length - 2 : 0;
    expect(shown).toBeGreaterThan(50);
    expect(last).toEqual([
      { type: 'raw_text', text: `${(10_000 - shown).toLocaleString('en-US')} more namespaces` },
      expect.objectContaining({ type: 'raw_number', value: 10_000 - shown }),
    ]);
    expect(JSON.stringify(blocks)).not.toContain('left out');
  });

  it('says so where a part does not fit at all', () => {
    const lines = Array.from({ length: 400 }, (_, index) => [`line ${index} ${'x'.repeat(40)}`]);
    const sections = [
      { kind: 'text' as const, lines },
      { kind: 'text' as const, lines },
      sampleTable(3),
      sampleChart(),
    ];
    const { blocks } = renderDocument(sampleDocument({ sections }), { level: 'native' });
    expect(JSON.stringify(blocks)).toContain('more lines');
    expect(JSON.stringify(blocks.at(-1))).toContain('left out');
  });

  it('leaves out a table without rows and a chart without anything above nothing', () => {
    const sections = [sampleTable(0), sampleChart({ series: [{ name: 'x', values: [0, 0] }] })];
    const { blocks } = renderDocument(sampleDocument({ sections }), { level: 'native' });
    expect(typesOf(blocks)).toEqual(['header', 'context', 'rich_text']);
  });

  it('draws two charts and one sortable table, and the second table in letters', () => {
    const sections = [sampleChart(), sampleChart(), sampleChart(), sampleTable(2), sampleTable(2)];
    const { blocks } = renderDocument(sampleDocument({ sections }), { level: 'native' });
    const types = typesOf(blocks);
    expect(types.filter((type) => type === 'data_visualization')).toHaveLength(2);
    expect(types.filter((type) => type === 'data_table')).toHaveLength(1);
    expect(JSON.stringify(blocks)).toContain('rich_text_preformatted');
  });

  it('shows times by Slack in the reader’s zone, and in UTC where it cannot', () => {
    const at = { dateMs: Date.UTC(2026, 10, 22, 8, 55), style: 'date-time' as const };
    const sections = [
      { kind: 'text' as const, lines: [['until ', at]] },
      { kind: 'note' as const, lines: [['until ', at]] },
    ];
    const { blocks } = renderDocument(sampleDocument({ sections }), { level: 'native' });
    const shown = JSON.stringify(blocks);
    expect(shown).toContain('"type":"date","timestamp":1795337700');
    expect(shown).toContain('until 22 Nov 2026, 08:55 UTC');
  });

  it('draws progress with words beside it', () => {
    const sections = [{ kind: 'progress' as const, what: 'days', done: 18, total: 30, secondsLeft: 40 }];
    const { blocks } = renderDocument(sampleDocument({ sections }), { level: 'native' });
    expect(JSON.stringify(blocks)).toContain('██████░░░░ 18 of 30 days · about 40 s left');
  });
});
