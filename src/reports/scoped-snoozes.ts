import { nameMatcher } from '../cost/filter.js';
import type { Scope } from '../cost-service/question.js';
import type { Snoozes } from './snoozes.js';

/** What is snoozed as somebody may see it who may not see all: what lies outside of the scope is not listed. */
export function scopedSnoozes(snoozes: Snoozes, { clusters, namespaces }: Scope): Snoozes {
  const sees = namespaces && nameMatcher(namespaces);
  return {
    ...snoozes,
    async active(nowMs) {
      return (await snoozes.active(nowMs)).filter(
        ({ place }) =>
          (clusters?.includes(place.cluster) ?? true) && (sees === null || sees(place.namespace)),
      );
    },
  };
}
