import { dayMs, hourMs, minuteMs, startOfUtcDay } from '../cost/time.js';
import type { AskedQuestions } from './asked-questions.js';
import type { DayQueue } from './day-queue.js';
import type { Cluster } from './load-day.js';
import type { PlannedDay } from './plan.js';
import type { Refreshed } from './ports.js';
import type { Question } from './question.js';

export interface RefreshOptions {
  clusters: readonly Cluster[];
  queue: DayQueue;
  asked: AskedQuestions;
  now: () => number;
  /** Makes an answer anew and keeps it. */
  answerAnew: (question: Question) => Promise<unknown>;
}

/** While people ask, the running day is asked again before it is five minutes old; else once an hour. */
const whileAskedMs = 4 * minuteMs;
const elseMs = hourMs;
const askedLatelyMs = 30 * minuteMs;
/** OpenCost is not asked for the running day again sooner than so many times what its last answer took. */
const restFactor = 20;
const answersAtMost = 20;

/** Asks for the running day of each cluster anew where that is due, and makes anew what was asked lately. Never throws for a cluster that is down. */
export async function refresh(options: RefreshOptions, signal: AbortSignal): Promise<Refreshed> {
  const { clusters, queue, asked, now, answerAnew } = options;
  const lately = await asked.since(now() - askedLatelyMs);
  const everyMs = lately.length > 0 ? whileAskedMs : elseMs;
  const outcomes = await Promise.all(
    clusters
      .filter(({ untilMs }) => (untilMs ?? Number.POSITIVE_INFINITY) > now())
      .map((cluster) => refreshDay({ queue, now }, cluster.name, everyMs)),
  );
  const days = outcomes.filter((outcome) => outcome === 'asked').length;
  let answers = 0;
  for (const { question } of days > 0 ? lately.slice(0, answersAtMost) : []) {
    if (signal.aborted) break;
    await answerAnew(question);
    answers += 1;
  }
  return { days, failed: outcomes.filter((outcome) => outcome === 'failed').length, answers };
}

async function refreshDay(
  { queue, now }: Pick<RefreshOptions, 'queue' | 'now'>,
  cluster: string,
  everyMs: number,
): Promise<'asked' | 'fresh' | 'failed'> {
  const startMs = startOfUtcDay(now());
  const piece: PlannedDay = { cluster, startMs, endMs: startMs + dayMs, closed: false, role: 'today' };
  const known = await queue.peek(piece);
  if (known && !known.stale) {
    const { day, durationMs } = known.value;
    if (now() - day.asOfMs < Math.max(everyMs, restFactor * durationMs)) return 'fresh';
  }
  return queue.renew(piece).then(
    () => 'asked' as const,
    () => 'failed' as const,
  );
}
