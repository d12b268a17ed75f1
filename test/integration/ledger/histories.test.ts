import { beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { costPartNames } from '../../../src/cost/allocation.js';
import type { Dimension } from '../../../src/cost/group.js';
import { defaultLimits } from '../../../src/cost/quality/limits.js';
import { dayMs, isoDate } from '../../../src/cost/time.js';
import type { Answer } from '../../../src/cost-service/answer.js';
import type { HistoryOptions } from '../../../src/cost-service/history-options.js';
import type { Question } from '../../../src/cost-service/question.js';
import type { CostService } from '../../../src/cost-service/service.js';
import type { Database } from '../../../src/database/database.js';
import { ledgerFiles } from '../../../src/ledger/files.js';
import { createLedger } from '../../../src/ledger/ledger.js';
import { describeOnEveryDatabase } from '../../support/databases.js';
import {
  anyCluster,
  createRandomWorld,
  daysInFigures,
  type RandomCluster,
} from '../../support/random-cluster.js';
import { questionFor } from '../../support/service.js';

const todayMs = Date.parse('2026-11-24T00:00:00Z');
const depth = 8;
const closedDays = Array.from({ length: depth }, (_, back) => todayMs - (back + 1) * dayMs);

const anyOrder = fc.shuffledSubarray(closedDays, { minLength: depth, maxLength: depth });
const anyQuestion = fc.record({
  window: fc.constantFrom(
    '8d',
    '3d',
    '1d',
    'today',
    '2026-11-17..2026-11-20',
    '2026-11-19T06:00:00Z,2026-11-20T18:00:00Z',
  ),
  groupBy: fc.constantFrom<Dimension[]>(
    ['cluster', 'namespace'],
    ['namespace'],
    ['controller'],
    ['container'],
    ['namespace', 'pod'],
    ['node'],
    ['label:team'],
  ),
  filter: fc.constantFrom<Question['filter']>(
    [],
    [{ dimension: 'namespace', negated: false, values: ['*a*', 'shop'] }],
    [{ dimension: 'label:team', negated: true, values: ['red'] }],
    [{ dimension: 'node', negated: false, values: ['node-a'] }],
  ),
  idle: fc.constantFrom<Question['idle'][]>('separate', 'share', 'hide'),
  series: fc.constantFrom<Question['series'][]>('none', 'day'),
});

const quiet = () => undefined;

/** Hours and bytes are kept to a millionth and added in another order; money and counts are whole and must be exact. */
const isMeasure = (name: string) => /(Hours|Bytes|AverageMax|UsageMax)$/.test(name);
const wholeFigures = (figures: unknown): unknown =>
  JSON.parse(JSON.stringify(figures, (name, value) => (isMeasure(name) ? undefined : value)));

/** All figures, and nothing of where they came from. */
function figuresOf(answer: Answer): unknown {
  const { question: _, asOfMs: _asOf, days, today, ...figures } = answer;
  return wholeFigures({
    ...figures,
    today: today?.total ?? null,
    days: days.map(({ cluster, startMs, role, coveredMinutes, missing }) => [
      cluster,
      startMs,
      role,
      coveredMinutes,
      missing,
    ]),
  });
}

describeOnEveryDatabase('random histories', (engine) => {
  const runs = { numRuns: engine.engine === 'postgresql' ? 8 : 2 };
  let databases: Database[] = [];
  let count = 0;
  beforeAll(async () => {
    databases = [await engine.open(), await engine.open()];
  });

  function historyOver(database: Database, faults: unknown[]): HistoryOptions {
    return {
      ledger: createLedger(database),
      rights: database.rights,
      files: ledgerFiles,
      backfillDays: depth,
      podHistoryDays: 90,
      limits: defaultLimits,
      notices: { fault: (error) => faults.push(error), sealed: quiet, grain: quiet, unread: quiet },
    };
  }

  /** Seals the days one by one in this order, as questions for them would; gives a service that has just started over them. */
  async function sealed(
    database: Database,
    clusters: RandomCluster[],
    prefix: string,
    order: readonly number[],
  ) {
    const faults: unknown[] = [];
    for (const startMs of order) {
      const { costs } = createRandomWorld(clusters, { prefix, history: historyOver(database, faults) });
      await costs.ask(questionFor(isoDate(startMs), { baseline: null }));
      await costs.stop();
    }
    const world = createRandomWorld(clusters, { prefix, history: historyOver(database, faults) });
    expect(faults).toEqual([]);
    return world;
  }

  const daysOf = async ({ desk, clusters }: CostService) => {
    const lines =
      (await desk?.lines(
        clusters.map(({ name }) => name),
        todayMs - depth * dayMs,
        todayMs,
      )) ?? [];
    return lines.map(({ cluster, startMs, sealed: day }) => [
      cluster,
      startMs,
      day && [day.head.state, day.total, day.contentHash, day.head.findings.map(({ check }) => check).sort()],
    ]);
  };

  it('answer to the last unit what the raw rows say, whatever was sealed and in which order', async () => {
    let days = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyCluster, { minLength: 1, maxLength: 2 }),
        anyOrder,
        anyOrder,
        fc.array(anyQuestion, { minLength: 1, maxLength: 4 }),
        async (clusters, order, otherOrder, questions) => {
          count += 1;
          const prefix = `run${count}`;
          const [database, other] = databases as [Database, Database];
          const kept = await sealed(database, clusters, prefix, order);
          const shuffled = await sealed(other, clusters, prefix, otherOrder);
          const states = await daysOf(kept.costs);
          expect(await daysOf(shuffled.costs)).toEqual(states);
          days += states.filter(([, , day]) => day !== null).length;
          for (const { window, ...fields } of questions) {
            // without neighbours no day is held back for what they say: all count, and nothing is compared
            const question = questionFor(window, { ...fields, includeHeld: true, baseline: null });
            // a cluster that failed is left alone for a while: no question is to feel what another one met with
            const plain = createRandomWorld(clusters, { prefix });
            const asked = createRandomWorld(clusters, { prefix, history: historyOver(database, []) });
            const answer = await plain.costs.ask(question);
            expect(figuresOf(await asked.costs.ask(question))).toEqual(figuresOf(answer));
            await asked.costs.stop();
            if (fields.filter.length > 0 || fields.idle === 'hide') continue;
            const given = daysInFigures(plain, answer).flatMap(({ allocations }) => allocations);
            const raw = given.reduce(
              (sum, { cost }) => sum + costPartNames.reduce((part, name) => part + cost[name], 0),
              0,
            );
            expect(answer.total).toBe(raw);
          }
          for (const { costs } of [kept, shuffled]) await costs.stop();
        },
      ),
      runs,
    );
    expect(days).toBeGreaterThan(runs.numRuns);
  }, 240_000);
});
