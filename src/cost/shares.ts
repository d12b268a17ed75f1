import type { Money } from './money.js';

/**
 * Each row's share of the total in permille, adding up to 1,000 by the largest remainder (docs/definitions.md,
 * "Share"): for shares only, never for money. All zero where the total is not above zero.
 */
export function shares(amounts: readonly Money[]): number[] {
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  if (!(total > 0)) return amounts.map(() => 0);
  const exact = amounts.map((amount) => (amount * 1000) / total);
  const permille = exact.map((share) => Math.floor(share) || 0);
  const missing = 1000 - permille.reduce((sum, share) => sum + share, 0);
  const byRemainder = exact
    .map((share, index) => ({ index, remainder: share - Math.floor(share) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, missing)) permille[index] = (permille[index] ?? 0) + 1;
  return permille;
}
