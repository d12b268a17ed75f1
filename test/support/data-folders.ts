import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { pino } from 'pino';
import { openDatabase } from '../../src/database/database.js';

const packed = resolve('dist', 'src', 'database', 'fresh-folder.tar.gz');

/** Makes a data folder with an empty database. Setting one up takes seconds, copying one does not. */
export async function makeDataFolder(folder: string): Promise<void> {
  cpSync(await templateFolder(), join(folder, 'ledger'), { recursive: true });
}

/** Data folders, each for one process. */
export interface DataFolders {
  fresh(): Promise<string>;
  clear(): void;
}

export function createDataFolders(): DataFolders {
  const folder = mkdtempSync(join(tmpdir(), 'kc-data-'));
  let count = 0;
  return {
    async fresh() {
      count += 1;
      const fresh = join(folder, String(count));
      await makeDataFolder(fresh);
      return fresh;
    },
    clear: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** From what the build has packed, where there is a build: that is faster. */
async function makeDatabase(folder: string): Promise<void> {
  if (existsSync(packed)) {
    const loadDataDir = new Blob([readFileSync(packed)]);
    await (await PGlite.create({ dataDir: join(folder, 'ledger'), loadDataDir })).close();
    return;
  }
  const at = { kind: 'embedded', folder } as const;
  await (await openDatabase({ at, migrations: [], logger: pino({ level: 'silent' }) })).close();
}

/** Made once for each version of the database, and kept beside the packages. */
async function templateFolder(): Promise<string> {
  const module = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const manifest = readFileSync(join(dirname(dirname(module)), 'package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  const template = resolve('node_modules', '.cache', `kubecent-data-${version}`);
  if (existsSync(template)) return template;
  mkdirSync(dirname(template), { recursive: true });
  const made = mkdtempSync(`${template}-`);
  await makeDatabase(made);
  // another worker may have been faster
  if (!existsSync(template)) renameSync(join(made, 'ledger'), template);
  rmSync(made, { recursive: true, force: true });
  return template;
}
