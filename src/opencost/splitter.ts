import { OpenCostMalformed, OpenCostTruncated, OpenCostWrongType } from './answer-errors.js';
import { NotOpenCost } from './errors.js';
import { createValueScanner } from './value-scanner.js';

/** One row of the answer: its key and its parsed object. */
export interface WireEntry {
  key: string;
  value: unknown;
}

/** Everything of the answer but its rows. */
export interface WireFrame {
  /** What `data` was: `absent` when there was no such member, `empty` when not a byte came. */
  data: 'empty' | 'absent' | 'null' | 'sets' | 'object';
  code: unknown;
  message: unknown;
}

export interface Splitter {
  /** Rows that this chunk completes. Throws as soon as the answer cannot be OpenCost's. */
  push(chunk: Uint8Array): Generator<WireEntry, void, void>;
  /** Call once at the end; throws OpenCostTruncated when the answer is not complete. */
  end(): WireFrame;
  rows(): number;
}

type Place =
  | 'start'
  | 'member-or-end'
  | 'member'
  | 'member-colon'
  | 'member-value'
  | 'after-member'
  | 'set-or-end'
  | 'set'
  | 'after-set'
  | 'row-or-end'
  | 'row'
  | 'row-colon'
  | 'row-value'
  | 'after-row'
  | 'done';

const codeOf = (character: string): number => character.charCodeAt(0);
const [quote, comma, colon] = [codeOf('"'), codeOf(','), codeOf(':')];
const [openBrace, closeBrace, openBracket, closeBracket] = [
  codeOf('{'),
  codeOf('}'),
  codeOf('['),
  codeOf(']'),
];

function isSpace(byte: number): boolean {
  return byte === 32 || byte === 10 || byte === 13 || byte === 9;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new OpenCostMalformed('a value is not JSON', cause);
  }
}

/**
 * Cuts `{"code":…,"data":[{"<key>":{…},…},null,…]}` into rows while it arrives, at any chunk boundary, without
 * keeping more than one row. `data` may also be an object of rows (/assets) when `acceptsObject` is true.
 */
export function createSplitter(options: { acceptsObject: boolean; maxValueBytes: number }): Splitter {
  const scanner = createValueScanner(options.maxValueBytes);
  const frame: WireFrame = { data: 'empty', code: undefined, message: undefined };
  let place: Place = 'start';
  let key = '';
  let rows = 0;

  /** A structural byte: moves on, or begins a value. Returns true when the byte belongs to a value. */
  const step = (byte: number): boolean => {
    switch (place) {
      case 'start':
        if (byte !== openBrace) throw new NotOpenCost('the answer is not its JSON');
        frame.data = 'absent';
        place = 'member-or-end';
        return false;
      case 'member-or-end':
      case 'row-or-end':
        if (byte === closeBrace) {
          closeObject();
          return false;
        }
        return expectKey(byte);
      case 'member':
      case 'row':
        return expectKey(byte);
      case 'member-colon':
      case 'row-colon':
        expect(byte, colon);
        place = place === 'row-colon' ? 'row-value' : 'member-value';
        return false;
      case 'member-value':
        return beginMember(byte);
      case 'row-value':
        if (byte !== openBrace) throw new OpenCostWrongType('data[].*');
        return true;
      case 'after-member':
      case 'after-row':
        if (byte === closeBrace) closeObject();
        else {
          expect(byte, comma);
          place = place === 'after-row' ? 'row' : 'member';
        }
        return false;
      case 'set-or-end':
        if (byte !== closeBracket) return beginSet(byte);
        place = 'after-member';
        return false;
      case 'set':
        return beginSet(byte);
      case 'after-set':
        if (byte === closeBracket) place = 'after-member';
        else {
          expect(byte, comma);
          place = 'set';
        }
        return false;
      case 'done':
        throw new OpenCostMalformed('there is more behind its end');
    }
  };

  const expect = (byte: number, wanted: number): void => {
    if (byte !== wanted) throw new OpenCostMalformed('punctuation is missing');
  };

  const expectKey = (byte: number): boolean => {
    expect(byte, quote);
    if (place === 'row-or-end') place = 'row';
    if (place === 'member-or-end') place = 'member';
    return true;
  };

  const closeObject = (): void => {
    if (place === 'member-or-end' || place === 'after-member') place = 'done';
    else place = frame.data === 'sets' ? 'after-set' : 'after-member';
  };

  const beginMember = (byte: number): boolean => {
    if (key !== 'data') return true;
    if (frame.data !== 'absent') throw new OpenCostMalformed('it has data twice');
    if (byte === openBracket) {
      frame.data = 'sets';
      place = 'set-or-end';
      return false;
    }
    if (byte === openBrace && options.acceptsObject) {
      frame.data = 'object';
      place = 'row-or-end';
      return false;
    }
    if (byte !== codeOf('n')) throw new OpenCostWrongType('data');
    frame.data = 'null';
    return true;
  };

  const beginSet = (byte: number): boolean => {
    if (byte === openBrace) {
      place = 'row-or-end';
      return false;
    }
    if (byte !== codeOf('n')) throw new OpenCostWrongType('data[]');
    place = 'set';
    return true;
  };

  /** A whole value has been read; a row is returned, anything else is kept or dropped here. */
  const take = (value: unknown): WireEntry | null => {
    switch (place) {
      case 'row':
      case 'member':
        key = String(value);
        place = place === 'row' ? 'row-colon' : 'member-colon';
        return null;
      case 'row-value':
        place = 'after-row';
        rows++;
        return { key, value };
      case 'set':
        place = 'after-set';
        return null;
      default:
        if (key === 'code' || key === 'message') frame[key] = value;
        place = 'after-member';
        return null;
    }
  };

  return {
    *push(chunk) {
      let at = 0;
      while (at < chunk.length) {
        if (!scanner.active()) {
          const byte = chunk[at] ?? 0;
          if (isSpace(byte)) at++;
          else if (step(byte)) scanner.begin();
          else at++;
          continue;
        }
        const found = scanner.feed(chunk, at);
        if (found === null) return;
        at = found.next;
        const entry = take(parse(found.text));
        if (entry !== null) yield entry;
      }
    },
    end() {
      if (frame.data !== 'empty' && place !== 'done') throw new OpenCostTruncated(rows);
      return frame;
    },
    rows: () => rows,
  };
}
