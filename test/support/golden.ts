import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const lineLength = 110;
/** Such texts stand beside each other. */
const shortText = 20;
/** Of a long list, so many at each end. */
const ends = 4;
const shownLines = 12;

/** Characters that an editor hides or moves about. */
const unseen = /[\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u007f-\u00a0]/gu;

/** JSON to read: what fits stands on one line, and nothing in it is invisible. */
export function writeReadably(value: unknown): string {
  const text = write(value, '');
  return `${text.replace(unseen, (character) => [...Array(character.length).keys()].map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''))}\n`;
}

function write(value: unknown, indent: string): string {
  const flat = writeFlat(value);
  if (typeof value !== 'object' || value === null || indent.length + flat.length <= lineLength) return flat;
  const inner = `${indent}  `;
  if (Array.isArray(value) && value.every((part) => isShort(part, inner))) {
    return `[\n${fill(value.map(writeFlat), inner)}\n${indent}]`;
  }
  const parts = Array.isArray(value)
    ? value.map((part) => write(part, inner))
    : entriesOf(value).map(([key, part]) => `${JSON.stringify(key)}: ${write(part, inner)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${parts.map((part) => inner + part).join(',\n')}\n${indent}${close}`;
}

function isShort(value: unknown, indent: string): boolean {
  if (typeof value === 'string') return value.length <= shortText;
  return 2 * (indent.length + writeFlat(value).length) <= lineLength;
}

/** As many short parts on each line as fit. */
function fill(parts: readonly string[], indent: string): string {
  const lines: string[] = [];
  for (const part of parts) {
    const joined = `${lines.at(-1) ?? indent}${part}, `;
    if (lines.length > 0 && joined.length <= lineLength + 1) lines[lines.length - 1] = joined;
    else lines.push(`${indent}${part}, `);
  }
  return lines
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/,$/, '');
}

function writeFlat(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(writeFlat).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const parts = entriesOf(value).map(([key, part]) => `${JSON.stringify(key)}: ${writeFlat(part)}`);
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
}

function entriesOf(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, part]) => part !== undefined);
}

/** The first and last of every long list, and a digest of the whole. */
export function abridge<T extends object>(value: T): { sha256: string } & Record<string, unknown> {
  const sha256 = createHash('sha256').update(JSON.stringify(value)).digest('hex');
  return { sha256, ...(shorten(value) as Record<string, unknown>) };
}

function shorten(value: unknown): unknown {
  if (Array.isArray(value)) {
    const left = value.length - 2 * ends;
    const kept =
      left > ends ? [...value.slice(0, ends), `… ${left} more …`, ...value.slice(-ends)] : [...value];
    return kept.map(shorten);
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, shorten(part)]));
}

/** True: goldens are written, not compared. */
export const updatesGoldens = process.env.UPDATE_GOLDENS === '1';

/** Compares a text with what is stored in the file, or stores it; throws with the lines that differ. */
export function holdAgainstGolden(file: string, text: string): void {
  if (updatesGoldens) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return;
  }
  const how = 'If that is meant: UPDATE_GOLDENS=1, and look at the difference.';
  if (!existsSync(file)) throw new Error(`There is no ${file}. ${how}`);
  const stored = readFileSync(file, 'utf8');
  if (stored !== text) throw new Error(`${file} reads otherwise. ${how}\n\n${difference(stored, text)}`);
}

/** The lines between the first and the last that differ, in short. */
export function difference(before: string, after: string): string {
  const [old, now] = [before.split('\n'), after.split('\n')] as const;
  const start = old.findIndex((line, at) => line !== now[at]);
  const first = start < 0 ? old.length : start;
  let same = 0;
  while (same < Math.min(old.length, now.length) - first && old.at(-1 - same) === now.at(-1 - same))
    same += 1;
  const part = (lines: readonly string[], mark: string) => {
    const changed = lines.slice(first, lines.length - same);
    const shown = changed.slice(0, shownLines).map((line) => `${mark} ${line}`);
    return changed.length > shownLines ? [...shown, `${mark} … ${changed.length - shownLines} more`] : shown;
  };
  return [`from line ${first + 1}:`, ...part(old, '-'), ...part(now, '+')].join('\n');
}
