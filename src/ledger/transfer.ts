import { z } from 'zod';
import type { Grain, Place } from '../cost/block.js';
import type { DayHead } from '../cost/day.js';
import type { SealedDay } from '../cost-service/ledger-ports.js';
import { KubecentError } from '../errors.js';
import { type CareOptions, tablesKept, visibleIds } from './care.js';
import type { DayTable } from './day-table.js';
import { decodeTable, encodeTable, packBytes, unpackBytes } from './table-codec.js';
import { takeTurns } from './turns.js';

const formatVersion = 1;

/** The ledger's visible days as lines of JSON: see `LedgerCare.exportLines`. */
export async function* exportLines(options: CareOptions): AsyncIterable<string> {
  const { pool, revisions, blocks } = options;
  yield `${JSON.stringify({ kubecent_ledger: formatVersion })}\n`;
  const { rows } = await pool.query(
    'select name, grain, grain_why, grain_since_ms from ledger_cluster order by name',
  );
  for (const { name, grain, grain_why: why, grain_since_ms: sinceMs } of rows)
    if (grain !== 'container') yield `${JSON.stringify({ cluster: name, grain, why, sinceMs })}\n`;
  for (const id of await visibleIds(pool)) {
    const [sealed] = await revisions.byIds([id]);
    if (sealed) yield `${JSON.stringify(await lineOf(sealed, await tablesKept(blocks, sealed)))}\n`;
  }
}

/** A day as a line: names of places as texts, since ids differ from ledger to ledger. */
async function lineOf(sealed: SealedDay, tables: readonly DayTable[]) {
  const { revisionId: _, ...facts } = sealed;
  const kept: { grain: Grain; places: readonly Place[]; bytes: string }[] = [];
  for (const table of tables) {
    const positions = new Map(table.places.map((place, at) => [place, at]));
    const bytes = await takeTurns(encodeTable(table, (place) => positions.get(place) as number));
    kept.push({
      grain: table.grain,
      places: table.places,
      bytes: Buffer.from(await packBytes(bytes)).toString('base64'),
    });
  }
  return { day: facts, tables: kept };
}

const placeLine = z.object({
  kind: z.enum(['workload', 'unmounted']),
  namespace: z.string(),
  controllerKind: z.string(),
  controller: z.string(),
  container: z.string(),
  labels: z.record(z.string(), z.string()),
});
const headerLine = z.object({ kubecent_ledger: z.literal(formatVersion) });
const clusterLine = z.object({
  cluster: z.string(),
  grain: z.enum(['container', 'workload']),
  why: z.string(),
  sinceMs: z.number(),
});
const dayLine = z.object({
  day: z.looseObject({
    head: z.looseObject({ cluster: z.string(), startMs: z.number() }),
    looks: z.number(),
    lookedMs: z.number(),
    restated: z.unknown(),
    accepted: z.unknown(),
  }),
  tables: z.array(
    z.object({
      grain: z.enum(['namespace', 'workload', 'pod']),
      places: z.array(placeLine),
      bytes: z.base64(),
    }),
  ),
});

/** Takes the lines of an export: see `LedgerCare.importLines`. */
export async function importLines(
  options: CareOptions & { setGrain: (line: z.infer<typeof clusterLine>) => Promise<void> },
  lines: AsyncIterable<string>,
  nowMs: number,
): Promise<{ added: number; known: number }> {
  let number = 0;
  const result = { added: 0, known: 0 };
  for await (const line of lines) {
    number += 1;
    if (line.trim() === '') continue;
    const value = parse(line, number);
    if (number === 1) {
      if (!headerLine.safeParse(value).success) throw notAnExport(number);
      continue;
    }
    const cluster = clusterLine.safeParse(value);
    if (cluster.success) {
      await options.setGrain(cluster.data);
      continue;
    }
    const day = dayLine.safeParse(value);
    if (!day.success) throw notAnExport(number, day.error);
    const added = await importDay(options, day.data, nowMs).catch((cause: unknown) => {
      throw cause instanceof RangeError ? notAnExport(number, cause) : cause;
    });
    result[added ? 'added' : 'known'] += 1;
  }
  return result;
}

async function importDay(
  { revisions, writer }: CareOptions,
  { day, tables }: z.infer<typeof dayLine>,
  nowMs: number,
): Promise<boolean> {
  const head = day.head as unknown as DayHead;
  const [known] = await revisions.visible([head.cluster], head.startMs, head.startMs + 1);
  // a ledger that reads the past while it is imported may have found nothing there
  if (known && (known.head.state !== 'missing' || head.state === 'missing')) return false;
  const read: DayTable[] = [];
  for (const { grain, places, bytes } of tables) {
    const raw = await unpackBytes(Buffer.from(bytes, 'base64')).catch((cause) => {
      throw new RangeError('bytes that cannot be unpacked', { cause });
    });
    const { placeIds: _, ...table } = await takeTurns(decodeTable(grain, raw));
    read.push({ ...table, places });
  }
  const entry = {
    look: 'import' as const,
    writtenMs: nowMs,
    looks: day.looks,
    lookedMs: day.lookedMs,
    restated: (day.restated ?? null) as SealedDay['restated'],
    accepted: (day.accepted ?? null) as SealedDay['accepted'],
  };
  return (await writer.keep({ head, tables: read }, entry, known?.revisionId ?? null)).written;
}

function parse(line: string, number: number): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw notAnExport(number, cause);
  }
}

function notAnExport(number: number, cause?: unknown): KubecentError {
  return new KubecentError({
    code: 'NOT_AN_EXPORT',
    userMessage: `Line ${number} of the file is none of an exported ledger; days before it were taken over. Export the ledger again with kubecent ledger export file=…`,
    cause,
  });
}
