import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { terminalRun } from '../../../src/cli/run.js';
import { askRunningProcess } from '../../../src/cli/socket-client.js';
import type { ServeOptions } from '../../../src/cli/socket-server.js';
import type { TerminalRun } from '../../../src/cli/terminal.js';
import { KubecentError, NotUnderstood } from '../../../src/errors.js';
import type { ReportAnswer } from '../../../src/reports/report.js';
import { until } from '../../support/until.js';
import { openRaw, readLines, rememberingSink, type SocketWorld, startSocketWorld } from './socket-world.js';

const worlds: SocketWorld[] = [];
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close();
});

async function start(run: TerminalRun, times?: ServeOptions['times']): Promise<SocketWorld> {
  const world = await startSocketWorld({ run, ...(times ? { times } : {}) });
  worlds.push(world);
  return world;
}

const request = (args: readonly string[]) =>
  `${JSON.stringify({ version: 1, arguments: args, columns: null, colours: false })}\n`;
const forever = () => new Promise<never>(() => undefined);

describe('what a terminal shows', () => {
  const answer: ReportAnswer = {
    report: 'namespaces',
    document: () => ({
      title: 'Cost by namespace',
      summary: '',
      command: 'namespaces 30d',
      subtitle: '30 days',
      sections: [{ kind: 'text', lines: [['payments, größer 𝒜 “x”']] }],
    }),
    json: () => ({ total: 12.5 }),
    csv: () => ({ header: ['namespace', 'cost'], rows: [['payments', 12.5]] }),
    count: null,
    basis: null,
    isOutage: false,
  };
  const run = terminalRun({
    version: '1.2.3',
    answerLine: async (line, { onProgress }) => {
      onProgress('Reading 3 of 30 days');
      if (line.startsWith('broken')) throw new KubecentError({ code: 'X', userMessage: 'It is broken.' });
      if (line.startsWith('namespases'))
        throw new NotUnderstood('namespases?', [{ label: 'Namespaces', command: 'namespaces' }]);
      return answer;
    },
  });

  it.each([
    [['namespaces', '30d'], 0],
    [['namespaces', '--json'], 0],
    [['namespaces', '--csv'], 0],
    [['--version'], 0],
    [['broken'], 1],
    [['namespases'], 2],
    [['namespaces', '--json', '--csv'], 2],
  ])('%j is the same through the socket', async (args, code) => {
    const { path } = await start(run);
    for (const look of [
      { columns: null, colours: false },
      { columns: 120, colours: true },
    ]) {
      const here = rememberingSink(look);
      const there = rememberingSink(look);
      expect(await run(args, here)).toBe(code);
      expect(await askRunningProcess(path, args, there)).toBe(code);
      expect(there.shown).toEqual(here.shown);
      expect(here.shown.out + here.shown.errors).not.toBe('');
    }
  });

  it('has progress for people alone, and takes it away before the answer', async () => {
    const { path } = await start(run);
    const person = rememberingSink({ columns: 80 });
    const program = rememberingSink();
    await askRunningProcess(path, ['namespaces'], person);
    await askRunningProcess(path, ['namespaces'], program);
    expect(person.shown.progress).toEqual(['Reading 3 of 30 days…', '']);
    expect(program.shown).toMatchObject({ progress: [], errors: '' });
  });
});

it('answers several terminals at once, each with its own', async () => {
  const names = Array.from({ length: 20 }, (_, index) => `terminal-${index}`);
  let arrived = 0;
  let openGate = () => {};
  const gate = new Promise<void>((resolve) => {
    openGate = resolve;
  });
  const { path } = await start(async ([name = ''], sink) => {
    arrived += 1;
    if (arrived === names.length) openGate();
    await gate;
    sink.print(name);
    return 0;
  });
  const shown = await Promise.all(
    names.map(async (name) => {
      const sink = rememberingSink();
      await askRunningProcess(path, [name], sink);
      return sink.shown.out;
    }),
  );
  expect(shown).toEqual(names);
});

it('carries a large answer whole, characters of every width', async () => {
  const text = 'a€𝒜\n"\u0001'.repeat(700_000);
  const { path } = await start(async (_args, sink) => {
    sink.print(text);
    sink.printError('x𝒜'.repeat(100_000));
    return 0;
  });
  expect(Buffer.byteLength(text)).toBeGreaterThan(5_000_000);
  const pieces: string[] = [];
  const sink = rememberingSink({ print: (piece) => void pieces.push(piece) });
  expect(await askRunningProcess(path, [], sink)).toBe(0);
  expect(pieces.length).toBeGreaterThan(10);
  expect(pieces.some((piece) => /^[\udc00-\udfff]|[\ud800-\udbff]$/.test(piece))).toBe(false);
  expect(pieces.join('') === text).toBe(true);
  expect(sink.shown.errors === 'x𝒜'.repeat(100_000)).toBe(true);
});

