import type { CostService } from '../cost-service/service.js';
import { NotUnderstood } from '../errors.js';
import { type LineContext, paramsOf } from '../reports/answer-line.js';
import { collectDigest } from '../reports/digest.js';
import type { DigestResult } from '../reports/digest-result.js';
import { reports } from '../reports/index.js';
import { tokenise, writeFilter } from '../reports/line.js';
import type { Snoozes } from '../reports/snoozes.js';
import type { Period } from './period.js';
import { windowText } from './window-text.js';

/** What answering takes. */
export interface Asking {
  costs: CostService;
  now: () => number;
  weekStarts: LineContext['weekStarts'];
  /** What is snoozed of savings: in no digest. */
  snoozes: Snoozes | null;
}

/** The figures of a digest. Throws NotUnderstood for names that are not there, and what asking throws. */
export function askDigest(asking: Asking, period: Period, scope: string): Promise<DigestResult> {
  const { costs, weekStarts, snoozes } = asking;
  const nowMs = asking.now();
  const params = paramsOf(`digest ${windowText(period)} ${scope}`, { nowMs, weekStarts });
  const onProgress = () => undefined;
  return collectDigest(params, {
    costs,
    weekStarts,
    nowMs,
    onProgress,
    ledger: null,
    snoozes,
    asker: null,
    surface: 'slack',
    reports,
  });
}

/** Conditions in their plain form. Throws NotUnderstood for anything else: a window, a report, a condition that is none. */
export function plainScope(text: string): string {
  const stray = tokenise(text).find((token) => token.kind !== 'option');
  if (stray)
    throw new NotUnderstood(
      `“${stray.kind === 'word' ? stray.text : `--${stray.key}`}” is no condition. Write conditions such as cluster=prod namespace=payments label:team=web.`,
      [],
      'NOT_A_CONDITION',
    );
  const { filter } = paramsOf(`digest ${text}`, { nowMs: 0, weekStarts: 'monday' });
  return writeFilter(filter);
}
