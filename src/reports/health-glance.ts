import { minuteMs } from '../cost/time.js';
import type { ServiceHealth } from '../cost-service/health.js';
import type { Line } from './document.js';
import { formatNumber } from './format.js';
import { cacheLine, clusterLine, sentenceOf } from './health.js';
import { historyLines } from './health-history.js';
import type { MonthGlance } from './month-glance.js';

/** How far the numbers can be trusted: in one sentence, in detail, and what whoever runs Kubecent sees beside it. */
export interface HealthGlance {
  /** "All numbers current.", or what is not and since when. */
  sentence: Line;
  /** In groups of lines that belong together. */
  details: readonly (readonly Line[])[];
  adminDetails: readonly Line[];
}

/** From one look at all parts, and when the running day was read. Pure. */
export function healthGlance(health: ServiceHealth, today: MonthGlance['today']): HealthGlance {
  const checked: Line = ['checked ', { dateMs: health.checkedMs, style: 'date-time' }];
  return {
    sentence: [sentenceOf(health), ...sinceWords(health)],
    details: [
      [...health.clusters.map(clusterLine), ...todayLines(today, health.checkedMs)],
      ...health.history.map(historyLines),
      [checked],
    ].filter((lines) => lines.length > 0),
    adminDetails: [
      ...health.parts.map(
        ({ name, state, detail }): Line => [
          { text: name, style: 'bold' },
          `  ${state}${detail === '' ? '' : `: ${detail}`}`,
        ],
      ),
      ...(health.cache ? [cacheLine(health.cache)] : []),
    ],
  };
}

/** " prod is down since 24 Nov 08:55; its days are unread since …". */
function sinceWords({ clusters, history, parts }: ServiceHealth): Line {
  const unwell = [
    ...clusters.map(({ cluster, state, sinceMs }) => ({ name: cluster, state, sinceMs })),
    ...parts.map(({ name, state, sinceMs }) => ({ name, state, sinceMs })),
  ].filter(({ state }) => state !== 'up');
  const down = unwell.flatMap(
    ({ name, state, sinceMs }): Line => [
      ` ${name} is ${state}`,
      ...(sinceMs === null ? [] : [' since ', { dateMs: sinceMs, style: 'date-time' as const }]),
      '.',
    ],
  );
  const unread = history.flatMap(
    ({ cluster, unread: lost }): Line =>
      lost
        ? [` Days of ${cluster} are unread since `, { dateMs: lost.sinceMs, style: 'date-time' }, '.']
        : [],
  );
  return [...down, ...unread];
}

/** "Today prod  read 24 Nov 2026, 08:55 UTC, 5 min old". */
function todayLines(today: MonthGlance['today'], nowMs: number): Line[] {
  return today.map(({ cluster, asOfMs, stale }): Line => {
    const age = formatNumber('minutes', Math.max(0, nowMs - asOfMs) / minuteMs, '');
    return [
      { text: `Today ${cluster}`, style: 'bold' },
      '  figures read ',
      { dateMs: asOfMs, style: 'date-time' },
      `, ${age} old${stale ? '; OpenCost did not answer since, so they stand in' : ''}`,
    ];
  });
}
