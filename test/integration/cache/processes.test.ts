import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { transformSync } from '@swc/core';
import { describeWithRedis, startRedis, type TestRedis } from '../../support/redis.js';

const askers = 30;
/** One replica: says when it is ready, asks when told to, prints what it was answered and counted. */
const replicaScript = `
import { createCache } from './answer-cache.js';
const [redisUrl, sourceUrl, namespace] = process.argv.slice(2);
const silent = () => undefined;
const logger = { debug: silent, info: silent, warn: silent, error: silent };
const cache = createCache({ redisUrl, namespace, now: Date.now, logger, callLimitMs: 2_000 });
const load = async () => (await fetch(sourceUrl)).text();
await cache.get('nothing');
console.log('ready');
process.stdin.once('end', () => process.exit());
await new Promise((resolve) => process.stdin.once('data', resolve));
const answers = await Promise.all(Array.from({ length: ${askers} }, () => cache.getOrLoad('question', load)));
console.log(JSON.stringify({ values: answers.map(({ value }) => value), loads: cache.statistics().loads }));
await cache.stop();
process.exit();
`;

jest.setTimeout(30_000);

/** The cache as plain JavaScript, in a folder from which the project's packages can be imported. */
function compileCache(): string {
  const cacheFolder = resolve('node_modules/.cache');
  mkdirSync(cacheFolder, { recursive: true });
  const folder = mkdtempSync(join(cacheFolder, 'kubecent-replica-'));
  const options = {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'es6' },
  } as const;
  for (const file of readdirSync('src/cache')) {
    const { code } = transformSync(readFileSync(join('src/cache', file), 'utf8'), options);
    writeFileSync(join(folder, file.replace(/\.ts$/, '.js')), code);
  }
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(join(folder, 'replica.js'), replicaScript);
  return folder;
}

async function* linesOf(child: ChildProcess): AsyncGenerator<string> {
  let rest = '';
  for await (const bytes of child.stdout ?? []) {
    const lines = (rest + String(bytes)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}

describeWithRedis('three processes over one Redis', () => {
  let redis: TestRedis;
  let source: Server;
  let folder: string;
  let loads = 0;

  beforeAll(async () => {
    redis = await startRedis();
    folder = compileCache();
    source = createServer((_request, response) => {
      loads += 1;
      setTimeout(() => response.end('answer'), 100);
    });
    await new Promise<void>((listening) => source.listen(0, '127.0.0.1', listening));
  });
  afterAll(async () => {
    source.closeAllConnections();
    source.close();
    rmSync(folder, { recursive: true, force: true });
    await redis.stop();
  });

  it('ask the source once for all their users', async () => {
    const sourceUrl = `http://127.0.0.1:${(source.address() as AddressInfo).port}`;
    const words = [join(folder, 'replica.js'), redis.url, sourceUrl, `test-${randomUUID()}`];
    const children = [1, 2, 3].map(() =>
      spawn(process.execPath, words, { stdio: ['pipe', 'pipe', 'inherit'] }),
    );
    const outputs = children.map(linesOf);
    for (const output of outputs) expect((await output.next()).value).toBe('ready');
    for (const child of children) child.stdin?.write('go\n');
    const answers = await Promise.all(
      outputs.map(async (output) => JSON.parse((await output.next()).value ?? '')),
    );
    expect(loads).toBe(1);
    expect(answers.flatMap(({ values }) => values)).toEqual(
      Array.from({ length: 3 * askers }, () => 'answer'),
    );
    expect(answers.map((answer) => answer.loads).sort()).toEqual([0, 0, 1]);
  });
});
