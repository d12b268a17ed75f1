import { describe, expect, it } from '@jest/globals';
import type { Surface } from '../../../sandbox/slack/blocks/index.js';
import { blockTextSum, validateBlocks } from '../../../sandbox/slack/blocks/validate.js';

type Block = Record<string, unknown>;

const letters = (count: number) => 'x'.repeat(count);
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));
const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const section = (extra: Block = {}) => ({ type: 'section', text: mrkdwn('x'), ...extra });
const button = (extra: Block = {}) => ({ type: 'button', text: plain('Go'), ...extra });
const actions = (...elements: Block[]) => ({ type: 'actions', elements });
const raw = (text: string) => ({ type: 'raw_text', text });
const dataTable = (rows: Block[][], extra: Block = {}) => ({
  type: 'data_table',
  caption: 'Cost',
  rows,
  ...extra,
});
const grid = (rows: number, columns: number, text = 'x') =>
  times(rows, () => times(columns, () => raw(text)));
const option = (extra: Block = {}) => ({ text: plain('A'), value: 'a', ...extra });
const select = (extra: Block) => actions({ type: 'static_select', ...extra });
const image = (extra: Block = {}) => ({
  type: 'image',
  image_url: 'https://example.com/a.png',
  alt_text: 'a',
  ...extra,
});
const chart = (body: Block, title = 'Cost') => ({ type: 'data_visualization', title, chart: body });
const points = (count: number, label = (i: number) => `d${i}`) =>
  times(count, (i) => ({ label: label(i), value: i }));
const line = (series: Block[], axis: Block) => chart({ type: 'line', series, axis_config: axis });
const lineOf = (series: number, count: number, axis: Block = {}) =>
  line(
    times(series, (i) => ({ name: `s${i}`, data: points(count) })),
    { categories: times(count, (i) => `d${i}`), ...axis },
  );
const pie = (segments: number, label = 'a') =>
  chart({ type: 'pie', segments: times(segments, () => ({ label, value: 1 })) });
const card = (extra: Block) => ({ type: 'card', title: plain('T'), ...extra });
const container = (extra: Block) => ({
  type: 'container',
  title: plain('T'),
  child_blocks: [section()],
  ...extra,
});
const modalInput = (extra: Block) => ({
  type: 'input',
  label: plain('L'),
  element: { type: 'plain_text_input' },
  ...extra,
});

