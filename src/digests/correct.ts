import { type Money, moneyToNumber } from '../cost/money.js';
import { dayMs } from '../cost/time.js';
import { KubecentError } from '../errors.js';
import type { DigestResult } from '../reports/digest-result.js';
import type { Document } from '../reports/document.js';
import { showMoney, showSignedMoney } from '../reports/figures.js';
import { subtitleOf } from '../reports/headline.js';
import { dayName } from '../reports/trust.js';
import { askDigest } from './asking.js';
import { sendBeside } from './beside.js';
import type { DeliverOptions } from './deliver-options.js';
import type { Delivery } from './delivery.js';

/** Digests are held against the ledger for so long. */
const watchedMs = 35 * dayMs;
/** A smaller difference is not worth a message. */
const leastShare = 0.01;
const leastMoney = 10;

/** Corrects digests whose days were restated since, once each, in their threads. Returns how many. */
export async function correctDigests(options: DeliverOptions, signal: AbortSignal): Promise<number> {
  const { log, subscriptions, now } = options;
  let corrected = 0;
  for (const digest of await log.sentSince(now() - watchedMs)) {
    if (signal.aborted) break;
    const subscription = await subscriptions.find(digest.subscription);
    const known = await log.find(digest.subscription, digest.slotMs, 'correction');
    if (!subscription || !digest.said || digest.said.currency === '' || (known && known.state !== 'due'))
      continue;
    const result = await askDigest(options, digest.period, subscription.scope).catch((error: unknown) => {
      if (error instanceof KubecentError) return null;
      throw error;
    });
    const document = result && correctionOf(digest, digest.said.total, result);
    if (!document) continue;
    const sent = await sendBeside(options, subscription, digest, 'correction', {
      threadTs: digest.ts,
      document,
    });
    if (sent?.state === 'sent') corrected += 1;
  }
  return corrected;
}

/** What was said and is not so any more; null where the days are as they were, or hardly differ. Pure. */
export function correctionOf(digest: Delivery, saidTotal: Money, result: DigestResult): Document | null {
  const { answer } = result;
  const isSameClusters = digest.said?.clusters.every((cluster) =>
    answer.days.some((day) => day.cluster === cluster),
  );
  if (!isSameClusters || result.leftOut.length > 0) return null;
  const restated = answer.days.filter(
    (day) => day.role === 'window' && day.restated !== null && day.restated.atMs > (digest.sentMs ?? 0),
  );
  const change = answer.total - saidTotal;
  const isSmall =
    Math.abs(change) < Math.abs(saidTotal) * leastShare || Math.abs(moneyToNumber(change)) < leastMoney;
  if (restated.length === 0 || isSmall) return null;
  const { currency } = answer;
  const days = restated.map((day) => dayName(day.startMs)).join(', ');
  const summary = `Correction: ${showMoney(answer.total, currency)}, not ${showMoney(saidTotal, currency)} (${showSignedMoney(change, currency)}): ${days} restated since.`;
  return {
    title: 'Correction',
    subtitle: subtitleOf(result),
    summary,
    command: result.command,
    sections: [
      { kind: 'text', lines: [[summary]] },
      { kind: 'actions', actions: [{ label: 'How it is now', command: result.command }] },
    ],
  };
}
