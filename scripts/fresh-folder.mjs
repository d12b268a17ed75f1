#!/usr/bin/env node
// Makes what a new data folder begins with: an empty database, packed. Setting one up takes the embedded database ten times
// as long as unpacking it, and whoever starts Kubecent for the first time waits for it.
import { existsSync, mkdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';

const project = dirname(dirname(fileURLToPath(import.meta.url)));
const file = join(project, 'dist', 'src', 'database', 'fresh-folder.tar.gz');
const packageMs = statSync(createRequire(import.meta.url).resolve('@electric-sql/pglite')).mtimeMs;

if (!existsSync(file) || statSync(file).mtimeMs < packageMs) {
  const database = await PGlite.create();
  const packed = await database.dumpDataDir('gzip');
  await database.close();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.unfinished`, Buffer.from(await packed.arrayBuffer()));
  renameSync(`${file}.unfinished`, file);
}
