/** A whole number of 32 bits that depends on nothing but the text (FNV-1a with a final mix). */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return mix(hash);
}

/** Spreads a number over 32 bits, so that neighbours are far apart. */
export function mix(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** A fraction in [0, 1) out of a hash. */
export function fractionOf(hash: number): number {
  return hash / 0x1_0000_0000;
}

const letters = 'bcdfghjklmnpqrstvwxz2456789';

/** A suffix as Kubernetes makes them: `length` letters and digits without vowels. */
export function suffixOf(text: string, length: number): string {
  let state = hashText(text);
  let suffix = '';
  for (let index = 0; index < length; index += 1) {
    suffix += letters[state % letters.length];
    state = mix(state + index + 1);
  }
  return suffix;
}
