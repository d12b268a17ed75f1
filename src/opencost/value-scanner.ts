import { OpenCostMalformed } from './answer-errors.js';

/** Finds the end of one JSON value in a run of chunks. */
export interface ValueScanner {
  active(): boolean;
  /** The next byte fed is the value's first. */
  begin(): void;
  /** The value's text and the index behind it, or null when the chunk ended first (its part is kept). */
  feed(chunk: Uint8Array, from: number): { text: string; next: number } | null;
}

const [quote, backslash, comma] = [0x22, 0x5c, 0x2c];
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];

/** Ends a number or a literal; the byte itself belongs to what follows. */
function isDelimiter(byte: number | undefined): boolean {
  return byte === comma || byte === closeBrace || byte === closeBracket || (byte ?? 0) <= 0x20;
}

/**
 * Looks only at quotes, backslashes and brackets: all of them single bytes in UTF-8 that occur in no longer
 * sequence, so a boundary inside a character needs no care; text is decoded when the value is whole.
 * Whether the value is valid JSON is for JSON.parse to say. Throws OpenCostMalformed above `maxValueBytes`.
 */
export function createValueScanner(maxValueBytes: number): ValueScanner {
  let active = false;
  let fresh = false;
  let depth = 0;
  let inString = false;
  let escaped = false;
  let parts: Uint8Array[] = [];
  let partBytes = 0;

  const endOfScalar = (chunk: Uint8Array, from: number): number => {
    for (let at = from; at < chunk.length; at++) if (isDelimiter(chunk[at])) return at;
    return -1;
  };

  /** Index behind the closing quote or bracket, or -1. */
  const endOfNested = (chunk: Uint8Array, from: number): number => {
    const length = chunk.length;
    let at = from;
    let open = depth;
    let within = inString;
    if (escaped && at < length) {
      escaped = false;
      at++;
    }
    for (; at < length; at++) {
      let byte = chunk[at];
      if (within) {
        while (byte !== quote && byte !== backslash && ++at < length) byte = chunk[at];
        if (at >= length) break;
        if (byte === quote) {
          within = false;
          if (open === 0) break;
        } else if (++at >= length) escaped = true;
        continue;
      }
      if (byte === quote) within = true;
      else if (byte === openBrace || byte === openBracket) open++;
      else if ((byte === closeBrace || byte === closeBracket) && --open === 0) break;
    }
    depth = open;
    inString = within;
    return at < length ? at + 1 : -1;
  };

  let isScalar = false;
  const start = (byte: number | undefined): void => {
    fresh = false;
    isScalar = byte !== quote && byte !== openBrace && byte !== openBracket;
  };

  const keep = (part: Uint8Array): void => {
    partBytes += part.length;
    if (partBytes > maxValueBytes) throw new OpenCostMalformed('a single value is too large');
    parts.push(part);
  };

  const finish = (chunk: Uint8Array, from: number, end: number): string => {
    active = false;
    const tail = Buffer.from(chunk.buffer, chunk.byteOffset + from, end - from);
    if (parts.length === 0) return tail.toString('utf8');
    const text = Buffer.concat([...parts, tail]).toString('utf8');
    parts = [];
    partBytes = 0;
    return text;
  };

  return {
    active: () => active,
    begin() {
      active = true;
      fresh = true;
      depth = 0;
      inString = false;
      escaped = false;
    },
    feed(chunk, from) {
      if (fresh) start(chunk[from]);
      const end = isScalar ? endOfScalar(chunk, from) : endOfNested(chunk, from);
      if (end >= 0) return { text: finish(chunk, from, end), next: end };
      keep(chunk.subarray(from));
      return null;
    },
  };
}
