import { digestDocument } from '../reports/digest-document.js';
import type { DigestResult } from '../reports/digest-result.js';
import { savingsKnown } from '../reports/digest-savings.js';
import type { Document, Line } from '../reports/document.js';
import { showMoney } from '../reports/figures.js';
import { subtitleOf } from '../reports/headline.js';
import { clustersOf } from '../reports/row-names.js';
import type { DigestFacts } from './delivery.js';
import { isQuiet } from './quiet.js';
import { nextSlots } from './schedule.js';
import type { Subscription } from './subscription.js';
import { whenWords } from './when-words.js';

/** What is known of the digests before. */
export interface Before {
  /** What the last one said; null: there was none. */
  said: DigestFacts | null;
  /** When anything was last sent; null: never. */
  sentMs: number | null;
  /** Slots since then that nobody was there to send. */
  missed: number;
}

export type Composed =
  | { kind: 'send'; document: Document; said: DigestFacts }
  | { kind: 'quiet'; said: DigestFacts }
  | { kind: 'withheld'; note: Document };

/** Of the usual cost at least this much must be known. */
const leastKnownPermille = 500;
/** Where nothing matters for so long, one line says that the digest is alive. */
const aliveAfterMs = 30 * 86_400_000;

/** What becomes of a digest's figures: the message, silence, or a note that too little is known. Pure. */
export function composeDigest(
  subscription: Subscription,
  result: DigestResult,
  facts: { slotMs: number; nowMs: number; isLate: boolean; before: Before },
): Composed {
  const { before, nowMs } = facts;
  if ((result.knownPermille ?? (result.answer.coveredDays > 0 ? 1_000 : 0)) < leastKnownPermille)
    return { kind: 'withheld', note: withheldNote(subscription, result) };
  const quiet = subscription.quiet && isQuiet(result, before.said?.savings ?? null);
  const said = factsOf(result, quiet);
  if (quiet && before.sentMs !== null && nowMs - before.sentMs < aliveAfterMs) return { kind: 'quiet', said };
  if (quiet) return { kind: 'send', document: aliveDocument(subscription, result, nowMs), said };
  const document = digestDocument(result, {
    knownSavings: before.said?.savings ?? null,
    title: subscription.name,
    above: aboveLines(subscription, facts),
    below: [[nextWords(subscription, nowMs)]],
    actions: [{ label: 'Manage', command: 'subscriptions' }],
  });
  return { kind: 'send', document, said };
}

function factsOf(result: DigestResult, quiet: boolean): DigestFacts {
  return {
    currency: result.answer.currency,
    total: result.answer.total,
    clusters: clustersOf(result.answer),
    savings: savingsKnown(result),
    quiet,
  };
}

function aboveLines(
  { zone }: Subscription,
  { slotMs, isLate, before: { missed } }: { slotMs: number; isLate: boolean; before: Before },
): Line[] {
  return [
    ...(isLate ? [[`Late: this digest was due ${whenWords(slotMs, zone)}.`]] : []),
    ...(missed > 0
      ? [
          [
            `${missed} earlier ${missed === 1 ? 'digest was' : 'digests were'} not sent: Kubecent was not running.`,
          ],
        ]
      : []),
  ];
}

/** "next Mon 30 Nov 09:00 Berlin". */
export function nextWords({ schedule, zone }: Subscription, nowMs: number): string {
  const [nextMs] = nextSlots({ schedule, zone }, nowMs, 1);
  return nextMs === undefined ? 'no further date' : `next ${whenWords(nextMs, zone)}`;
}

function aliveDocument(subscription: Subscription, result: DigestResult, nowMs: number): Document {
  const { answer } = result;
  const total = showMoney(answer.total, answer.currency);
  const summary = `Nothing that matters: ${total} over ${subtitleOf(result)}, as usual. This digest is quiet, and alive; ${nextWords(subscription, nowMs)}.`;
  return {
    title: subscription.name,
    subtitle: subtitleOf(result),
    summary,
    command: result.command,
    sections: [{ kind: 'text', lines: [[summary]] }],
  };
}

function withheldNote(subscription: Subscription, result: DigestResult): Document {
  const known = result.knownPermille === null ? 'nothing' : `${Math.round(result.knownPermille / 10)} %`;
  const reasons = [
    ...result.leftOut.map(({ cluster, why }) => `${cluster}: ${why}`),
    ...result.answer.failures.map(({ cluster, userMessage }) => `${cluster}: ${userMessage}`),
  ];
  const summary = `${subscription.name}: withheld for now, because ${known} of the usual cost is known. It comes by itself if the data does within a day.`;
  return {
    title: subscription.name,
    subtitle: subtitleOf(result),
    summary,
    command: result.command,
    sections: [
      { kind: 'text', lines: [[summary], ...reasons.map((reason) => [reason])] },
      {
        kind: 'actions',
        actions: [
          { label: 'Health', command: 'health' },
          { label: 'Ledger', command: 'ledger' },
        ],
      },
    ],
  };
}
