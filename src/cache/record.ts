import type { Entry } from './entry.js';
import { decodeLines } from './serialize.js';

/** What Redis holds under the key of an entry: facts about it, and the value itself when it is small. */
export interface RecordHead {
  id: string;
  storedAt: number;
  ttlMs: number;
  staleMs: number;
  /** Lines of the value that are kept under keys of their own; 0: the value is in the record. */
  pieces: number;
}

/** One line of facts, then the lines of the value, if any. */
export function writeRecord(head: RecordHead, lines: readonly string[]): string {
  return [JSON.stringify(head), ...lines].join('\n');
}

/** Throws when it is no record. */
export function readRecord(text: string): { head: RecordHead; lines: readonly string[] } {
  const [first = '', ...lines] = text.split('\n');
  const head: unknown = JSON.parse(first);
  if (!isHead(head)) throw new Error('no cache record');
  return { head, lines };
}

/** A piece names the write that it belongs to, so that pieces of two writes are never mixed. */
export function writePiece(id: string, line: string): string {
  return `${id}\n${line}`;
}

/** The line of a piece. Throws when it is missing or belongs to another write. */
export function readPiece(id: string, text: string | undefined): string {
  if (!text?.startsWith(`${id}\n`)) throw new Error('a piece is missing or belongs to another write');
  return text.slice(id.length + 1);
}

export async function toEntry(
  { id, storedAt, ttlMs, staleMs }: RecordHead,
  lines: AsyncIterable<string> | Iterable<string>,
): Promise<Entry> {
  return { id, storedAt, ttlMs, staleMs, value: await decodeLines(lines) };
}

function isHead(head: unknown): head is RecordHead {
  if (typeof head !== 'object' || head === null || !('id' in head) || typeof head.id !== 'string')
    return false;
  const numbers = ['storedAt', 'ttlMs', 'staleMs', 'pieces'];
  return numbers.every((name) => Number.isFinite((head as Record<string, unknown>)[name]));
}
