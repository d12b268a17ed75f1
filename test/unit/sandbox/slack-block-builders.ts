/** Small blocks to make larger ones of, for tests of the Slack double's limits. */
export type Block = Record<string, unknown>;

export const letters = (count: number) => 'x'.repeat(count);
export const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));
export const plain = (text: string) => ({ type: 'plain_text', text });
export const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
export const section = (extra: Block = {}) => ({ type: 'section', text: mrkdwn('x'), ...extra });
export const button = (extra: Block = {}) => ({ type: 'button', text: plain('Go'), ...extra });
export const actions = (...elements: Block[]) => ({ type: 'actions', elements });
export const raw = (text: string) => ({ type: 'raw_text', text });
export const dataTable = (rows: Block[][], extra: Block = {}) => ({
  type: 'data_table',
  caption: 'Cost',
  rows,
  ...extra,
});
export const grid = (rows: number, columns: number, text = 'x') =>
  times(rows, () => times(columns, () => raw(text)));
export const option = (extra: Block = {}) => ({ text: plain('A'), value: 'a', ...extra });
export const select = (extra: Block) => actions({ type: 'static_select', ...extra });
export const image = (extra: Block = {}) => ({
  type: 'image',
  image_url: 'https://example.com/a.png',
  alt_text: 'a',
  ...extra,
});
export const chart = (body: Block, title = 'Cost') => ({ type: 'data_visualization', title, chart: body });
export const points = (count: number, label = (i: number) => `d${i}`) =>
  times(count, (i) => ({ label: label(i), value: i }));
export const line = (series: Block[], axis: Block) => chart({ type: 'line', series, axis_config: axis });
export const lineOf = (series: number, count: number, axis: Block = {}) =>
  line(
    times(series, (i) => ({ name: `s${i}`, data: points(count) })),
    { categories: times(count, (i) => `d${i}`), ...axis },
  );
export const pie = (segments: number, label = 'a') =>
  chart({ type: 'pie', segments: times(segments, () => ({ label, value: 1 })) });
export const card = (extra: Block) => ({ type: 'card', title: plain('T'), ...extra });
export const container = (extra: Block) => ({
  type: 'container',
  title: plain('T'),
  child_blocks: [section()],
  ...extra,
});
export const modalInput = (extra: Block) => ({
  type: 'input',
  label: plain('L'),
  element: { type: 'plain_text_input' },
  ...extra,
});
