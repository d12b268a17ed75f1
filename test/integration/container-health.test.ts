import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from '@jest/globals';
import { textOf } from '../support/source-files.js';

const [, given = '[]'] = /^HEALTHCHECK .*?CMD (\[.*\])$/m.exec(textOf('Dockerfile')) ?? [];
const [program, ...args]: string[] = JSON.parse(given);

/** Runs the health check of the image with this environment; its exit code. */
function check(env: Record<string, string>): Promise<number | null> {
  expect(program).toBe('node');
  const child = spawn(process.execPath, args, { env, stdio: 'ignore' });
  return new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
}

let status = 200;
const server = createServer((request, response) =>
  response.writeHead(request.url === '/healthz' ? status : 404).end(),
);
afterEach(() => {
  server.close();
});

it('the health check of the image passes while the process says that it is alive, and only then', async () => {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const API_PORT = String((server.address() as AddressInfo).port);
  expect(await check({ API_PORT })).toBe(0);
  status = 503;
  expect(await check({ API_PORT })).toBe(1);
  await new Promise((resolve) => {
    server.close(resolve);
  });
  expect(await check({ API_PORT })).toBe(1);
});
