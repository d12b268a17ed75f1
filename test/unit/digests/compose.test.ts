import { describe, expect, it } from '@jest/globals';
import { askDigest } from '../../../src/digests/asking.js';
import { composeDigest } from '../../../src/digests/compose.js';
import { correctionOf } from '../../../src/digests/correct.js';
import { isQuiet } from '../../../src/digests/quiet.js';
import { moversOf } from '../../../src/reports/digest-movers.js';
import type { DigestResult } from '../../../src/reports/digest-result.js';
import { savingsKnown } from '../../../src/reports/digest-savings.js';
import { deliveryOf, subscriptionOf } from '../../support/digests.js';
import { createFakeSource } from '../../support/fake-source.js';
import { createTestService, tuesdayMorningMs } from '../../support/service.js';
import { services } from '../whole/services.js';

const dayMs = 86_400_000;
const todayMs = Date.parse('2026-11-24T00:00:00Z');
const week = { startMs: todayMs - 7 * dayMs, endMs: todayMs, isMonth: false };
const asking = (costs: Parameters<typeof askDigest>[0]['costs']) => ({
  costs,
  now: () => tuesdayMorningMs,
  weekStarts: 'monday' as const,
  snoozes: null,
});
const ordinary = () => askDigest(asking(services.ordinary()), week, '');
/** The same cost on every day. */
const steady = () => askDigest(asking(createTestService().costs), week, '');
const facts = {
  slotMs: todayMs,
  nowMs: tuesdayMorningMs,
  isLate: false,
  before: { said: null, sentMs: null, missed: 0 },
};
const wordsOf = (value: unknown) => JSON.stringify(value);

describe('a digest', () => {
  it('has movers whose changes add up to that of the total', async () => {
    const { answer, ...rest } = await ordinary();
    const movers = moversOf({ answer, ...rest } as DigestResult);
    const sum = movers.reduce((total, { change }) => total + change, 0);
    expect(movers.length).toBeGreaterThan(5);
    expect(sum).toBe(answer.totalCompared - (answer.totalBaseline ?? 0));
  });

  it('names only savings that are new or have grown since the one before', async () => {
    const result = await ordinary();
    const known = savingsKnown(result);
    const document = (savings: Record<string, number>) => {
      const said = { currency: 'USD', total: 1, clusters: [], savings, quiet: false };
      const composed = composeDigest(subscriptionOf(), result, {
        ...facts,
        before: { ...facts.before, said },
      });
      return wordsOf(composed.kind === 'send' && composed.document);
    };
    expect(document(known)).toContain(`No new savings (${Object.keys(known).length} older)`);
    const [first = ''] = Object.keys(known);
    const { [first]: money = 0, ...others } = known;
    expect(document(others)).toContain('New savings (1)');
    expect(document({ ...others, [first]: Math.round(money / 2) })).toContain('New savings (1)');
  });

  it('says that it is late, and what was missed', async () => {
    const before = { said: null, sentMs: null, missed: 2 };
    const composed = composeDigest(subscriptionOf(), await ordinary(), { ...facts, isLate: true, before });
    const words = wordsOf(composed.kind === 'send' && composed.document);
    expect(words).toContain('Late: this digest was due Tue 24 Nov 01:00 Berlin.');
    expect(words).toContain('2 earlier digests were not sent');
  });
});

describe('a quiet digest', () => {
  const quiet = subscriptionOf({ quiet: true });

  it('is not sent while nothing matters, and says once in thirty days that it is alive', async () => {
    const result = await steady();
    const known = savingsKnown(result);
    expect(isQuiet(result, known)).toBe(true);
    const said = { currency: 'USD', total: 1, clusters: [], savings: known, quiet: true };
    const compose = (sentMs: number | null) =>
      composeDigest(quiet, result, { ...facts, before: { said, sentMs, missed: 0 } });
    expect(compose(tuesdayMorningMs - dayMs).kind).toBe('quiet');
    const alive = compose(tuesdayMorningMs - 31 * dayMs);
    expect(alive.kind === 'send' && alive.document.summary).toContain('quiet, and alive');
    expect(compose(null).kind).toBe('send');
  });

  it('is sent when something moved', async () => {
    expect(isQuiet(await ordinary(), savingsKnown(await ordinary()))).toBe(false);
  });
});

describe('a digest of which too little is known', () => {
  it('is withheld, with a note that says how much is known and why', async () => {
    const result = { ...(await steady()), knownPermille: 320 };
    const composed = composeDigest(subscriptionOf(), result, facts);
    expect(composed.kind === 'withheld' && composed.note.summary).toContain(
      'because 32 % of the usual cost is known',
    );
  });

  it('leaves a cluster out on both sides of the comparison where another is whole', async () => {
    const broken = failingOn(createFakeSource(), todayMs - 3 * dayMs);
    const { costs } = createTestService({ whole: createFakeSource(), broken });
    const result = await askDigest(asking(costs), week, '');
    expect(result.leftOut.map(({ cluster }) => cluster)).toEqual(['broken']);
    expect(new Set(result.answer.days.map(({ cluster }) => cluster))).toEqual(new Set(['whole']));
    expect(result.knownPermille).toBe(500);
    expect(wordsOf(composeDigest(subscriptionOf(), result, facts))).toContain(
      '1 of 2 clusters; broken left out',
    );
  });
});

describe('a correction', () => {
  const sent = deliveryOf({ state: 'sent', sentMs: tuesdayMorningMs - 2 * dayMs });

  it('is due where days were restated since by enough, and only then', async () => {
    const result = await ordinary();
    const { total } = result.answer;
    const said = { currency: 'USD', total, clusters: ['prod'], savings: {}, quiet: false };
    const restated = (atMs: number): DigestResult => ({
      ...result,
      answer: {
        ...result.answer,
        days: result.answer.days.map((day, at) =>
          at === 3 ? { ...day, restated: { fromTotal: 1, atMs } } : day,
        ),
      },
    });
    const correct = (saidTotal: number, atMs = tuesdayMorningMs) =>
      correctionOf(
        { ...sent, said: { ...said, clusters: result.answer.days.map(({ cluster }) => cluster) } },
        saidTotal,
        restated(atMs),
      );
    expect(correct(Math.round(total * 0.9))?.summary).toMatch(/^Correction: \$3,649\.55, not \$3,284\.59/);
    expect(correct(total)).toBeNull();
    expect(correct(Math.round(total * 0.995))).toBeNull();
    expect(correct(Math.round(total * 0.9), tuesdayMorningMs - 3 * dayMs)).toBeNull();
  });
});

/** A source that does not answer for one day. */
function failingOn(
  source: ReturnType<typeof createFakeSource>,
  dayStartMs: number,
): ReturnType<typeof createFakeSource> {
  return {
    ...source,
    allocation(request) {
      if (request.startMs === dayStartMs) throw new Error('no answer for this day');
      return source.allocation(request);
    },
  };
}