it('makes paths of files whole from where the terminal is', async () => {
  const { path } = await start(async (args, sink) => {
    sink.print(args.join(' '));
    return 0;
  });
  const sink = rememberingSink();
  await askRunningProcess(path, ['ledger', 'export', 'file=a.jsonl'], sink, { folder: '/home/anna' });
  expect(sink.shown.out).toBe('ledger export file=/home/anna/a.jsonl');
});

describe('a terminal that goes away', () => {
  it('is forgotten without a word, and its work goes on to its end', async () => {
    const begun: (() => void)[] = [];
    let ended = 0;
    const world = await start(async (_args, sink) => {
      await new Promise<void>((resolve) => begun.push(resolve));
      sink.print('x'.repeat(1_000_000));
      sink.printProgress('half');
      ended += 1;
      return 0;
    });
    const socket = await openRaw(world.path);
    socket.write(request(['namespaces']));
    await until(() => begun.length === 1);
    socket.destroy();
    await until(async () => (await world.openConnections()) === 0);
    begun[0]?.();
    await until(() => ended === 1);
    const other = askRunningProcess(world.path, [], rememberingSink());
    await until(() => begun.length === 2);
    begun[1]?.();
    expect(await other).toBe(0);
    expect(world.log).toEqual([]);
  });

  it('in the middle of a large answer hurts nobody', async () => {
    const world = await start(async (_args, sink) => {
      sink.print('x'.repeat(5_000_000));
      return 0;
    });
    const socket = await openRaw(world.path);
    socket.write(request([]));
    await once(socket, 'data');
    socket.destroy();
    await until(async () => (await world.openConnections()) === 0);
    expect(world.log).toEqual([]);
  });

  it('or stops reading is let go of after a while', async () => {
    const world = await start(
      async (_args, sink) => {
        sink.print('x'.repeat(5_000_000));
        return 0;
      },
      { drainMs: 50 },
    );
    const socket = await openRaw(world.path);
    socket.pause().write(request([]));
    await until(async () => (await world.openConnections()) === 1);
    await until(async () => (await world.openConnections()) === 0);
    socket.destroy();
  });
});

describe('what is no terminal of ours', () => {
  const refusal = [
    {
      error:
        'kubecent: The running Kubecent does not understand this terminal; use the one of its version.\n',
    },
    { exit: 1 },
  ];
  const unasked: TerminalRun = () => Promise.reject(new Error('nothing may be run'));

  it.each([
    ['no JSON', 'GET / HTTP/1.1\r\n'],
    ['another shape', '[]\n'],
    ['another version', request([]).replace('"version":1', '"version":2')],
    ['a wrong type', request([]).replace('[]', '"health"')],
    ['no line, but very much', 'x'.repeat(200_000)],
    ['an empty line', '\n'],
  ])('is answered with a line and closed: %s', async (_what, text) => {
    const world = await start(unasked);
    const socket = await openRaw(world.path);
    socket.write(text);
    expect(await readLines(socket)).toEqual(refusal);
    expect(world.log).toEqual([]);
  });

  it('and asks nothing is closed after a while, also when it writes bit by bit', async () => {
    const { path } = await start(unasked, { firstLineMs: 60 });
    const [silent, slow] = await Promise.all([openRaw(path), openRaw(path)]);
    const dripping = setInterval(() => slow.writable && slow.write(' '), 10);
    expect(await Promise.all([readLines(silent), readLines(slow)])).toEqual([refusal, refusal]);
    clearInterval(dripping);
  });

  it('and only looks in is no trouble', async () => {
    const world = await start(unasked);
    for (let round = 0; round < 20; round += 1) (await openRaw(world.path)).destroy();
    await until(async () => (await world.openConnections()) === 0);
    expect(world.log).toEqual([]);
  });
});

