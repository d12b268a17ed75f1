import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtFile } from './built.js';
import { makeDataFolder } from './data-folders.js';
import { until } from './until.js';
import { webAssemblyFlags } from './web-assembly.js';

/** A program of the project as a process of its own. */
export interface Program {
  /** Standard output and standard error so far. */
  readonly output: string;
  readonly errors: string;
  /** The exit code; -1 when a signal ended it. Undefined while it runs. */
  readonly exitCode: number | undefined;
  /** Waits until the output shows this, or throws with all that was said when the program ends without. */
  shows(pattern: RegExp): Promise<RegExpExecArray>;
  signal(name: NodeJS.Signals): void;
  /** Waits for the end: the exit code. */
  ended(): Promise<number>;
  /** True while a process that it began is left, itself included. */
  hasProcesses(): boolean;
  /** Ends whatever is left of it. */
  clear(): Promise<void>;
}

/**
 * Starts a built program with this environment and nothing of ours: no .env, no kubecent.yaml. Its folder is empty but for
 * an empty ledger in ./data where no other place for it is given.
 * Its processes are a group of their own, so that children can be found and ended.
 */
export async function startProgram(
  file: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Program> {
  const path = await builtFile(file);
  const cwd = mkdtempSync(join(tmpdir(), 'kubecent-program-'));
  if (!environment.DATA_DIR) await makeDataFolder(join(cwd, 'data'));
  const child = spawn(process.execPath, [...webAssemblyFlags, path, ...args], {
    cwd,
    env: { PATH: process.env.PATH, TMPDIR: tmpdir(), API_PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const said = { output: '', errors: '' };
  let exitCode: number | undefined;
  child.stdout.on('data', (bytes: Buffer) => {
    said.output += String(bytes);
  });
  child.stderr.on('data', (bytes: Buffer) => {
    said.errors += String(bytes);
  });
  child.on('close', (code) => {
    exitCode = code ?? -1;
  });
  const signalGroup = (name: NodeJS.Signals | 0): boolean => {
    try {
      return process.kill(-Number(child.pid), name);
    } catch {
      return false;
    }
  };

  return {
    get output() {
      return said.output;
    },
    get errors() {
      return said.errors;
    },
    get exitCode() {
      return exitCode;
    },
    shows: (pattern) =>
      until(() => {
        const found = pattern.exec(said.output);
        if (!found && exitCode !== undefined) {
          throw new Error(
            `ended with ${exitCode} before it showed ${pattern}:\n${said.output}${said.errors}`,
          );
        }
        return found;
      }),
    signal: (name) => void child.kill(name),
    async ended() {
      await until(() => exitCode !== undefined);
      return Number(exitCode);
    },
    hasProcesses: () => signalGroup(0),
    async clear() {
      signalGroup('SIGKILL');
      await until(() => exitCode !== undefined);
      rmSync(cwd, { recursive: true, force: true });
    },
  };
}
