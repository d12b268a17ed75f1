import { setImmediate as nextTurn } from 'node:timers/promises';
import { promisify } from 'node:util';
import { deflate, inflate } from 'node:zlib';

/** How a value is cut. The defaults keep every step on the event loop to a few milliseconds. */
export interface Cut {
  /** Most elements of an array in one line. */
  elements: number;
  /** Characters of JSON that one line should hold about. */
  characters: number;
  /** Longer lines are compressed. */
  plainCharacters: number;
}

const defaultCut: Cut = { elements: 2_000, characters: 512_000, plainCharacters: 8_000 };

/** Where in the value an array is: property names from the top; empty: it is the value. */
type Path = readonly string[];

interface LongArray {
  path: Path;
  items: readonly unknown[];
  perLine: number;
}

interface FirstLine {
  value?: unknown;
  arrays: { path: Path; length: number }[];
}

/**
 * Plain JSON as lines without line breaks: the value without its long arrays, then these arrays in slices, one a line.
 * Arrays inside arrays, and below the third level of objects, are not looked for. Yields to the event loop after each slice.
 */
export async function* encodeLines(value: unknown, cut: Cut = defaultCut): AsyncGenerator<string> {
  const arrays = findLongArrays(value, cut);
  const first: FirstLine = {
    value: arrays.reduce((rest, { path }) => withoutArray(rest, path), value),
    arrays: arrays.map(({ path, items }) => ({ path, length: items.length })),
  };
  yield await pack(JSON.stringify(first), cut);
  for (const { items, perLine } of arrays) {
    let size = perLine;
    for (let start = 0; start < items.length; ) {
      const text = JSON.stringify(items.slice(start, start + size));
      start += size;
      size = fitSize((size * cut.characters) / text.length, cut);
      yield await pack(text, cut);
      await nextTurn();
    }
  }
}

/** The value behind the lines of `encodeLines`. Throws when lines are missing or damaged. */
export async function decodeLines(lines: AsyncIterable<string> | Iterable<string>): Promise<unknown> {
  let first: FirstLine | undefined;
  let filled: unknown[][] = [];
  let at = 0;
  for await (const line of lines) {
    const parsed: unknown = JSON.parse(await unpack(line));
    if (!first) {
      first = parsed as FirstLine;
      filled = first.arrays.map(() => []);
      continue;
    }
    while (at < filled.length && filled[at]?.length === first.arrays[at]?.length) at += 1;
    const target = filled[at];
    if (!target) throw new Error('more slices than announced');
    for (const item of parsed as unknown[]) target.push(item);
    await nextTurn();
  }
  if (!first) throw new Error('no lines');
  return assemble(first, filled);
}

function assemble(first: FirstLine, filled: readonly unknown[][]): unknown {
  let value = first.value;
  for (const [index, { path, length }] of first.arrays.entries()) {
    const items = filled[index];
    if (items?.length !== length) throw new Error('slices are missing');
    value = place(value, path, items);
  }
  return value;
}

/** Puts the items at their path into the value, in place, and gives the value. */
function place(value: unknown, [name, ...below]: Path, items: unknown): unknown {
  if (name === undefined) return items;
  const holder = value as Record<string, unknown>;
  setOwn(holder, name, place(holder[name], below, items));
  return holder;
}

/** A copy of the value with null at the path; what lies beside the path is shared, not copied. */
function withoutArray(value: unknown, [name, ...below]: Path): unknown {
  if (name === undefined) return null;
  const copy: Record<string, unknown> = { ...(value as Record<string, unknown>) };
  setOwn(copy, name, withoutArray(copy[name], below));
  return copy;
}

/** Sets a property whatever it is called, in its place; `__proto__` is a name like any other in JSON. */
function setOwn(holder: Record<string, unknown>, name: string, value: unknown): void {
  Object.defineProperty(holder, name, { value, enumerable: true, writable: true, configurable: true });
}

const deepestArray = 3;

function findLongArrays(value: unknown, cut: Cut, path: Path = []): LongArray[] {
  if (typeof value !== 'object' || value === null) return [];
  if (!Array.isArray(value)) {
    if (path.length === deepestArray) return [];
    return Object.entries(value).flatMap(([name, part]) => findLongArrays(part, cut, [...path, name]));
  }
  if (value.length < 2) return [];
  const perLine = fitSize(cut.characters / (JSON.stringify(value[0] ?? null)?.length ?? 4), cut);
  return value.length > perLine ? [{ path, items: value, perLine }] : [];
}

function fitSize(wanted: number, cut: Cut): number {
  return Math.min(cut.elements, Math.max(1, Math.floor(wanted)));
}

const deflateAsync = promisify<Buffer, { level: number }, Buffer>(deflate);
const inflateAsync = promisify<Buffer, { chunkSize: number }, Buffer>(inflate);
/** No JSON text begins with this letter. */
const packedMark = 'z';

async function pack(text: string, cut: Cut): Promise<string> {
  if (text.length <= cut.plainCharacters) return text;
  const packed = await deflateAsync(Buffer.from(text), { level: 1 });
  return packedMark + packed.toString('base64');
}

async function unpack(line: string): Promise<string> {
  if (!line.startsWith(packedMark)) return line;
  const packed = Buffer.from(line.slice(1), 'base64');
  return (await inflateAsync(packed, { chunkSize: 128 * 1024 })).toString();
}