/** [what, Slack's limit, blocks of that size]: at the limit they pass, one more is refused. */
const LIMITS: [string, number, (size: number) => Block[], Surface?][] = [
  ['blocks of a message', 50, (n) => times(n, () => section())],
  ['blocks of a modal', 100, (n) => times(n, () => section()), 'modal'],
  ['blocks of a Home tab', 100, (n) => times(n, () => section()), 'home'],
  ['block_id', 255, (n) => [section({ block_id: letters(n) })]],
  ['section text', 3000, (n) => [section({ text: mrkdwn(letters(n)) })]],
  ['section fields', 10, (n) => [section({ fields: times(n, () => mrkdwn('x')) })]],
  ['section field text', 2000, (n) => [section({ fields: [plain(letters(n))] })]],
  ['header text', 150, (n) => [{ type: 'header', text: plain(letters(n)) }]],
  ['header level', 4, (n) => [{ type: 'header', text: plain('x'), level: n }]],
  ['context elements', 10, (n) => [{ type: 'context', elements: times(n, () => mrkdwn('x')) }]],
  ['action elements', 25, (n) => [actions(...times(n, () => button()))]],
  ['action_id', 255, (n) => [actions(button({ action_id: letters(n) }))]],
  ['button text', 75, (n) => [actions(button({ text: plain(letters(n)) }))]],
  ['button value', 2000, (n) => [actions(button({ value: letters(n) }))]],
  ['button url', 3000, (n) => [actions(button({ url: letters(n) }))]],
  [
    'confirm title',
    100,
    (n) => [actions(button({ confirm: { title: plain(letters(n)), text: plain('?') } }))],
  ],
  ['confirm text', 300, (n) => [actions(button({ confirm: { text: plain(letters(n)) } }))]],
  [
    'confirm button',
    30,
    (n) => [actions(button({ confirm: { text: plain('?'), deny: plain(letters(n)) } }))],
  ],
  ['select options', 100, (n) => [select({ options: times(n, () => option()) })]],
  [
    'select groups',
    100,
    (n) => [select({ option_groups: times(n, () => ({ label: plain('g'), options: [option()] })) })],
  ],
  ['option text', 75, (n) => [select({ options: [option({ text: plain(letters(n)) })] })]],
  ['option value', 150, (n) => [select({ options: [option({ value: letters(n) })] })]],
  ['option description', 75, (n) => [select({ options: [option({ description: plain(letters(n)) })] })]],
  ['placeholder', 150, (n) => [select({ options: [option()], placeholder: plain(letters(n)) })]],
  ['overflow options', 5, (n) => [actions({ type: 'overflow', options: times(n, () => option()) })]],
  ['check boxes', 10, (n) => [actions({ type: 'checkboxes', options: times(n, () => option()) })]],
  ['radio buttons', 10, (n) => [actions({ type: 'radio_buttons', options: times(n, () => option()) })]],
  ['image alt text', 2000, (n) => [image({ alt_text: letters(n) })]],
  ['image title', 2000, (n) => [image({ title: plain(letters(n)) })]],
  ['image url', 3000, (n) => [image({ image_url: `https://${letters(n - 8)}` })]],
  ['markdown of one block', 12000, (n) => [{ type: 'markdown', text: letters(n) }]],
  [
    'markdown of a message',
    12000,
    (n) => [
      { type: 'markdown', text: letters(6000) },
      { type: 'markdown', text: letters(n - 6000) },
    ],
  ],
  ['tables of a message', 1, (n) => times(n, () => ({ type: 'table', rows: grid(1, 1) }))],
  ['table rows', 100, (n) => [{ type: 'table', rows: grid(n, 1) }]],
  ['table columns', 20, (n) => [{ type: 'table', rows: grid(1, n) }]],
  ['table characters', 10000, (n) => [{ type: 'table', rows: [[raw(letters(n - 1)), raw('x')]] }]],
  ['data_table rows', 201, (n) => [dataTable(grid(n, 2))]],
  ['data_table columns', 20, (n) => [dataTable(grid(2, n))]],
  ['data_table page_size', 100, (n) => [dataTable(grid(2, 1), { page_size: n })]],
  ['data_table row header', 1, (n) => [dataTable(grid(2, 2), { row_header_column_index: n })]],
  ['data_table characters', 20000, (n) => [dataTable([[raw('h')], [raw(letters(n - 1))]])]],
  [
    'data_table characters of a message',
    20000,
    (n) => [
      dataTable([[raw('h')], [raw(letters(9999))]]),
      dataTable([[raw('h')], [raw(letters(n - 10001))]]),
    ],
  ],
  ['charts of a message', 2, (n) => times(n, () => pie(1))],
  ['chart title', 50, (n) => [chart({ type: 'pie', segments: [{ label: 'a', value: 1 }] }, letters(n))]],
  ['pie segments', 12, (n) => [pie(n)]],
  ['segment label', 20, (n) => [pie(1, letters(n))]],
  ['series', 12, (n) => [lineOf(n, 2)]],
  ['categories', 20, (n) => [lineOf(1, n)]],
  ['series name', 20, (n) => [line([{ name: letters(n), data: points(1) }], { categories: ['d0'] })]],
  [
    'category',
    20,
    (n) => [line([{ name: 's', data: points(1, () => letters(n)) }], { categories: [letters(n)] })],
  ],
  ['axis label', 50, (n) => [lineOf(1, 1, { y_label: letters(n) })]],
  ['card title', 150, (n) => [card({ title: plain(letters(n)) })]],
  ['card body', 200, (n) => [card({ body: mrkdwn(letters(n)) })]],
  ['card buttons', 3, (n) => [card({ actions: times(n, () => button()) })]],
  ['carousel cards', 10, (n) => [{ type: 'carousel', elements: times(n, () => card({})) }]],
  ['container title', 150, (n) => [container({ title: plain(letters(n)) })]],
  ['container blocks', 10, (n) => [container({ child_blocks: times(n, () => section()) })]],
  ['alert text', 200, (n) => [{ type: 'alert', text: plain(letters(n)) }], 'modal'],
  [
    'feedback elements',
    5,
    (n) => [
      {
        type: 'context_actions',
        elements: times(n, () => ({ type: 'icon_button', icon: 'trash', text: plain('x') })),
      },
    ],
  ],
  ['input label', 2000, (n) => [modalInput({ label: plain(letters(n)) })], 'modal'],
  ['input hint', 2000, (n) => [modalInput({ hint: plain(letters(n)) })], 'modal'],
];

describe('limits of blocks', () => {
  it.each(LIMITS)('%s: %i and not one more', (_what, limit, make, surface = 'message') => {
    expect(validateBlocks(make(limit), surface)).toEqual([]);
    expect(validateBlocks(make(limit + 1), surface)).not.toEqual([]);
  });
});

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
