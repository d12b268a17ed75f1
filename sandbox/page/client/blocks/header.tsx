import { type Json, number, record, string } from '../json.js';

/** A heading of level 1 (largest, also without a level) to 4. The message itself stands under an h2. */
export function Header({ block }: { block: Json }) {
  const level = Math.min(Math.max(number(block.level) ?? 1, 1), 4);
  const Tag = (['h3', 'h4', 'h5', 'h6'] as const)[level - 1] ?? 'h3';
  return <Tag class={`header header-${level}`}>{string(record(block.text).text)}</Tag>;
}
