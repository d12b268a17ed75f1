import { spawn } from 'node:child_process';
import { beforeAll, expect, it } from '@jest/globals';
import { builtFile } from '../support/built.js';
import { describeWithPostgres } from '../support/postgres.js';
import { describeWithRedis } from '../support/redis.js';
import { webAssemblyFlags } from '../support/web-assembly.js';

/** Runs the program of `npm run chaos` and gives what it says. */
async function chaos(...args: string[]): Promise<{ code: number | null; verdict: Record<string, unknown> }> {
  const program = await builtFile('bench/chaos/main.js');
  const run = spawn(process.execPath, [...webAssemblyFlags, program, '--json', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  run.stdout.on('data', (bytes: Buffer) => {
    said += String(bytes);
  });
  return new Promise((done, fail) => {
    run.once('error', fail);
    run.once('exit', (code) => done({ code, verdict: JSON.parse(said || '{}') }));
  });
}

const good = { twice: [], wrong: [], lost: [] };

describeWithPostgres('digests under every fault', () => {
  describeWithRedis('come once each, right, and none is lost', () => {
    let runs: Promise<Awaited<ReturnType<typeof chaos>>[]> | undefined;
    // side by side: both wait for most of their time
    beforeAll(() => {
      runs = Promise.all([
        chaos('--slots', '6', '--days', '2', '--seed', '11', '--history'),
        chaos('--slots', '4', '--days', '1', '--seed', '12', '--engine', 'embedded'),
      ]);
    });

    it('over three processes, Redis and PostgreSQL; where Slack may be looked at none is left open', async () => {
      const [run] = (await runs) ?? [];
      expect(run?.verdict).toMatchObject({ ...good, slots: 6, unresolved: 0 });
      expect(run?.code).toBe(0);
    }, 240_000);

    it('over one process with the embedded database', async () => {
      const [, run] = (await runs) ?? [];
      expect(run?.verdict).toMatchObject({ ...good, slots: 4 });
      expect(run?.code).toBe(0);
    }, 240_000);
  });
});
