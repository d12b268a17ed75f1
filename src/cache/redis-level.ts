import KeyvRedis from '@keyv/redis';
import { Keyv } from 'keyv';
import type { Logger } from '../logger.js';
import type { Budget } from './bounded-call.js';
import { type Entry, keepMs } from './entry.js';
import { type RecordHead, readPiece, readRecord, toEntry, writePiece, writeRecord } from './record.js';
import { type RedisLink, unreachable } from './redis-link.js';
import { encodeLines } from './serialize.js';

/** `same`: Redis holds the write that the asker already knows. */
type Reading = { kind: 'unreachable' | 'absent' | 'same' } | { kind: 'found'; entry: Entry };

export interface RedisLevel {
  read(key: string, budget: Budget, knownId?: string): Promise<Reading>;
  /** True when written whole. Gives up as soon as `isWanted` says no: nobody ever sees half of it. */
  write(key: string, entry: Entry, budget: Budget, isWanted: () => boolean): Promise<boolean>;
  /** True when Redis held it. */
  delete(key: string, budget: Budget): Promise<boolean>;
  /** Removes the entries of this namespace alone. */
  clear(budget: Budget): Promise<void>;
}

/** A value whose lines are shorter than this altogether stays in its record: one call reads it. */
const longestInlineCharacters = 64_000;
const piecesPerCall = 8;

const headKey = (key: string) => `entry:${key}`;
const pieceKey = (key: string, index: number) => `piece:${index}:${key}`;

/** Keyv over Redis. Large values lie in pieces of some 50 kB, so that no step is long on either side. */
export function createRedisLevel(link: RedisLink, namespace: string, logger: Logger): RedisLevel {
  const adapter = new KeyvRedis<string>(link.client, {
    namespace,
    throwOnErrors: true,
  });
  const keyv = new Keyv<string>(adapter, {
    namespace,
    useKeyPrefix: false,
    throwOnErrors: true,
    serialize: ({ value, expires }) => `${expires}:${value}`,
    deserialize: splitStored,
  });
  keyv.on('error', (error: unknown) => logger.debug({ err: error }, 'Redis reported an error to the cache'));

  async function* readPieces(
    key: string,
    { id, pieces }: RecordHead,
    budget: Budget,
  ): AsyncGenerator<string> {
    for (let start = 0; start < pieces; start += piecesPerCall) {
      const keys = Array.from({ length: Math.min(piecesPerCall, pieces - start) }, (_, i) =>
        pieceKey(key, start + i),
      );
      const texts = await link.call(budget, () => keyv.getMany<string>(keys));
      if (texts === unreachable) throw new Unreached();
      budget.earn(texts.reduce((sum, text) => sum + (text?.length ?? 0), 0));
      for (const text of texts) yield readPiece(id, text);
    }
  }

  async function write(key: string, entry: Entry, budget: Budget, isWanted: () => boolean): Promise<boolean> {
    const outerMs = keepMs(entry);
    const put = async (at: string, text: string): Promise<boolean> => {
      if (!isWanted()) return false;
      const done = await link.call(budget, () => keyv.set(at, text, outerMs));
      budget.earn(text.length);
      return done === true;
    };
    const { id, storedAt, ttlMs, staleMs } = entry;
    const lines: string[] = [];
    for await (const line of encodeLines(entry.value)) lines.push(line);
    const isSmall =
      lines.reduce((sum, line) => sum + line.length, 0) <= longestInlineCharacters || lines.length === 1;
    if (isSmall) return put(headKey(key), writeRecord({ id, storedAt, ttlMs, staleMs, pieces: 0 }, lines));
    for (const [index, line] of lines.entries()) {
      if (!(await put(pieceKey(key, index), writePiece(id, line)))) return false;
    }
    return put(headKey(key), writeRecord({ id, storedAt, ttlMs, staleMs, pieces: lines.length }, []));
  }

  return {
    write,
    async read(key, budget, knownId) {
      const text = await link.call(budget, () => keyv.get<string>(headKey(key)));
      if (text === unreachable) return { kind: 'unreachable' };
      if (text === undefined) return { kind: 'absent' };
      try {
        const { head, lines } = readRecord(text);
        if (head.id === knownId) return { kind: 'same' };
        return {
          kind: 'found',
          entry: await toEntry(head, head.pieces ? readPieces(key, head, budget) : lines),
        };
      } catch (error) {
        if (error instanceof Unreached) return { kind: 'unreachable' };
        logger.warn({ err: error }, 'A cache entry in Redis could not be read and counts as absent');
        return { kind: 'absent' };
      }
    },
    async delete(key, budget) {
      const text = await link.call(budget, () => keyv.get<string>(headKey(key)));
      if (text === unreachable || text === undefined) return false;
      const keys = [
        headKey(key),
        ...Array.from({ length: countPieces(text) }, (_, index) => pieceKey(key, index)),
      ];
      return (await link.call(budget, () => keyv.deleteMany(keys))) === true;
    },
    async clear(budget) {
      await link.call(budget, () => keyv.clear());
    },
  };
}

/** Ends the reading of pieces when Redis is lost on the way. */
class Unreached extends Error {
  override readonly name = 'Unreached';
}

/** Keyv's own form of an entry: when it runs out at the latest, then the text. */
function splitStored<Value>(stored: string): { value: Value; expires: number } {
  const at = stored.indexOf(':');
  return { value: stored.slice(at + 1) as Value, expires: Number(stored.slice(0, at)) };
}

function countPieces(text: string): number {
  try {
    return readRecord(text).head.pieces;
  } catch {
    return 0;
  }
}
