import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyCharacter } from '../../../bench/any-character.js';
import { createSplitter, type WireEntry, type WireFrame } from '../../../src/opencost/splitter.js';

function split(pieces: readonly Uint8Array[], acceptsObject = true): { rows: WireEntry[]; frame: WireFrame } {
  const splitter = createSplitter({ acceptsObject, maxValueBytes: 1_000_000 });
  const rows = pieces.flatMap((piece) => [...splitter.push(piece)]);
  return { rows, frame: splitter.end() };
}

/** What JSON.parse makes of the same answer. */
function entriesOf(data: unknown): WireEntry[] {
  const sets = Array.isArray(data) ? data : [data ?? {}];
  return sets.flatMap((set) => Object.entries(set ?? {}).map(([key, value]) => ({ key, value })));
}

const awkward =
  '{ "code" : 200,\r\n "note":{"data":[{"no":{}}]}, "data" : [ null , { } ,{"k\\"e\\\\y/ü🐘\\u00e9":{"a":"}]{[,\\"\\\\","n":-1.5e3,"d":[{"x":[null]}]}, "":{} }],"message":"m\\n{" }\n';

describe('splitter', () => {
  it('cuts an awkward answer at every single place', () => {
    const whole = Buffer.from(awkward);
    const expected = { rows: entriesOf(JSON.parse(awkward).data), frame: split([whole]).frame };
    expect(expected.rows).toHaveLength(2);
    expect(expected.frame).toEqual({ data: 'sets', code: 200, message: 'm\n{' });
    for (let at = 0; at <= whole.length; at++) {
      expect(split([whole.subarray(0, at), whole.subarray(at)])).toEqual(expected);
    }
    const bytes = Array.from(whole, (_byte, at) => whole.subarray(at, at + 1));
    expect(split(bytes)).toEqual(expected);
  });

  it.each([
    'opencost-real/answers/03-day-container-level.json',
    'opencost-real/answers/04-seven-days-namespace.json',
    'opencost-real/answers/06-assets-day.json',
    'opencost/02-namespace-accumulated.v1_120.json',
  ])('reads %s as JSON.parse does, in pieces of any size', (file) => {
    const bytes = readFileSync(new URL(`../../fixtures/${file}`, import.meta.url));
    const expected = entriesOf(JSON.parse(bytes.toString()).data);
    for (const size of [1_013, 4_096, 65_536]) {
      const pieces: Uint8Array[] = [];
      for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size));
      expect(split(pieces).rows).toEqual(expected);
    }
  });

  it('agrees with JSON.parse on any rows, keys and cuts', () => {
    const row = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue({ maxDepth: 2 }));
    const set = fc.option(fc.dictionary(fc.string({ unit: anyCharacter }), row, { noNullPrototype: true }));
    const answer = fc.record({ code: fc.integer(), data: fc.array(set), message: fc.string() });
    fc.assert(
      fc.property(
        answer,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true })),
        fc.boolean(),
        (value, cuts, wide) => {
          const text = JSON.stringify(value, null, wide ? 2 : 0);
          const bytes = Buffer.from(text);
          const places = [
            0,
            ...cuts.map((cut) => Math.floor(cut * bytes.length)).sort((a, b) => a - b),
            bytes.length,
          ];
          const pieces = places.slice(1).map((end, index) => bytes.subarray(places[index], end));
          const { rows, frame } = split(pieces);
          const parsed = JSON.parse(text);
          expect(rows).toEqual(entriesOf(parsed.data));
          expect(frame).toEqual({ data: 'sets', code: parsed.code, message: parsed.message });
        },
      ),
      { numRuns: 100 },
    );
  }, 60_000);

  it('calls every beginning of an answer truncated, and only the whole one whole', () => {
    const whole = Buffer.from(awkward.trimEnd());
    for (let at = 1; at < whole.length; at++) {
      expect(() => split([whole.subarray(0, at)])).toThrow(
        expect.objectContaining({ code: 'OPENCOST_TRUNCATED' }),
      );
    }
    expect(split([whole]).frame.data).toBe('sets');
  });

  it.each([
    ['', 'empty'],
    ['  \n', 'empty'],
    ['{}', 'absent'],
    ['{"data":null}', 'null'],
    ['{"data":[]}', 'sets'],
    ['{"data":[null,{}]}', 'sets'],
    ['{"data":{}}', 'object'],
  ])('%p has data: %s and no rows', (text, data) => {
    expect(split([Buffer.from(text)])).toMatchObject({ rows: [], frame: { data } });
  });

  it.each([
    ['[]', 'OPENCOST_NOT_OPENCOST'],
    ['<html>', 'OPENCOST_NOT_OPENCOST'],
    ['{"data":[]}x', 'OPENCOST_MALFORMED'],
    ['{"data":[{}{}]}', 'OPENCOST_MALFORMED'],
    ['{"data":[nope]}', 'OPENCOST_MALFORMED'],
    ['{"data":nil}', 'OPENCOST_MALFORMED'],
    ['{data:[]}', 'OPENCOST_MALFORMED'],
    ['{"data":[{"a" {}}]}', 'OPENCOST_MALFORMED'],
    ['{"data":[{"a":{]}}]}', 'OPENCOST_MALFORMED'],
    ['{"data":[{"a":[]}]}', 'OPENCOST_WRONG_TYPE'],
    ['{"data":[[]]}', 'OPENCOST_WRONG_TYPE'],
    ['{"data":true}', 'OPENCOST_WRONG_TYPE'],
  ])('%s is %s', (text, code) => {
    expect(() => split([Buffer.from(text)])).toThrow(expect.objectContaining({ code }));
  });

  it('refuses an object as data where only sets are expected', () => {
    expect(() => split([Buffer.from('{"data":{"a":{}}}')], false)).toThrow(
      expect.objectContaining({ code: 'OPENCOST_WRONG_TYPE', field: 'data' }),
    );
  });

  it('does not gather one value without end', () => {
    const splitter = createSplitter({ acceptsObject: false, maxValueBytes: 1_000 });
    const feed = (text: string): WireEntry[] => [...splitter.push(Buffer.from(text))];
    feed('{"data":[{"a":{"x":"');
    feed('y'.repeat(900));
    expect(() => feed('y'.repeat(900))).toThrow(expect.objectContaining({ code: 'OPENCOST_MALFORMED' }));
  });
});
