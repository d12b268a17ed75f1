import type { SealingRun } from '../cost-service/ports.js';

/** "3 days asked for". */
export function sealingWords({ days, elsewhere }: SealingRun): string {
  if (elsewhere) return 'another run is at it';
  return days === 0 ? 'nothing due' : `${days} ${days === 1 ? 'day' : 'days'} asked for`;
}
