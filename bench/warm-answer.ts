import { pino } from 'pino';
import { startSampleOpenCost } from '../sandbox/opencost/server.js';
import { createCache } from '../src/cache/answer-cache.js';
import type { Answer } from '../src/cost-service/answer.js';
import { createCostService } from '../src/cost-service/service.js';
import { createOpenCost } from '../src/opencost/client.js';
import { answerLine } from '../src/reports/answer-line.js';
import { atMost, type Benchmark, type Figure, type Outcome } from './benchmark.js';
import { nowMs } from './fixed-time.js';
import { noRedis, startOwnRedis } from './redis-server.js';
import { median, medianPercentile, percentile, quietHalf, showMs, timeCalls } from './statistics.js';

const line = 'namespaces 7d';
/** The sample cluster's own namespaces bring it to a little over 200 rows. */
const scale = { namespaces: 190, pods: 190 };
const runs = 20;
const samplesPerRun = 500;

interface Place {
  name: string;
  p99LimitMs: number;
  cache: { redisUrl?: string; memory?: { entries: number; elements: number } };
}

/** Milliseconds of each question, and of each JSON.parse right after. */
interface Run {
  asked: number[];
  parsed: number[];
}

/** A question that was answered before, from the typed line to the finished Document. */
export const warmAnswer: Benchmark = {
  name: 'warm-answer',
  about: `${line}: from the line to the Document, the answer being in the cache`,
  async run() {
    const inMemory = await measure({ name: 'cache in memory', p99LimitMs: 1, cache: {} });
    const redis = await startOwnRedis();
    if (redis === null) return [inMemory, { name: 'cache in Redis', skipped: noRedis }];
    try {
      // memory keeps nothing, so that each question reads the whole answer from Redis
      const cache = { redisUrl: redis.url, memory: { entries: 1, elements: 1 } };
      return [inMemory, await measure({ name: 'cache in Redis', p99LimitMs: 10, cache })];
    } finally {
      await redis.stop();
    }
  },
};

async function measure(place: Place): Promise<Outcome> {
  const openCost = await startSampleOpenCost({ clock: () => nowMs, scale });
  const logger = pino({ level: 'silent' });
  const now = () => nowMs;
  const cache = createCache({ ...place.cache, now, logger });
  const costs = createCostService({
    clusters: [{ name: 'prod', currency: 'USD', source: createOpenCost({ baseUrl: openCost.url, logger }) }],
    cache,
    now,
    ttlMs: 300_000,
    patience: () => AbortSignal.timeout(60_000),
    onDayFailed: (_, error) => {
      throw error;
    },
  });
  let answer: Answer | undefined;
  const watched = {
    ...costs,
    ask: async (...asked: Parameters<typeof costs.ask>) => {
      answer = await costs.ask(...asked);
      return answer;
    },
  };
  const ask = async () => (await answerLine(line, { costs: watched, now, weekStarts: 'monday' })).document();

  try {
    await ask();
    const json = JSON.stringify(answer);
    const parse = () => JSON.parse(json);
    await timeCalls(samplesPerRun, ask);
    await timeCalls(samplesPerRun, parse);
    const requestsBefore = openCost.requestCount();
    const done: Run[] = [];
    for (let run = 0; run < runs; run += 1) {
      const asked = await timeCalls(samplesPerRun, ask);
      done.push({ asked, parsed: await timeCalls(samplesPerRun, parse) });
    }
    if (openCost.requestCount() !== requestsBefore) throw new Error('the cache was not warm');
    return { figure: figureOf(place, done, { rows: answer?.rows.length ?? 0, bytes: json.length }) };
  } finally {
    await cache.stop();
    await openCost.stop();
  }
}

function figureOf(
  { name, p99LimitMs }: Place,
  done: readonly Run[],
  { rows, bytes }: { rows: number; bytes: number },
): Figure {
  const quiet = quietHalf(done, ({ parsed }) => parsed);
  const asked = quiet.map((run) => run.asked);
  const parsed = quiet.map((run) => run.parsed);
  const [p50, p99] = [medianPercentile(asked, 0.5), medianPercentile(asked, 0.99)];
  const parsedP50 = medianPercentile(parsed, 0.5);
  const worst = median(asked.map((samples) => percentile(samples, 1)));
  const every = medianPercentile(
    done.map((run) => run.asked),
    0.99,
  );
  return {
    name: `question to Document, ${rows} rows, ${name}`,
    value: `p50 ${showMs(p50)}`,
    baseline: { name: "JSON.parse of the same answer's JSON", value: `p50 ${showMs(parsedP50)}` },
    ratio: p50 / parsedP50,
    details: [
      `p99 ${showMs(p99)}, worst ${showMs(worst)}; JSON.parse p99 ${showMs(medianPercentile(parsed, 0.99))}; ${(bytes / 1000).toFixed(0)} kB of JSON`,
      `medians of the quieter half of ${runs} runs of ${samplesPerRun} questions; p99 over all runs ${showMs(every)}`,
    ],
    targets: [atMost('p99', p99, p99LimitMs, showMs, { below: true })],
  };
}
