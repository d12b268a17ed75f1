import { Histogram, type Registry } from 'prom-client';
import type { AnswerSource } from '../../cost-service/answer.js';

export interface AnsweredQuestion {
  /** The report that was asked for; null: the line names none. */
  report: string | null;
  surface: 'slack' | 'terminal' | 'api' | 'digest';
  /** null: it needed no days, or failed before. */
  source: AnswerSource | null;
  outcome: 'answered' | 'not_understood' | 'failed';
  durationMs: number;
}

/** From a hundredth of a second (kept) over 25 s (the end of waiting for days) to a terminal that waits for all. */
const buckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 60, 300];

/** Questions of people, programs and digests. */
export function questionMetrics(registry: Registry): (question: AnsweredQuestion) => void {
  const duration = new Histogram({
    name: 'kubecent_question_duration_seconds',
    help: 'Time from a question to its answer, before it is drawn and delivered.',
    labelNames: ['report', 'surface', 'source', 'outcome'],
    buckets,
    registers: [registry],
  });
  return ({ report, surface, source, outcome, durationMs }) =>
    duration.observe(
      { report: report ?? 'none', surface, source: source ?? 'none', outcome },
      durationMs / 1_000,
    );
}