describe('the running process', () => {
  it('that fails on its side says so, and has the cause in its log', async () => {
    const world = await start(() => Promise.reject(new Error('a secret of ours')));
    const sink = rememberingSink();
    expect(await askRunningProcess(world.path, [], sink)).toBe(1);
    expect(sink.shown.errors).toBe(
      'kubecent: This failed on our side; the log of the running Kubecent says why.\n',
    );
    expect(world.log.join('')).toContain('a secret of ours');
  });

  it('tells those who wait that it stops, and answers nobody from then on', async () => {
    let isRunning = false;
    const world = await start(() => {
      isRunning = true;
      return forever();
    });
    const sink = rememberingSink();
    const waiting = askRunningProcess(world.path, [], sink);
    await until(() => isRunning);
    await world.terminals.stop();
    expect(await waiting).toBe(1);
    expect(sink.shown.errors).toBe('kubecent: The running Kubecent stops; ask again.\n');
    expect(await world.openConnections()).toBe(0);
  });

  it('stops although somebody does not read', async () => {
    let isPrinted = false;
    const world = await start((_args, sink) => {
      sink.print('x'.repeat(5_000_000));
      isPrinted = true;
      return forever();
    });
    const socket = await openRaw(world.path);
    socket.pause().write(request([]));
    await until(() => isPrinted);
    await world.terminals.stop();
    expect(await world.openConnections()).toBe(0);
    socket.destroy();
  });

  it('may take longer than the silence that a terminal bears: it says that it works', async () => {
    let openGate = () => {};
    const gate = new Promise<void>((resolve) => {
      openGate = resolve;
    });
    const { path } = await start(
      async (_args, sink) => {
        await gate;
        sink.print('late');
        return 0;
      },
      { aliveMs: 20 },
    );
    const sink = rememberingSink();
    const asked = askRunningProcess(path, [], sink, { silenceMs: 400 });
    const watcher = await openRaw(path);
    watcher.write(request([]));
    let words = '';
    watcher.setEncoding('utf8').on('data', (chunk) => {
      words += String(chunk);
    });
    await until(() => words.split('\n').length > 50);
    openGate();
    expect(await asked).toBe(0);
    expect(sink.shown).toEqual({ out: 'late', errors: '', progress: [] });
    expect(words).toMatch(/^(\{"alive":true\}\n){50}/);
  });
});

describe('the terminal', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  /** The path of a socket where this is done with whoever connects. */
  async function serve(with_: (socket: Socket) => void): Promise<string> {
    const world = await start(forever);
    const path = join(dirname(world.path), 'other.sock');
    const server = createServer((socket) => {
      socket.on('error', () => socket.destroy());
      with_(socket);
    });
    servers.push(server);
    server.listen(path);
    await once(server, 'listening');
    return path;
  }

  it('hears null where nobody listens: no socket, a left-over one, or no socket at all', async () => {
    const { path } = await start(forever);
    const folder = dirname(path);
    expect(await askRunningProcess(join(folder, 'none.sock'), [], rememberingSink())).toBeNull();
    const left = join(folder, 'left.sock');
    const script = `require('node:net').createServer().listen(${JSON.stringify(left)}, () => process.kill(process.pid, 'SIGKILL'))`;
    spawnSync(process.execPath, ['-e', script]);
    expect(await codeOfConnecting(left)).toBe('ECONNREFUSED');
    expect(await askRunningProcess(left, [], rememberingSink())).toBeNull();
    writeFileSync(join(folder, 'file.sock'), '');
    expect(await askRunningProcess(join(folder, 'file.sock'), [], rememberingSink())).toBeNull();
  });

  it.each([
    ['PROCESS_NOT_SERVING', (socket: Socket) => socket.resume().end()],
    ['PROCESS_NOT_SERVING', (socket: Socket) => socket.destroy()],
    ['PROCESS_GONE', (socket: Socket) => socket.resume().end('{"out":"half"}\n{"out":"cut')],
    ['PROCESS_OTHER_VERSION', (socket: Socket) => socket.resume().end('{"answer":42}\n')],
    ['PROCESS_OTHER_VERSION', (socket: Socket) => socket.resume().end('HTTP/1.1 400 Bad Request\r\n')],
    ['PROCESS_SILENT', (socket: Socket) => socket.resume()],
  ])('says %s in a sentence', async (code, with_) => {
    const path = await serve(with_);
    const asked = askRunningProcess(path, [], rememberingSink(), { silenceMs: 200 });
    await expect(asked).rejects.toBeInstanceOf(KubecentError);
    await expect(asked).rejects.toMatchObject({ code });
  });
});

function codeOfConnecting(path: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    connect(path).once('error', (error: NodeJS.ErrnoException) => resolve(error.code));
  });
}
