import { growthOf } from './calendar.js';
import { fractionOf, hashText, mix } from './hash.js';
import { formatDay, hourMs, startOfDay } from './time.js';
import type { Rhythm } from './workloads.js';

const office = [
  0.34, 0.32, 0.3, 0.3, 0.32, 0.36, 0.45, 0.6, 0.8, 0.95, 1, 1, 0.94, 0.96, 1, 0.98, 0.92, 0.82, 0.7, 0.62,
  0.56, 0.5, 0.44, 0.38,
];

/** How busy a workload is at an hour, 0 to 1. */
function rhythmAt(rhythm: Rhythm, hour: number, weekend: boolean): number {
  if (rhythm === 'flat') return 1;
  if (rhythm === 'night') return hour < 6 || hour >= 22 ? 1 : 0.35;
  const shift = rhythm === 'evening' ? 17 : 0;
  const height = office[(hour + shift) % 24] ?? 1;
  const quiet = rhythm === 'evening' ? 1 : 0.45;
  return weekend ? height * quiet : height;
}

/** How busy a pod is in each hour: a function of the hour, the pod and the seed alone. */
export type Busyness = (hourStartMs: number) => number;

/** Rhythm × growth × hourly noise of up to 8 % either way. */
export function busynessOf(seed: string, podName: string, rhythm: Rhythm): Busyness {
  let day = Number.NaN;
  let podSeed = 0;
  let growth = 1;
  let weekend = false;
  return (hourStartMs) => {
    const dayStart = startOfDay(hourStartMs);
    if (dayStart !== day) {
      day = dayStart;
      podSeed = hashText(`${seed}|${podName}|${formatDay(dayStart)}`);
      growth = growthOf(dayStart);
      weekend = [0, 6].includes(new Date(dayStart).getUTCDay());
    }
    const hour = (hourStartMs - dayStart) / hourMs;
    const noise = 0.92 + 0.16 * fractionOf(mix(podSeed + hour * 7919));
    return rhythmAt(rhythm, hour, weekend) * growth * noise;
  };
}
