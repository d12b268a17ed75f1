import { createHash, type Hash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { NotUnderstood } from '../errors.js';
import type { ListFacts, ReportAnswer } from '../reports/report.js';
import { refusal } from './problems.js';
import type { Asked } from './query.js';

/** One page of a report's list. */
export interface Page {
  from: number;
  to: number;
  limit: number;
  count: number;
  nextCursor: string | null;
}

const usualLimit = 100;
/** Items that are read at once: a few milliseconds' work. */
const itemsPerTurn = 1_000;
/** Of answers that were read in part: what their lists are, in short. */
const prints = new WeakMap<object, Promise<string>>();

/**
 * The page that was asked for. A cursor belongs to one list: where the list is another one by now, pages would not fit
 * together, and that is said. Throws NotUnderstood for a cursor that is none.
 */
export async function pageOf(answer: ReportAnswer, asked: Asked, list: ListFacts): Promise<Page> {
  const count = answer.count ?? 0;
  const limit = asked.limit ?? Math.min(usualLimit, list.mostPerPage);
  // a list that fits on one page needs no cursor
  const print = asked.cursor === null && count <= limit ? '' : await printOf(answer, asked, list.key);
  const from = asked.cursor === null ? 0 : offsetOf(asked.cursor, print);
  const to = Math.min(count, from + limit);
  return { from, to, limit, count, nextCursor: to < count ? writeCursor(to, print) : null };
}

function writeCursor(offset: number, print: string): string {
  return Buffer.from(`${offset}.${print}`).toString('base64url');
}

function offsetOf(cursor: string, print: string): number {
  const [, digits = '', known = ''] =
    /^(\d{1,9})\.([\w-]{16})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1')) ?? [];
  if (digits === '')
    throw new NotUnderstood('This cursor is none of ours; leave it out to begin anew.', [], 'BAD_VALUE');
  if (known === print) return Number(digits);
  throw refusal(
    'STALE_CURSOR',
    'The answer has changed since the page before this one; begin anew without a cursor.',
  );
}

/** Differs where the question or any item of the list does. */
async function printOf(answer: ReportAnswer, { question }: Asked, key: string): Promise<string> {
  const known = answer.basis ? prints.get(answer.basis) : undefined;
  const items = known ?? hashItems(answer, key);
  if (answer.basis && !known) prints.set(answer.basis, items);
  return shorten(createHash('sha256').update(`${answer.report}?${question} ${await items}`));
}

async function hashItems(answer: ReportAnswer, key: string): Promise<string> {
  const hash = createHash('sha256');
  for (let from = 0; from < (answer.count ?? 0); from += itemsPerTurn) {
    const part = answer.json({ from, to: from + itemsPerTurn, steps: false });
    hash.update(JSON.stringify((part as Record<string, unknown>)[key]));
    await nextTurn();
  }
  return shorten(hash);
}

function shorten(hash: Hash): string {
  return hash.digest('base64url').slice(0, 16);
}
