#!/usr/bin/env node
// Makes what a new data folder begins with: an empty database, packed. Setting one up takes the embedded database ten times
// as long as unpacking it, and whoever starts Kubecent for the first time waits for it.
import { existsSync, mkdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { runMigrations } from 'bullmq';

const project = dirname(dirname(fileURLToPath(import.meta.url)));
const file = join(project, 'dist', 'src', 'database', 'fresh-folder.tar.gz');
const packages = ['@electric-sql/pglite', 'bullmq'].map((name) =>
  createRequire(import.meta.url).resolve(name),
);
const packageMs = Math.max(...packages.map((path) => statSync(path).mtimeMs));

if (!existsSync(file) || statSync(file).mtimeMs < packageMs) {
  const database = await PGlite.create();
  // the tables of the queue too: making them takes seconds
  await runMigrations({
    query: async (text, params = []) =>
      params.length > 0 ? database.query(text, params) : ((await database.exec(text)).at(-1) ?? { rows: [] }),
  });
  const packed = await database.dumpDataDir('gzip');
  await database.close();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.unfinished`, Buffer.from(await packed.arrayBuffer()));
  renameSync(`${file}.unfinished`, file);
}
