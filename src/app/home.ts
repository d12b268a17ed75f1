import type { Config } from '../config.js';
import { clockTime, dayAndMonth } from '../cost/time.js';
import type { CostService } from '../cost-service/service.js';
import type { Database } from '../database/database.js';
import { KubecentError } from '../errors.js';
import type { JobReport } from '../jobs/job.js';
import type { Jobs } from '../jobs/queue.js';
import type { Logger } from '../logger.js';
import { answerLine } from '../reports/answer-line.js';
import type { Line } from '../reports/document.js';
import { healthGlance } from '../reports/health-glance.js';
import { collectMonthGlance, type MonthGlance } from '../reports/month-glance.js';
import { savingsGlance, savingsGlanceLine } from '../reports/savings-glance.js';
import type { Snoozes } from '../reports/snoozes.js';
import type { HomeFacts, HomeSource } from '../slack/views/home-facts.js';

export interface HomeParts {
  costs: CostService;
  database: Pick<Database, 'engine'> | null;
  /** What is made later. */
  jobs: () => Pick<Jobs, 'reports'> | null;
  /** What is left out of savings; null where nothing is kept. */
  snoozes: Snoozes | null;
  version: string;
  now: () => number;
  logger: Logger;
}

/** Joins what Home shows: health, this month, savings, and for admins the engines and jobs. */
export function homeOf(config: Config, parts: HomeParts): HomeSource {
  const { costs, snoozes, now } = parts;
  return {
    ttlMs: config.cacheTtlMs,
    async load(patience) {
      const asked = {
        costs: patience === 'brief' ? brief(costs) : costs,
        weekStarts: config.weekStarts,
        snoozes,
      };
      const unknown: string[] = [];
      const know = <T>(what: string, work: Promise<T>): Promise<T | null> =>
        work.catch((err: unknown) => {
          parts.logger.warn({ err }, `${what} is not known for Home`);
          unknown.push(`${what} is not known: ${reasonOf(err)}`);
          return null;
        });
      const [health, month, savings, reports] = await Promise.all([
        costs.health(),
        know('This month', collectMonthGlance({ ...asked, nowMs: now() })),
        know('What could be saved', savingsOf(asked, now)),
        parts.jobs()?.reports() ?? null,
      ]);
      unknown.push(...failuresOf(month));
      return {
        atMs: now(),
        health: healthGlance(health, month?.today ?? []),
        month,
        savings,
        adminDetails: adminLines(config, parts, reports),
        unknown,
      } satisfies HomeFacts;
    },
  };
}

/** Waits for a moment only, and does not count as somebody asking: today is not read more often for it. */
function brief(costs: CostService): CostService {
  return { ...costs, ask: (question, options) => costs.ask(question, { ...options, brief: true }) };
}

async function savingsOf(
  asked: { costs: CostService; weekStarts: Config['weekStarts']; snoozes: Snoozes | null },
  now: () => number,
) {
  const answer = await answerLine(savingsGlanceLine, { ...asked, now });
  return savingsGlance(answer, asked.costs.clusters.length);
}

function failuresOf(month: MonthGlance | null): string[] {
  return (month?.failures ?? []).map(
    ({ cluster, userMessage }) => `Some days of ${cluster} are not known: ${userMessage}`,
  );
}

function reasonOf(error: unknown): string {
  return error instanceof KubecentError
    ? error.userMessage
    : 'something failed on our side; the log has the cause.';
}

function adminLines(
  { redisUrl }: Config,
  { database, version, now }: HomeParts,
  reports: readonly JobReport[] | null,
): Line[] {
  const ledger = database
    ? { embedded: 'embedded database', postgresql: 'PostgreSQL' }[database.engine]
    : 'none';
  const queue = redisUrl !== null ? 'Redis' : database?.engine === 'embedded' ? 'embedded database' : 'none';
  return [
    [
      { text: 'Engines', style: 'bold' },
      `  ledger: ${ledger} · queue: ${queue} · cache: ${redisUrl === null ? 'memory' : 'Redis'}`,
    ],
    ...(reports ? [nextLine(reports, now())] : []),
    [{ text: 'Version', style: 'bold' }, `  ${version === '' ? 'not known' : version}`],
  ];
}

/** "Next jobs  seal 24 Nov 08:56 UTC · refresh …": those that come by themselves, the next first. */
function nextLine(reports: readonly JobReport[], nowMs: number): Line {
  const next = reports
    .flatMap(({ name, everyMs, last }) =>
      everyMs === null || !last
        ? []
        : [{ name, atMs: Math.max(nowMs, last.endedMs - last.tookMs + everyMs) }],
    )
    .sort((a, b) => a.atMs - b.atMs)
    .map(({ name, atMs }) => `${name} ${dayAndMonth(atMs)} ${clockTime(atMs)}`);
  const words = next.length === 0 ? 'none has run yet' : `${next.join(' · ')} (UTC)`;
  return [{ text: 'Next jobs', style: 'bold' }, `  ${words}`];
}
