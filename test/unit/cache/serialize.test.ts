import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeLines, encodeLines } from '../../../src/cache/serialize.js';

async function collect(lines: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = [];
  for await (const line of lines) all.push(line);
  return all;
}

const anyCut = fc.record({
  elements: fc.integer({ min: 1, max: 7 }),
  characters: fc.integer({ min: 1, max: 200 }),
  plainCharacters: fc.integer({ min: 0, max: 100 }),
});
const rows = fc.array(fc.jsonValue(), { maxLength: 30 });
const anyValue = fc.oneof(
  fc.jsonValue(),
  rows,
  fc.dictionary(fc.oneof(fc.string(), fc.constant('__proto__')), rows),
  fc.record({ day: fc.record({ rows, nodes: rows, state: fc.string() }), durationMs: fc.integer() }),
);

describe('lines of a value', () => {
  it('give back the same JSON wherever the value is cut', async () => {
    await fc.assert(
      fc.asyncProperty(anyValue, anyCut, async (value, cut) => {
        const lines = await collect(encodeLines(value, cut));
        expect(lines.some((line) => line.includes('\n'))).toBe(false);
        expect(JSON.stringify(await decodeLines(lines))).toBe(JSON.stringify(value));
      }),
      { numRuns: 150 },
    );
  });

  it.each([1_999, 2_000, 2_001, 4_000, 4_001])('hold an array of %i elements whole', async (length) => {
    const value = { rows: Array.from({ length }, (_, index) => index) };
    expect(await decodeLines(encodeLines(value))).toEqual(value);
  });

  it('cut long arrays below the top, and leave what is short in one line', async () => {
    const row = { namespace: 'payments', cost: 12_345, note: 'x'.repeat(200) };
    const large = { day: { rows: Array.from({ length: 10_000 }, () => row) }, durationMs: 5 };
    const small = { day: { rows: [row] }, durationMs: 5 };
    expect((await collect(encodeLines(large))).length).toBeGreaterThan(4);
    expect(await collect(encodeLines(small))).toHaveLength(1);
  });

  it('make no line much longer than wanted, even when the first element is the smallest', async () => {
    const elements = [1, ...Array.from({ length: 400 }, () => 'y'.repeat(100))];
    const cut = { elements: 50, characters: 1_000, plainCharacters: 100_000 };
    const lines = await collect(encodeLines(elements, cut));
    const later = lines.slice(2).map((line) => line.length);
    expect(Math.max(...later)).toBeLessThan(2_000);
  });

  it('are refused when one is missing, doubled or damaged', async () => {
    const cut = { elements: 2, characters: 1_000, plainCharacters: 0 };
    const lines = await collect(encodeLines([1, 2, 3, 4, 5], cut));
    const [first = '', second = '', ...rest] = lines;
    await expect(decodeLines([first, ...rest])).rejects.toThrow('missing');
    await expect(decodeLines([first, second, second, ...rest])).rejects.toThrow();
    await expect(decodeLines([first, second.slice(0, -6), ...rest])).rejects.toThrow();
    await expect(decodeLines([])).rejects.toThrow('no lines');
  });
});
