import { describe, expect, it } from '@jest/globals';
import { validateBlocks } from '../../../sandbox/slack/blocks/validate.js';
import {
  actions,
  type Block,
  button,
  card,
  chart,
  container,
  dataTable,
  grid,
  image,
  line,
  mrkdwn,
  pie,
  plain,
  points,
  raw,
  section,
} from './slack-block-builders.js';

/** [what, blocks, where, Slack's words]. */
const REFUSED: [string, Block[], string, RegExp][] = [
  ['an unknown block', [{ type: 'chart' }], '/blocks/0/type', /^unsupported type: chart$/],
  ['a block without a type', [{}], '/blocks/0', /missing required field: type/],
  [
    'an alert in a message',
    [{ type: 'alert', text: plain('x') }],
    '/blocks/0/type',
    /unsupported type: alert/,
  ],
  ['an unknown element', [actions({ type: 'knob' })], '/blocks/0/elements/0/type', /unsupported type: knob/],
  ['an unknown field of a block', [section({ colour: 'red' })], '/blocks/0', /additional property: colour/],
  [
    'an unknown field of a chart',
    [chart({ ...{ type: 'pie', segments: [{ label: 'a', value: 1 }] }, unit: 'USD' })],
    '/blocks/0/chart',
    /additional property: unit/,
  ],
  ['a section without text', [{ type: 'section' }], '/blocks/0', /missing required field: text/],
  ['an empty text', [section({ text: mrkdwn('') })], '/blocks/0/text/text', /more than 0 characters/],
  ['a bare string as text', [{ type: 'header', text: 'Cost' }], '/blocks/0/text', /must be an object/],
  [
    'mrkdwn in a header',
    [{ type: 'header', text: mrkdwn('x') }],
    '/blocks/0/text/type',
    /unsupported type: mrkdwn/,
  ],
  ['no action elements', [actions()], '/blocks/0/elements', /no fewer than 1 items/],
  [
    'a repeated block_id',
    [section({ block_id: 'a' }), section({ block_id: 'a' })],
    '/blocks/1',
    /`block_id` "a" already exists/,
  ],
  [
    'a repeated action_id',
    [actions(button({ action_id: 'a' }), button({ action_id: 'a' }))],
    '/blocks/0/elements/1',
    /`action_id` "a" already exists/,
  ],
  [
    'an image without alt text',
    [image({ alt_text: undefined })],
    '/blocks/0',
    /missing required field: alt_text/,
  ],
  ['an image with two sources', [image({ slack_file: { id: 'F12345678' } })], '/blocks/0', /exactly one of/],
  [
    'a bad slack file',
    [image({ image_url: undefined, slack_file: { id: 'f1' } })],
    '/blocks/0/slack_file/id',
    /invalid slack file/,
  ],
  [
    'an empty table cell',
    [{ type: 'table', rows: grid(1, 1, '') }],
    '/blocks/0/rows/0/0/text',
    /more than 0 characters/,
  ],
  ['a data_table without rows', [dataTable(grid(1, 1))], '/blocks/0/rows', /no fewer than 2 items/],
  [
    'a data_table without caption',
    [dataTable(grid(2, 1), { caption: undefined })],
    '/blocks/0',
    /missing required field: caption/,
  ],
  [
    'rows of unlike length',
    [dataTable([[raw('a'), raw('b')], [raw('a')]])],
    '/blocks/0/rows/1',
    /same number of cells/,
  ],
  [
    'rich text in the header row',
    [dataTable([[{ type: 'rich_text', elements: [] }], [raw('a')]])],
    '/blocks/0/rows/0/0/elements',
    /no fewer/,
  ],
  [
    'rich text that is fine elsewhere, in the header row',
    [
      dataTable([
        [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [] }] }],
        [raw('a')],
      ]),
    ],
    '/blocks/0/rows/0/0/type',
    /unsupported type: rich_text/,
  ],
  [
    'a number cell without text',
    [dataTable([[raw('h')], [{ type: 'raw_number', value: 1 }]])],
    '/blocks/0/rows/1/0',
    /missing required field: text/,
  ],
  [
    'a number cell with text for a value',
    [dataTable([[raw('h')], [{ type: 'raw_number', value: '1', text: '1' }]])],
    '/blocks/0/rows/1/0/value',
    /must be a number/,
  ],
  [
    'a pie of zero',
    [chart({ type: 'pie', segments: [{ label: 'a', value: 0 }] })],
    '/blocks/0/chart/segments/0/value',
    /greater than 0/,
  ],
  ['an unknown chart', [chart({ type: 'donut' })], '/blocks/0/chart/type', /unsupported type: donut/],
  [
    'series of one name',
    [
      line(
        [
          { name: 's', data: points(1) },
          { name: 's', data: points(1) },
        ],
        { categories: ['d0'] },
      ),
    ],
    '/blocks/0/chart/series/1',
    /`name` "s" already exists/,
  ],
  [
    'a missing point',
    [line([{ name: 's', data: points(1) }], { categories: ['d0', 'd1'] })],
    '/blocks/0/chart/series/0/data',
    /must match axis_config.categories/,
  ],
  [
    'a point of no category',
    [line([{ name: 's', data: points(1, () => 'z') }], { categories: ['d0'] })],
    '/blocks/0/chart/series/0/data',
    /must match/,
  ],
  [
    'a repeated category',
    [line([{ name: 's', data: points(2, () => 'a') }], { categories: ['a', 'a'] })],
    '/blocks/0/chart/axis_config/categories/1',
    /already exists/,
  ],
  [
    'a line without axis',
    [chart({ type: 'line', series: [{ name: 's', data: points(1) }] })],
    '/blocks/0/chart',
    /missing required field: axis_config/,
  ],
  ['a card of nothing', [{ type: 'card' }], '/blocks/0', /at least one of/],
  ['a card with a bare title', [card({ title: 'T' })], '/blocks/0/title', /must be an object/],
  [
    'a container without title',
    [container({ title: undefined })],
    '/blocks/0',
    /missing required field: title/,
  ],
  [
    'a data_table in a container',
    [container({ child_blocks: [dataTable(grid(2, 1))] })],
    '/blocks/0/child_blocks/0/type',
    /unsupported type: data_table/,
  ],
  [
    'a pending task on its own',
    [{ type: 'task_card', task_id: 't', title: 'T', status: 'pending' }],
    '/blocks/0/status',
    /must be one of/,
  ],
  [
    'an empty rich text',
    [
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: '' }] }],
      },
    ],
    '/blocks/0/elements/0/elements/0/text',
    /more than 0/,
  ],
  [
    'a file block',
    [{ type: 'file', source: 'remote', external_id: 'a' }],
    '/blocks/0/type',
    /unsupported type: file/,
  ],
];

