import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { textOf } from '../support/source-files.js';

const [, given = '[]'] = /^HEALTHCHECK .*?CMD (\[.*\])$/m.exec(textOf('Dockerfile')) ?? [];
const [program, ...args]: string[] = JSON.parse(given);

/** Runs the health check of the image with this environment; its exit code. */
function check(env: Record<string, string>): Promise<number | null> {
  expect(program).toBe('node');
  const child = spawn(process.execPath, args, { env, stdio: 'ignore' });
  return new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
}

const server = createServer((_request, response) => response.writeHead(404).end());
afterEach(() => {
  server.close();
});

describe('the health check of the image', () => {
  it('passes while anything answers on the port, and fails when nothing does', async () => {
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const PORT = String((server.address() as AddressInfo).port);
    expect(await check({ PORT })).toBe(0);
    await new Promise((resolve) => {
      server.close(resolve);
    });
    expect(await check({ PORT })).toBe(1);
  });

  it('has no port to ask with Socket Mode', async () => {
    expect(await check({ PORT: '1', SLACK_APP_TOKEN: 'xapp-1' })).toBe(0);
    expect(await check({ PORT: '1', SLACK_APP_TOKEN_FILE: '/run/secrets/app' })).toBe(0);
  });
});
