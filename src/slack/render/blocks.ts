import type { types } from '@slack/bolt';

/** How much of Block Kit may be used: everything, everything but data_ blocks, or no blocks at all. */
export type Level = 'native' | 'plain' | 'text';

/** In the order in which they are tried. */
export const levels: readonly Level[] = ['native', 'plain', 'text'];

export interface ChartPoint {
  label: string;
  value: number;
}

/** Slack's chart block: its library has no type for it. */
export interface DataVisualizationBlock extends types.Block {
  type: 'data_visualization';
  title: string;
  chart:
    | { type: 'pie'; segments: ChartPoint[] }
    | {
        type: 'line' | 'bar' | 'area';
        series: { name: string; data: ChartPoint[] }[];
        axis_config: { categories: string[]; y_label?: string };
      };
}

export type MessageBlock =
  | types.HeaderBlock
  | types.ContextBlock
  | types.SectionBlock
  | types.RichTextBlock
  | types.ActionsBlock
  | types.DataTableBlock
  | DataVisualizationBlock;

/** What is sent: the answer in one sentence for notifications, and the answer; without blocks the text is all of it. */
export interface RenderedMessage {
  text: string;
  blocks: MessageBlock[];
}

/** Keys whose strings people read. */
const shownKeys = new Set(['text', 'title', 'caption', 'name', 'label', 'fallback', 'categories', 'y_label']);

/** UTF-16 units of all texts that people read in a block, or in anything made of blocks. */
export function countShown(value: unknown, key = ''): number {
  if (typeof value === 'string') return shownKeys.has(key) ? value.length : 0;
  if (Array.isArray(value)) return value.reduce<number>((sum, inner) => sum + countShown(inner, key), 0);
  if (typeof value !== 'object' || value === null) return 0;
  let sum = 0;
  const parts = value as Record<string, unknown>;
  for (const name of Object.keys(parts)) sum += countShown(parts[name], name);
  return sum;
}

/** The largest number from 1 to `most` for which `fits` holds, where it holds for all smaller ones; 0: for none. */
export function largestThatFits(most: number, fits: (count: number) => boolean): number {
  let low = 0;
  let high = most;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
