import { resolve } from 'node:path';

const option = /^((?:--)?file=)(.+)$/i;
/** The path is the next word. */
const opening = /^(?:--file=?|file=)$/i;

/**
 * Makes the paths of files in a command line whole, from the folder that it was typed in: whoever answers it may run
 * in another one. What is no path stays as it is.
 */
export function withWholePaths(args: readonly string[], folder: string): string[] {
  return args.map((word, index) => {
    const [, key, path] = option.exec(word) ?? [];
    if (key !== undefined && path !== undefined) return key + resolve(folder, path);
    if (!opensPath(args, index) || word.startsWith('--') || word === '=') return word;
    return word.startsWith('=') ? `=${resolve(folder, word.slice(1))}` : resolve(folder, word);
  });
}

/** Also where blanks are around the equals sign: `file = ledger.jsonl`. */
function opensPath(args: readonly string[], index: number): boolean {
  const [before = '', last = ''] = [args[index - 2], args[index - 1]];
  if (opening.test(last)) return true;
  return (
    /^(?:--)?file$/i.test(last === '=' ? before : last) &&
    (last === '=' || args[index]?.startsWith('=') === true)
  );
}
