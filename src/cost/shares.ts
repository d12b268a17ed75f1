import type { Money } from './money.js';

/**
 * Each row's share of the total in permille, adding up to 1,000 by the largest remainder (docs/definitions.md,
 * "Share"): for shares only, never for money. Another `whole`, such as 100, gives other parts. All zero where the total
 * is not above zero.
 */
export function shares(amounts: readonly Money[], whole = 1000): number[] {
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  if (!(total > 0)) return amounts.map(() => 0);
  const exact = amounts.map((amount) => (amount * whole) / total);
  const parts = exact.map((share) => Math.floor(share) || 0);
  const missing = whole - parts.reduce((sum, share) => sum + share, 0);
  const byRemainder = exact
    .map((share, index) => ({ index, remainder: share - Math.floor(share) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, missing)) parts[index] = (parts[index] ?? 0) + 1;
  return parts;
}
