import type { Readiness } from '../api/ports.js';
import type { Database } from '../database/database.js';
import type { Jobs } from '../jobs/queue.js';

/** A part that takes longer to answer is not ready. */
const readyWithinMs = 2_000;

/**
 * Whether the database and the queue answer, each where there is one. Migrations are done before anything is served: a
 * database that answers is one that is ready. Never throws.
 */
export async function readinessOf(
  {
    database,
    jobs,
  }: { database: { pool: Pick<Database['pool'], 'query'> } | null; jobs: Pick<Jobs, 'reports'> | null },
  withinMs = readyWithinMs,
): Promise<Readiness[]> {
  const parts: [string, (() => Promise<unknown>) | null][] = [
    ['database', database && (() => database.pool.query('select 1'))],
    ['queue', jobs && (() => jobs.reports())],
  ];
  return Promise.all(
    parts.flatMap(([name, look]) =>
      look ? [answers(look, withinMs).then((isReady) => ({ name, isReady }))] : [],
    ),
  );
}

/** null and a failure are no answer. */
async function answers(look: () => Promise<unknown>, withinMs: number): Promise<boolean> {
  const late = new Promise<null>((resolve) => {
    setTimeout(resolve, withinMs, null).unref();
  });
  try {
    return (await Promise.race([look(), late])) !== null;
  } catch {
    return false;
  }
}
