import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { projectFolder } from './assets.js';

const require = createRequire(import.meta.url);

/** Compiles the client with tsc (`npx tsc -p sandbox/page/client/tsconfig.json`). Throws with tsc's words where it fails. */
export async function buildClient(): Promise<void> {
  const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc');
  const config = join(projectFolder(), 'sandbox', 'page', 'client', 'tsconfig.json');
  const child = spawn(process.execPath, [tsc, '-p', config], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output += chunk;
  });
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (code !== 0) throw new Error(`The page's client does not compile:\n${output}`);
}
