import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A static file, ready to send. */
export interface Asset {
  type: string;
  body: Buffer;
}

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/** One or more plain path parts and a known ending: no dots that climb, nothing hidden. */
const SAFE_PATH = /^(?:[a-z0-9-]+\/)*[a-z0-9-]+\.(?:js|css)$/;

const require = createRequire(import.meta.url);

/** The folder with package.json, whether this runs from the sources or from dist. */
export function projectFolder(from: string = dirname(fileURLToPath(import.meta.url))): string {
  if (existsSync(join(from, 'package.json'))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error('package.json was not found above the sandbox');
  return projectFolder(parent);
}

/** Where the build puts the client. */
export function clientFolder(): string {
  return join(projectFolder(), 'dist', 'sandbox', 'page', 'client');
}

/**
 * The file behind a URL path: `/client/…` compiled modules, `/styles/…`, `/vendor/…` Preact itself.
 * Null where there is none.
 */
export async function readAsset(urlPath: string): Promise<Asset | null> {
  const file = assetFile(urlPath);
  const type = TYPES[extname(urlPath)];
  if (file === null || type === undefined || !existsSync(file)) return null;
  return { type, body: await readFile(file) };
}

function assetFile(urlPath: string): string | null {
  const [, folder, ...rest] = urlPath.split('/');
  const path = rest.join('/');
  if (!SAFE_PATH.test(path)) return null;
  if (folder === 'client') return join(clientFolder(), path);
  if (folder === 'styles') return join(projectFolder(), 'sandbox', 'page', 'styles', path);
  if (folder === 'vendor') return vendorFile(path);
  return null;
}

function vendorFile(name: string): string | null {
  if (name === 'preact.js') return besideMain('preact', 'preact.mjs');
  if (name === 'preact-hooks.js') return besideMain('preact/hooks', 'hooks.mjs');
  if (name === 'preact-jsx-runtime.js') return besideMain('preact/jsx-runtime', 'jsxRuntime.mjs');
  return null;
}

/** `require.resolve` answers the CommonJS build; the ES module lies beside it. */
function besideMain(module: string, file: string): string {
  return join(dirname(require.resolve(module)), file);
}
