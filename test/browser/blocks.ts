type Block = Readonly<Record<string, unknown>>;

const NAMES = [
  'payments',
  'checkout',
  'search',
  'spark',
  'api',
  'staging',
  'ml-batch',
  'legacy',
  'web',
  'edge',
  'ci',
  'ops',
];
const DAYS = ['16 Nov', '17 Nov', '18 Nov', '19 Nov', '20 Nov', '21 Nov', '22 Nov'];

export const words = (text: string) => ({ type: 'raw_text', text });
export const money = (value: number) => ({
  type: 'raw_number',
  value,
  text: `$${value.toLocaleString('en-US')}`,
});
export const plain = (text: string) => ({ type: 'plain_text', text });
export const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });

export function button(text: string, more: Block = {}): Block {
  return { type: 'button', action_id: text.toLowerCase(), text: plain(text), value: text, ...more };
}

/** Twelve namespaces; costs 100, 99, 200, 199, …: their order as words differs from that by value. */
export const dataTable: Block = {
  type: 'data_table',
  block_id: 'costs',
  caption: 'Cost by namespace, 16–22 Nov',
  page_size: 5,
  rows: [
    [words('Namespace'), words('Cost'), words('Change'), words('Share'), words('Used')],
    ...NAMES.map((name, index) => [
      words(name),
      money(Math.ceil((index + 1) / 2) * 100 - (index % 2)),
      {
        type: 'raw_number',
        value: 5 - index,
        text: `${5 - index < 0 ? '−' : '+'}$${Math.abs(5 - index)}.00`,
      },
      { type: 'raw_number', value: 0.1 * index, text: `${10 * index} %` },
      { type: 'raw_number', value: 0.32, text: '32 %' },
    ]),
  ],
};

function seriesOf(name: string, start: number): Block {
  return { name, data: DAYS.map((label, index) => ({ label, value: start + ((index * 37) % 50) })) };
}

export function chart(
  type: 'line' | 'bar' | 'area',
  names: readonly string[],
  title = `Cost a day, ${type}`,
): Block {
  return {
    type: 'data_visualization',
    title,
    chart: {
      type,
      series: names.map((name, index) => seriesOf(name, 60 + index * 45)),
      axis_config: { categories: DAYS, x_label: 'Day (UTC)', y_label: 'USD' },
    },
  };
}

export const pie: Block = {
  type: 'data_visualization',
  title: 'Where each $100 goes',
  chart: {
    type: 'pie',
    segments: [
      { label: 'requested, unused', value: 36 },
      { label: 'used', value: 32 },
      { label: 'idle', value: 21 },
      { label: 'storage and network', value: 11 },
    ],
  },
};

const styledText = { type: 'text', text: 'bold', style: { bold: true } };

/** Everything that is not a chart or a data table, one of each. */
export const everyBlock: readonly Block[] = [
  { type: 'header', text: plain('Kubernetes cost by namespace'), level: 1 },
  { type: 'header', text: plain('7 closed days'), level: 3 },
  {
    type: 'context',
    elements: [mrkdwn('6 of 6 clusters · until <!date^1795424400^{date_short_pretty} {time}|then>')],
  },
  {
    type: 'section',
    text: mrkdwn(
      '*$9,412.80*  ▲ $541.45 _(6.1 %)_ on 9–15 Nov, ~not~ `idle=hide` :warning: <https://example.com|docs> a &lt; b &amp; c\n&gt; quoted line\n```kubectl get ns```',
    ),
    accessory: button('Open'),
  },
  {
    type: 'section',
    fields: ['payments\n$1,320.14', 'checkout\n$861.40', 'search\n$544.87', 'idle\n$1,976.69'].map((text) =>
      mrkdwn(`*${text.replace('\n', '*\n')}`),
    ),
  },
  { type: 'divider' },
  {
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_section',
        elements: [
          styledText,
          { type: 'text', text: ' *not bold* ' },
          { type: 'text', text: 'italic', style: { italic: true } },
          { type: 'text', text: ' ' },
          { type: 'text', text: 'code', style: { code: true } },
          { type: 'text', text: ' ' },
          { type: 'link', url: 'https://example.com', text: 'link' },
          { type: 'text', text: ' ' },
          { type: 'date', timestamp: 1795424400, format: '{date_num} {time}', fallback: 'then' },
        ],
      },
      {
        type: 'rich_text_list',
        style: 'bullet',
        indent: 0,
        elements: ['3 staging nodes $420.48', 'spark-exec $662.26'].map((text) => ({
          type: 'rich_text_section',
          elements: [{ type: 'text', text }],
        })),
      },
      {
        type: 'rich_text_preformatted',
        elements: [{ type: 'text', text: 'name      cost\npayments  $1,320.14' }],
      },
      { type: 'rich_text_quote', elements: [{ type: 'text', text: 'idle of its cluster' }] },
    ],
  },
  {
    type: 'table',
    column_settings: [null, { align: 'right' }],
    rows: [
      [words('Part'), words('Cost')],
      [words('CPU'), words('$512.00')],
      [words('RAM'), words('$301.20')],
    ],
  },
  {
    type: 'markdown',
    text: '### Why\n\nBecause **10 replicas** run since _Tuesday_:\n\n- `payments`\n- [runbook](https://example.com)\n\n| a | b |\n| - | - |\n| 1 | 2 |',
  },
  {
    type: 'image',
    image_url: 'https://example.com/chart.png',
    alt_text: 'chart of 14 days',
    title: plain('14 days'),
  },
  {
    type: 'card',
    title: mrkdwn('*Remove 3 staging nodes*'),
    subtitle: mrkdwn('frees $420.48 a month'),
    body: mrkdwn('Nothing needs them since Sunday.'),
    actions: [button('Evidence')],
  },
  {
    type: 'container',
    title: plain('Details'),
    subtitle: plain('evidence of 14 days'),
    is_collapsible: true,
    default_collapsed: false,
    child_blocks: [{ type: 'section', text: mrkdwn('p95 of CPU was *0.4 cores*.') }, { type: 'divider' }],
  },
  { type: 'alert', level: 'warning', text: mrkdwn('prod-eu is left out: Fri 20 Nov is held back.') },
  {
    type: 'actions',
    elements: [
      button('Namespaces', { style: 'primary' }),
      button('Pods'),
      button('Share'),
      button('Forget', {
        style: 'danger',
        confirm: {
          title: plain('Forget it?'),
          text: plain('It is gone then.'),
          confirm: plain('Forget'),
          deny: plain('Keep'),
        },
      }),
    ],
  },
  {
    type: 'context_actions',
    elements: [
      {
        type: 'feedback_buttons',
        action_id: 'feedback',
        positive_button: { text: plain('Good'), value: 'good' },
        negative_button: { text: plain('Bad'), value: 'bad' },
      },
    ],
  },
  { type: 'hologram', beam: 1 },
];
