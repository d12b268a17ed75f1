import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { showBytes } from '../../reports/ledger-words.js';
import { refusal } from '../problems.js';
import { goBack, refuseForeignForm } from './entrance.js';
import { fieldOf } from './fields.js';
import { type Html, html, type Piece } from './markup.js';
import { actionForm, keyHtml, sendPage, tableHtml } from './page.js';
import type { AdminOptions, KeptEntry, SharedSize } from './ports.js';
import { type Visitor, visitorOf } from './visitor.js';
import { countWords, shareWords, spanWords } from './words.js';

const mostListed = 200;
/** Entries that are searched for one to drop: more than memory holds. */
const mostSearched = 10_000;
const longestKey = 90;

export function addCachePages(server: FastifyInstance, options: AdminOptions): void {
  const { cache, now, logger } = options;
  server.get('/cache', async (request, reply) => {
    const [shared, entries] = [await cache.sharedSize(), cache.entries(mostListed)];
    const shown = { visitor: visitorOf(request), cache, shared, entries, nowMs: now() };
    return sendPage(reply, { title: 'Cache', visitor: shown.visitor }, cacheHtml(shown));
  });
  server.post('/cache/drop', async (request, reply) => {
    refuseForeignForm(request);
    const wanted = fieldOf(request, 'entry');
    const found = cache.entries(mostSearched).find(({ key }) => nameOf(key) === wanted);
    if (!found) throw refusal('NOT_FOUND', 'This entry is not in the cache any more.');
    await cache.delete(found.key);
    logger.info({ who: 'admin', what: 'drop a cache entry', entry: wanted }, 'admin action');
    return goBack(request, reply, { to: '/admin/cache', said: 'One entry is dropped.' });
  });
  server.post('/cache/drop-all', async (request, reply) => {
    refuseForeignForm(request);
    const before = cache.statistics().entries;
    await cache.clear();
    logger.info({ who: 'admin', what: 'drop the cache', entries: before }, 'admin action');
    const said = 'All entries are dropped, in this process and in Redis where that is used.';
    return goBack(request, reply, { to: '/admin/cache', said });
  });
}

/** Short, and of letters that any form can carry, whatever the key is. */
function nameOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 22);
}

interface Shown {
  visitor: Visitor;
  cache: AdminOptions['cache'];
  shared: SharedSize | null;
  entries: readonly KeptEntry[];
  nowMs: number;
}

function cacheHtml({ visitor, cache, shared, entries, nowMs }: Shown): Html {
  const {
    engine,
    connected,
    entries: count,
    hits,
    misses,
    expired,
    stale,
    loads,
    errors,
  } = cache.statistics();
  const asked = hits + misses;
  const figures: readonly (readonly [string, string])[] = [
    ['Entries', `${count.toLocaleString('en-US')} in the memory of this process`],
    ['Hits', `${hits.toLocaleString('en-US')} (${shareWords(hits, asked)})`],
    ['Misses', `${misses.toLocaleString('en-US')} (${shareWords(misses, asked)})`],
    ['Expired', `${expired.toLocaleString('en-US')} (${shareWords(expired, asked)})`],
    ['Stood in past their time', stale.toLocaleString('en-US')],
    ['Loads', loads.toLocaleString('en-US')],
    ['Errors', errors.toLocaleString('en-US')],
    ['Redis', sharedWords(engine, connected, shared)],
  ];
  const where =
    engine === 'redis'
      ? 'What this process has in memory; other processes and Redis may have more. Dropping one drops it in Redis too.'
      : 'What this process has in memory.';
  const rows = entries.map((entry) => entryRow(entry, visitor, nowMs));
  return html`
${tableHtml(['Figure', 'Since the start'], figures)}
${actionForm(visitor, { to: '/admin/cache/drop-all', label: 'Drop all' })}
<h2>Entries of this process</h2>
<p>${where} ${count > entries.length && `The ${entries.length} that were used last.`}
Size: one, and one for each array element in it.</p>
${tableHtml(['Key', 'Size', 'Age', 'Fresh for', 'In Redis', 'Action'], rows)}`;
}

function entryRow(entry: KeptEntry, visitor: Visitor, nowMs: number): readonly Piece[] {
  const { key, elements, storedMs, freshUntilMs, shared } = entry;
  const letters = [...key];
  const fields = { entry: nameOf(key) };
  return [
    keyHtml(letters.length > longestKey ? `${letters.slice(0, longestKey).join('')}…` : key),
    elements.toLocaleString('en-US'),
    spanWords(nowMs - storedMs),
    freshUntilMs > nowMs ? spanWords(freshUntilMs - nowMs) : 'expired',
    shared ? 'yes' : 'no',
    actionForm(visitor, { to: '/admin/cache/drop', label: 'Drop', fields }),
  ];
}

function sharedWords(engine: 'memory' | 'redis', connected: boolean, shared: SharedSize | null): string {
  if (engine === 'memory') return 'not used';
  if (!connected || shared === null) return 'does not answer; memory serves alone';
  return `${countWords(shared.keys, 'key')}, ${showBytes(shared.usedBytes)}, of everything that uses it`;
}
