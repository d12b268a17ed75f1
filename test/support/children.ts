import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { transformSync } from '@swc/core';
import { until } from './until.js';
import { webAssemblyFlags } from './web-assembly.js';

/** A process of its own that uses the database or the ledger. */
export interface Child {
  /** Lines of standard output so far. */
  readonly lines: readonly string[];
  /** Waits for a line that begins so, and gives the rest of it; throws where the process ends without. */
  says(beginning: string): Promise<string>;
  tell(line: string): void;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
  /** Waits for its end: the exit code, null where a signal ended it. */
  ended(): Promise<number | null>;
}

export interface Children {
  /** Starts a script that may import './database/….js', './ledger/….js' and './cost/….js'. `shell`: words to run before the process, as for a limit. */
  start(script: string, args: readonly string[], shell?: string): Child;
  /** Ends those that are left, and removes their folder. */
  clear(): Promise<void>;
}

const parts = ['database', 'ledger', 'cost'];

/** What every script begins with. */
export const openScript = `
import { openDatabase } from './database/database.js';
import { KubecentError } from './errors.js';
const say = (beginning, value = '') => console.log(beginning + (typeof value === 'string' ? value : JSON.stringify(value)));
const quiet = () => undefined;
const logger = { debug: quiet, info: quiet, warn: quiet, error: quiet };
const codeOf = (error) => (error instanceof KubecentError ? error.code : String(error));
const toldOnce = () => new Promise((resolve) => process.stdin.once('data', resolve));
const at = JSON.parse(process.argv[2]);
`;

/** Parts that need no configuration as plain JavaScript, in a folder from which the project's packages can be imported. */
export function prepareChildren(): Children {
  const cacheFolder = resolve('node_modules/.cache');
  mkdirSync(cacheFolder, { recursive: true });
  const folder = mkdtempSync(join(cacheFolder, 'kubecent-database-'));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  for (const file of ['errors.ts', ...parts.flatMap(sourcesBelow)])
    compile(join('src', file), join(folder, file.replace(/\.ts$/, '.js')));
  // as the build does, so that a first start takes no longer than it takes people
  const packed = resolve('dist/src/database/fresh-folder.tar.gz');
  if (existsSync(packed)) cpSync(packed, join(folder, 'database', 'fresh-folder.tar.gz'));
  const children: Child[] = [];
  return {
    start(script, args, shell = '') {
      const file = join(folder, `script-${children.length}.js`);
      writeFileSync(file, openScript + script);
      const child = startChild(file, args, shell);
      children.push(child);
      return child;
    },
    async clear() {
      await Promise.all(children.map((child) => child.kill()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function sourcesBelow(part: string): string[] {
  const names = readdirSync(join('src', part), { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.ts')).map((name) => join(part, name));
}

function compile(source: string, target: string): void {
  const { code } = transformSync(readFileSync(source, 'utf8'), {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'es6' },
  });
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, code);
}

function startChild(file: string, args: readonly string[], shell: string): Child {
  const words = ['-c', `${shell} exec "$@"`, 'sh', process.execPath, ...webAssemblyFlags, file, ...args];
  const child = spawn('sh', words, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines: string[] = [];
  let rest = '';
  let code: number | null | undefined;
  child.stdout.on('data', (bytes: Buffer) => {
    const parts = (rest + String(bytes)).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
  });
  child.on('close', (exitCode) => {
    code = exitCode;
  });
  const ended = async () => {
    await until(() => code !== undefined);
    return code ?? null;
  };
  return {
    lines,
    async says(beginning) {
      const line = await until(() => {
        const found = lines.find((said) => said.startsWith(beginning));
        if (found === undefined && code !== undefined)
          throw new Error(`ended with ${code} before it said "${beginning}": ${lines.join(' | ')}`);
        return found;
      });
      return line.slice(beginning.length);
    },
    tell: (line) => void child.stdin.write(`${line}\n`),
    async kill() {
      child.kill('SIGKILL');
      await ended();
    },
    ended,
  };
}
