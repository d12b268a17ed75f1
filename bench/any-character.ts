import fc from 'fast-check';

/**
 * Any character but half of a surrogate pair, ASCII half of the time: a unit for `fc.string`. Its own unit "binary" makes
 * a table of all of them each time that it is named, which takes a second.
 */
export const anyCharacter: fc.Arbitrary<string> = fc.oneof(
  fc.integer({ min: 0x00, max: 0x7f }).map((code) => String.fromCharCode(code)),
  fc
    .integer({ min: 0x80, max: 0x10_ffff - 0x800 })
    .map((code) => String.fromCodePoint(code < 0xd800 ? code : code + 0x800)),
);
