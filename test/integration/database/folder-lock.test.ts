import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { lockFolder, socketPathOf } from '../../../src/database/folder-lock.js';
import { type Children, prepareChildren } from '../../support/children.js';

/** Takes the folder when told to, says how that went, and holds it until it is killed. */
const takingScript = `
import { lockFolder } from './database/folder-lock.js';
say('ready');
await toldOnce();
await lockFolder(at.folder).then(() => say('took'), (error) => say('refused ', codeOf(error)));
await new Promise(() => setInterval(() => undefined, 60_000));
`;

let children: Children;
let folders: string;
let count = 0;
beforeAll(() => {
  children = prepareChildren();
  folders = mkdtempSync(join(tmpdir(), 'kc-lock-'));
});
afterAll(async () => {
  await children.clear();
  rmSync(folders, { recursive: true, force: true });
});

function freshFolder(): string {
  count += 1;
  return join(folders, String(count));
}

/** Speaks to the folder's socket: what comes back until the end, or the error's code. */
function speak(folder: string, line = ''): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(socketPathOf(folder));
    let heard = '';
    socket.on('data', (bytes) => {
      heard += String(bytes);
    });
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(String(error.code)));
    socket.on('close', () => resolve(heard));
    socket.end(line);
  });
}

it('makes a folder and a socket that nobody else may use', async () => {
  const folder = freshFolder();
  const lock = await lockFolder(folder);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(statSync(socketPathOf(folder)).mode & 0o777).toBe(0o600);
  await lock.release();
});

it('refuses a folder that is held with a sentence that names it, and gives it after its release', async () => {
  const folder = freshFolder();
  const lock = await lockFolder(folder);
  await expect(lockFolder(folder)).rejects.toMatchObject({
    code: 'DATA_DIR_IN_USE',
    userMessage: `Another Kubecent process uses the data folder ${folder}. Stop it, or give this one a DATA_DIR of its own.`,
  });
  expect(await speak(folder)).toBe('');
  await lock.release();
  expect(await speak(folder)).toBe('ENOENT');
  await (await lockFolder(folder)).release();
});

it('serves lines, and is not hurt by those who connect and go', async () => {
  const folder = freshFolder();
  const { server, release } = await lockFolder(folder);
  for (let probe = 0; probe < 50; probe += 1) await speak(folder);
  server.on('connection', (socket) => socket.on('data', (bytes) => socket.end(`heard ${bytes}`)));
  const open = connect(socketPathOf(folder));
  await new Promise((resolve) => open.once('connect', resolve));
  expect(await speak(folder, 'health')).toBe('heard health');
  const closed = new Promise((resolve) => open.once('close', resolve));
  await release();
  await closed;
});

it('leaves little behind, however often it is taken', async () => {
  const folder = freshFolder();
  for (let time = 0; time < 5; time += 1) await (await lockFolder(folder)).release();
  expect(readdirSync(folder)).toEqual(['kubecent.5']);
});

it.each(['a new folder', 'a folder whose holder was killed'])(
  'gives %s to one of many processes that start at once',
  async (which) => {
    const folder = freshFolder();
    const start = () => children.start(takingScript, [JSON.stringify({ folder })]);
    if (which !== 'a new folder') {
      const killed = start();
      killed.tell('go');
      await killed.says('took');
      await killed.kill();
    }
    const starters = Array.from({ length: 6 }, start);
    await Promise.all(starters.map((child) => child.says('ready')));
    for (const child of starters) child.tell('go');
    const outcomes = await Promise.all(
      starters.map((child) => Promise.race([child.says('took').then(() => 'took'), child.says('refused ')])),
    );
    expect(outcomes.sort()).toEqual([...Array(5).fill('DATA_DIR_IN_USE'), 'took']);
    await Promise.all(starters.map((child) => child.kill()));
  },
);

it('gives the folder of a killed holder to one only, in many rounds within one process', async () => {
  const folder = freshFolder();
  for (let round = 0; round < 30; round += 1) {
    const taken = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder)));
    const locks = taken.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    expect(locks).toHaveLength(1);
    // as after a kill: nobody listens any more, and the names are still there
    await new Promise((resolve) => locks[0]?.server.close(resolve));
  }
});

it('takes a folder in which something else has the name of the socket', async () => {
  const folder = freshFolder();
  mkdirSync(folder);
  writeFileSync(join(folder, 'kubecent.sock'), '');
  writeFileSync(join(folder, 'kubecent.3'), '');
  const lock = await lockFolder(folder);
  expect(readdirSync(folder)).toContain('kubecent.4');
  await lock.release();
});

it('says what is wrong with a folder that cannot be used', async () => {
  const file = join(folders, 'file');
  writeFileSync(file, '');
  await expect(lockFolder(join(file, 'data'))).rejects.toMatchObject({
    code: 'DATA_DIR_UNUSABLE',
    userMessage: expect.stringMatching(/file\/data cannot be used \(ENOTDIR\); set DATA_DIR to a folder/),
  });
  await expect(lockFolder(join(folders, 'x'.repeat(150)))).rejects.toMatchObject({
    code: 'DATA_DIR_UNUSABLE',
    userMessage: expect.stringMatching(/its path is too long for a Unix socket/),
  });
});

it('reaches a folder with a long path from nearby', async () => {
  const folder = join(folders, 'y'.repeat(90));
  mkdirSync(folder);
  const before = process.cwd();
  process.chdir(folder);
  try {
    await (await lockFolder(folder)).release();
  } finally {
    process.chdir(before);
  }
});
