import type { HealthPart, PartHealth } from '../cost-service/ports.js';
import type { JobReport } from './job.js';
import type { Jobs } from './queue.js';

/** A job that has not come for so many of its intervals is late. */
const lateIntervals = 3;

/** How the background work goes, for `health`. */
export function jobsPart(jobs: Pick<Jobs, 'reports'>, wallClock: () => number): HealthPart {
  let sinceMs: number | null = null;
  let state: PartHealth['state'] | null = null;
  return {
    name: 'Jobs',
    async check() {
      const reports = await jobs.reports();
      const now = reports ? partOf(reports, wallClock()) : unreachable;
      if (now.state !== state) sinceMs = state === null ? null : wallClock();
      state = now.state;
      return { ...now, sinceMs };
    },
  };
}

const unreachable = { state: 'down' as const, detail: 'the queue cannot be reached', lastSuccessMs: null };

/** The state of all jobs together, from how each went last. Pure. */
export function partOf(
  reports: readonly JobReport[],
  nowMs: number,
): Pick<PartHealth, 'state' | 'detail' | 'lastSuccessMs'> {
  const failed = reports.filter(({ last }) => last?.failed);
  const late = reports.filter(({ everyMs, last }) => isLate(everyMs, last, nowMs));
  const successes = reports.flatMap(({ last }) => (last && !last.failed ? [last.endedMs] : []));
  const lastSuccessMs = successes.length > 0 ? Math.max(...successes) : null;
  const names = (some: readonly JobReport[]) => some.map(({ name }) => name).join(', ');
  const trouble = [
    ...(failed.length > 0 ? [`${names(failed)} failed, the log has why`] : []),
    ...(late.length > 0 ? [`${names(late)} late`] : []),
  ];
  if (trouble.length > 0) return { state: 'degraded', detail: trouble.join('; '), lastSuccessMs };
  const said = reports.flatMap(({ name, last }) =>
    last ? [`${name}: ${last.words}, ${seconds(last.tookMs)}`] : [],
  );
  return { state: 'up', detail: said.join('; ') || 'none has run yet', lastSuccessMs };
}

function isLate(everyMs: number | null, last: JobReport['last'], nowMs: number): boolean {
  return everyMs !== null && last !== null && nowMs - last.endedMs > lateIntervals * everyMs + last.tookMs;
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}
