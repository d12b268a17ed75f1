import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSampleOpenCost } from '../../sandbox/opencost/server.js';
import { startSlackDouble } from '../../sandbox/slack/server.js';
import { type OwnPostgres, startOwnPostgres } from '../own-postgres.js';
import { type OwnRedis, startOwnRedis } from '../redis-server.js';

export interface WorldOptions {
  engine: 'embedded' | 'redis';
  /** Operating-system processes; one with the embedded engine. */
  processes: number;
  subscriptions: number;
  /** Kubecent may read the channels' history. */
  history: boolean;
  startMs: number;
}

const secrets = { signingSecret: 'a-signing-secret-of-32-characters', botToken: 'xoxb-1-chaos' };

/** A Slack, an OpenCost, the servers and the processes between them, all on this machine. */
export async function createWorld(options: WorldOptions) {
  let aheadMs = options.startMs - Date.now();
  const now = () => Date.now() + aheadMs;
  const openCost = await startSampleOpenCost({ clock: now, retentionDays: 40 });
  const channels = Array.from({ length: options.subscriptions }, (_, at) => ({
    id: `C${String(at).padStart(8, '0')}`,
    name: `c${at}`,
    botIsMember: true,
  }));
  const scopes = ['commands', 'chat:write', 'users:read', ...(options.history ? ['channels:history'] : [])];
  const slack = await startSlackDouble({ ...secrets, scopes, channels, maxCalls: 100_000 });
  const folder = mkdtempSync(join(tmpdir(), 'kc-chaos-'));
  const redis = options.engine === 'redis' ? await startOwnRedis() : null;
  const postgres = options.engine === 'redis' ? await startOwnPostgres() : null;
  if (options.engine === 'redis' && (!redis || !postgres)) throw new Error('Redis and PostgreSQL are needed');
  const environment = {
    OPENCOST_URL: openCost.url,
    CLUSTER_NAME: 'prod',
    BACKFILL_DAYS: '0',
    PORT: '0',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'fatal',
    DATA_DIR: folder,
    SLACK_API_URL: `${slack.url}/api/`,
    SLACK_BOT_TOKEN: secrets.botToken,
    SLACK_SIGNING_SECRET: secrets.signingSecret,
    ...(redis && postgres ? { REDIS_URL: redis.url, DATABASE_URL: postgres.url } : {}),
  };
  const processes: (ChildProcess | null)[] = [];
  const killAll = () => {
    for (const one of processes) one?.kill('SIGKILL');
  };
  process.once('exit', killAll);

  const start = async (at: number): Promise<void> => {
    const argument = JSON.stringify({ environment, aheadMs });
    const child = fork(new URL('./app-process.js', import.meta.url), [argument]);
    processes[at] = child;
    const ready = once(child, 'message').then(([message]) => message as { slackPort: number });
    const ended = once(child, 'exit').then(() => null);
    const said = await Promise.race([ready, ended]);
    if (said) slack.connectApp(`http://127.0.0.1:${said.slackPort}/slack/events`);
    else if (processes[at] === child) processes[at] = null;
  };
  const kill = async (at: number): Promise<void> => {
    const child = processes[at];
    if (!child) return;
    processes[at] = null;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  for (let at = 0; at < options.processes; at += 1) await start(at);

  return {
    openCost,
    slack,
    channels,
    redis: redis as OwnRedis | null,
    postgres: postgres as OwnPostgres | null,
    processCount: options.processes,
    now,
    /** Moves the clock of everything. */
    moveTo(ms: number) {
      aheadMs = Math.max(aheadMs, ms - Date.now());
      for (const child of processes) child?.send({ aheadMs });
    },
    /** Ends a process at this moment and starts another in its place. */
    async replace(at: number) {
      await kill(at);
      await start(at);
    },
    isRunning: (at: number) => Boolean(processes[at]),
    pids: () => processes.flatMap((child) => child?.pid ?? []),
    start,
    async stop() {
      process.off('exit', killAll);
      for (let at = 0; at < processes.length; at += 1) await kill(at);
      await slack.stop();
      await openCost.stop();
      await redis?.stop();
      await postgres?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type World = Awaited<ReturnType<typeof createWorld>>;
