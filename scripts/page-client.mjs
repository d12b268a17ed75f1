#!/usr/bin/env node
// Joins the modules that tsc made of the page's client into one: a browser asks for each module by itself, and seventy of
// them take it longer than all it does afterwards. Preact stays a module of its own, which the import map names.
import { renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from '@swc/core';

const project = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(project, 'dist', 'sandbox', 'page', 'client');
const file = join(folder, 'main.js');

const { main } = await bundle({
  entry: { main: file },
  output: { path: folder, name: 'main' },
  module: {},
  target: 'browser',
  mode: 'production',
  externalModules: ['preact', 'preact/hooks', 'preact/jsx-runtime'],
  options: { minify: false, jsc: { target: 'es2022' } },
});
writeFileSync(`${file}.unfinished`, main.code);
renameSync(`${file}.unfinished`, file);
