import type { AnswerCache } from './ports.js';
import { type Question, questionKey } from './question.js';

/** A question that somebody asked, and when last. */
export interface AskedQuestion {
  question: Question;
  atMs: number;
}

/** What was asked lately, on any replica. */
export interface AskedQuestions {
  /** Never throws, and nobody waits for it. */
  note(question: Question): void;
  /** Those asked since then, the latest first. */
  since(sinceMs: number): Promise<AskedQuestion[]>;
}

const cacheKey = 'asked';
const keptMs = 30 * 60_000;
const mostKept = 50;
/** Others learn of a question after so long at the latest. */
const shareEveryMs = 20_000;

/** Replicas tell each other through the cache; where two write at once one is forgotten, and noted when it is asked again. */
export function createAskedQuestions(cache: AnswerCache, now: () => number): AskedQuestions {
  let own = new Map<string, AskedQuestion>();
  let sharedMs = Number.NEGATIVE_INFINITY;

  const merged = async (): Promise<AskedQuestion[]> => {
    const shared = (await cache.get<AskedQuestion[]>(cacheKey))?.value ?? [];
    const latest = new Map<string, AskedQuestion>();
    for (const asked of [...shared, ...own.values()]) {
      const key = questionKey(asked.question);
      if (asked.atMs > now() - keptMs && asked.atMs > (latest.get(key)?.atMs ?? 0)) latest.set(key, asked);
    }
    return [...latest.values()].sort((a, b) => b.atMs - a.atMs).slice(0, mostKept);
  };

  const share = async (): Promise<void> => {
    const all = await merged();
    own = new Map(all.map((asked) => [questionKey(asked.question), asked]));
    await cache.set(cacheKey, all, { ttlMs: keptMs });
  };

  return {
    note(question) {
      own.set(questionKey(question), { question, atMs: now() });
      if (now() - sharedMs < shareEveryMs && own.size <= 2 * mostKept) return;
      sharedMs = now();
      void share();
    },
    since: async (sinceMs) => (await merged()).filter(({ atMs }) => atMs >= sinceMs),
  };
}
