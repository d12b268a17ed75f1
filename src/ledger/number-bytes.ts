/** Numbers as bytes: whole ones, up to 2^53 either way, small ones in one byte. */
export interface NumberWriter {
  /** Throws RangeError for what is no safe integer. */
  write(value: number): void;
  bytes(): Uint8Array;
}

const longest = 8;

export function createNumberWriter(roomFor = 1_024): NumberWriter {
  let buffer = new Uint8Array(roomFor);
  let length = 0;
  return {
    write(value) {
      if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number that can be kept: ${value}`);
      if (length + longest > buffer.length) {
        const larger = new Uint8Array(buffer.length * 2 + longest);
        larger.set(buffer);
        buffer = larger;
      }
      // the first byte has the sign and six bits, the others seven each; the top bit says that more follows
      let left = Math.abs(value);
      const low = left % 64;
      left = (left - low) / 64;
      buffer[length++] = (left > 0 ? 128 : 0) + low * 2 + (value < 0 ? 1 : 0);
      while (left > 0) {
        const part = left % 128;
        left = (left - part) / 128;
        buffer[length++] = (left > 0 ? 128 : 0) + part;
      }
    },
    bytes: () => buffer.subarray(0, length),
  };
}

export interface NumberReader {
  /** Throws RangeError behind the end. */
  read(): number;
  isAtEnd(): boolean;
}

export function createNumberReader(bytes: Uint8Array): NumberReader {
  let at = 0;
  const next = (): number => {
    const byte = bytes[at];
    if (byte === undefined) throw new RangeError('the bytes of a block end too early');
    at += 1;
    return byte;
  };
  return {
    read() {
      const first = next();
      let value = (first & 126) / 2;
      let scale = 64;
      let more = first >= 128;
      while (more) {
        const byte = next();
        value += (byte & 127) * scale;
        scale *= 128;
        more = byte >= 128;
      }
      return first % 2 === 1 ? -value : value;
    },
    isAtEnd: () => at >= bytes.length,
  };
}
