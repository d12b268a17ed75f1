import { describe, expect, it } from '@jest/globals';
import { blockTextSum, validateBlocks } from '../../../sandbox/slack/blocks/validate.js';
import {
  actions,
  type Block,
  button,
  dataTable,
  grid,
  image,
  letters,
  line,
  mrkdwn,
  plain,
  raw,
  section,
} from './slack-block-builders.js';

describe('what Slack takes', () => {
  const taken: [string, Block][] = [
    [
      'negative values in a line',
      line([{ name: 's', data: [{ label: 'd', value: -3.5 }] }], { categories: ['d'] }),
    ],
    [
      'rich text in a body row',
      dataTable([
        [raw('h')],
        [
          {
            type: 'rich_text',
            elements: [
              { type: 'rich_text_section', elements: [{ type: 'text', text: 'a', style: { bold: true } }] },
            ],
          },
        ],
      ]),
    ],
    [
      'numbers with their text',
      dataTable([[raw('h')], [{ type: 'raw_number', value: 12.5, text: '$12.50' }]], {
        page_size: 1,
        row_header_column_index: 0,
      }),
    ],
    [
      'a section that stays expanded',
      section({ expand: true, accessory: button({ action_id: 'a', value: '' }) }),
    ],
    ['a context with a picture', { type: 'context', elements: [image(), plain('x')] }],
    ['an image of a file', image({ image_url: undefined, slack_file: { id: 'F12345678' } })],
    [
      'a list and a date',
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_list',
            style: 'bullet',
            elements: [
              {
                type: 'rich_text_section',
                elements: [{ type: 'date', timestamp: 1, format: '{date}', fallback: 'then' }],
              },
            ],
          },
          { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'x' }], border: 0 },
        ],
      },
    ],
    [
      'column settings with a gap',
      { type: 'table', rows: grid(2, 2), column_settings: [null, { align: 'right', is_wrapped: true }] },
    ],
    [
      'pickers and selects',
      actions(
        { type: 'datepicker', initial_date: '2026-11-23' },
        { type: 'conversations_select', default_to_current_conversation: true },
      ),
    ],
  ];
  it.each(taken)('%s', (_what, block) => {
    expect(validateBlocks([block], 'message')).toEqual([]);
  });
});

describe('the sum of block texts', () => {
  it('adds texts, fields and button labels, and leaves tables, charts and markdown out', () => {
    const blocks = [
      section({ text: mrkdwn(letters(10)), fields: [plain(letters(5))] }),
      actions(button({ text: plain(letters(3)) })),
      { type: 'markdown', text: letters(1000) },
      dataTable(grid(2, 2, letters(100))),
    ];
    expect(blockTextSum(blocks)).toBe(18);
  });
});
