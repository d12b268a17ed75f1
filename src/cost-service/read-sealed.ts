import { emptyBlock } from '../cost/block.js';
import { isSummed } from '../cost/compare.js';
import type { DayOutcome, ReadOptions } from './day-outcome.js';
import type { SealedDays } from './sealed-days.js';

/** Puts the rows of sealed days into their outcomes, in place. A ledger that fails fails the days that it has. */
export async function readSealed(
  outcomes: readonly DayOutcome[],
  sealedDays: SealedDays,
  { grain, includeHeld }: Pick<ReadOptions, 'grain' | 'includeHeld'>,
): Promise<void> {
  const wanted: DayOutcome[] = [];
  for (const outcome of outcomes) {
    const { sealed } = outcome;
    if (!sealed) continue;
    // a day of idle alone has no rows at any grain
    const hasRows = sealed.grains.length > 0;
    if (hasRows && isSummed(sealed.head, includeHeld)) wanted.push(outcome);
    else outcome.day = { ...sealed.head, block: emptyBlock(grain) };
  }
  if (wanted.length === 0) return;
  const ids = wanted.flatMap(({ sealed }) => sealed?.revisionId ?? []);
  let at = 0;
  for await (const block of sealedDays.blocks(ids, grain)) {
    const outcome = wanted[at];
    at += 1;
    if (!outcome?.sealed) continue;
    if (block) outcome.day = { ...outcome.sealed.head, block };
    else outcome.lacking = lackingOf(outcome);
  }
}

/** Days at workload grain never had pods; others had them for a while. */
function lackingOf({ sealed }: DayOutcome): 'expired' | 'coarse' {
  return sealed?.head.rowsAre === 'workload' ? 'coarse' : 'expired';
}
