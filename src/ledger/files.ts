import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { KubecentError } from '../errors.js';

/** Files that a ledger is exported to and imported from. */
export interface LedgerFiles {
  /** Writes all lines to a new file; returns bytes. Throws KubecentError where it exists or cannot be written. */
  write(file: string, lines: AsyncIterable<string>): Promise<number>;
  /** The lines of a file. Throws KubecentError where it cannot be read. */
  read(file: string): AsyncIterable<string>;
}

export const ledgerFiles: LedgerFiles = {
  async write(file, lines) {
    // costs are nobody else's business, and an earlier export is not written over
    const handle = await open(file, 'wx', 0o600).catch((cause: unknown) => {
      throw unusable(file, cause);
    });
    try {
      for await (const line of lines) await handle.appendFile(line);
      await handle.sync();
    } finally {
      await handle.close();
    }
    return (await stat(file)).size;
  },
  async *read(file) {
    try {
      yield* createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });
    } catch (cause) {
      throw unusable(file, cause);
    }
  },
};

const reasons: Readonly<Record<string, string>> = {
  EEXIST: 'it is there already; name a new one',
  ENOENT: 'there is none, or no folder for it',
  EACCES: 'this process may not',
  EISDIR: 'it is a folder',
  ENOSPC: 'the disk is full',
};

function unusable(file: string, cause: unknown): KubecentError {
  if (cause instanceof KubecentError) return cause;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return new KubecentError({
    code: 'FILE_UNUSABLE',
    userMessage: `The file ${file} cannot be used: ${reasons[code] ?? (code || 'the log has the cause')}.`,
    cause,
  });
}