describe('what Slack refuses', () => {
  it.each(REFUSED)('%s', (_what, blocks, pointer, message) => {
    const [finding] = validateBlocks(blocks, 'message');
    expect(finding).toEqual({ pointer, message: expect.stringMatching(message) });
  });

  it('refuses what is no list of blocks', () => {
    expect(validateBlocks({ type: 'divider' }, 'message')).toEqual([
      { pointer: '/blocks', message: 'must be an array' },
    ]);
    expect(validateBlocks(['divider'], 'message')).not.toEqual([]);
    expect(validateBlocks([null], 'message')).not.toEqual([]);
  });

  it('takes no chart in a modal or on the Home tab, and a data_table only on the Home tab', () => {
    expect(validateBlocks([pie(1)], 'modal')).not.toEqual([]);
    expect(validateBlocks([pie(1)], 'home')).not.toEqual([]);
    expect(validateBlocks([dataTable(grid(2, 1))], 'modal')).not.toEqual([]);
    expect(validateBlocks([dataTable(grid(2, 1))], 'home')).toEqual([]);
  });

  it('refuses every data_ block, and only those, when told to', () => {
    const blocks = [section(), pie(1), { type: 'divider' }, dataTable(grid(2, 1))];
    expect(validateBlocks(blocks, 'message')).toEqual([]);
    expect(validateBlocks(blocks, 'message', { refuseDataBlocks: true })).toEqual([
      { pointer: '/blocks/1/type', message: 'unsupported type: data_visualization' },
      { pointer: '/blocks/3/type', message: 'unsupported type: data_table' },
    ]);
  });
});
