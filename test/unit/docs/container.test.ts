import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { settings } from '../../../src/config/settings.js';
import { loadConfig } from '../../../src/config.js';
import { projectFolder, textOf } from '../../support/source-files.js';

interface Service {
  build?: { context: string; target: string };
  env_file?: { path: string; required: boolean }[];
  environment?: Record<string, string>;
  ports?: string[];
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[] };
  profiles?: string[];
  network_mode?: string;
  volumes?: string[];
  read_only?: boolean;
}

/** The instructions of the Dockerfile, stage by stage. */
function readStages(): { name: string; base: string; steps: [word: string, rest: string][] }[] {
  const stages: ReturnType<typeof readStages> = [];
  for (const line of textOf('Dockerfile').split('\n')) {
    const [, word, rest = ''] = /^([A-Z]+) (.+)$/.exec(line) ?? [];
    if (word === undefined) continue;
    const [, base = '', name = ''] = /^(\S+) AS (\S+)$/.exec(rest) ?? [];
    if (word === 'FROM') stages.push({ name, base, steps: [] });
    else stages.at(-1)?.steps.push([word, rest]);
  }
  return stages;
}

const stages = readStages();
const last = stages.at(-1);
const manifest = JSON.parse(textOf('package.json'));
const compose: { services: Record<string, Service>; volumes: Record<string, unknown> } = parse(
  textOf('docker-compose.yml'),
);
const { kubecent, redis, postgres, demo } = compose.services;

/** A value as Compose reads it where no variable is set: the default of ${NAME:-default}. */
const asByDefault = (value: string) => value.replace(/\$\{\w+:-([^}]*)\}/g, '$1');
const environmentOf = (service: Service | undefined) =>
  Object.fromEntries(
    Object.entries(service?.environment ?? {}).map(([name, value]) => [name, asByDefault(value)]),
  );
const load = (environment: Record<string, string>) =>
  loadConfig({ OPENCOST_URL: 'http://opencost', ...environment }, () => {
    throw Object.assign(new Error('none'), { code: 'ENOENT' });
  });

describe('Dockerfile', () => {
  it('builds on the oldest Node that is supported', () => {
    const [, major] = /(\d+)/.exec(manifest.engines.node) ?? [];
    for (const { base } of stages) expect(base).toBe(`node:${major}-slim`);
  });

  it('ends with a stage that is not root and has no development packages', () => {
    expect(last?.name).toBe('kubecent');
    expect(last?.steps.filter(([word]) => word === 'USER')).toEqual([['USER', 'node']]);
    const packages = stages.find(({ name }) => name === 'packages');
    expect(packages?.steps).toContainEqual(['RUN', 'npm ci --omit=dev']);
    const nodeModules = last?.steps.filter(([, rest]) => rest.includes('node_modules'));
    expect(nodeModules).toEqual([['COPY', '--from=packages /app/node_modules node_modules']]);
  });

  it('copies only what exists and what .dockerignore lets through', () => {
    const open = textOf('.dockerignore').split('\n').filter(Boolean);
    expect(open[0]).toBe('*');
    const copied = stages
      .flatMap(({ steps }) => steps)
      .filter(([word, rest]) => word === 'COPY' && !rest.startsWith('--from'))
      .flatMap(([, rest]) => rest.split(' ').slice(0, -1));
    expect(copied).toContain('src');
    for (const path of copied) {
      expect(open).toContain(`!${path}`);
      expect({ path, exists: existsSync(join(projectFolder, path)) }).toEqual({ path, exists: true });
    }
    expect(open.slice(1).filter((line) => !copied.includes(line.slice(1)))).toEqual([]);
  });

  it('starts files that the build makes', () => {
    const commands = stages.flatMap(({ steps }) =>
      steps.filter(([word]) => word === 'CMD').map(([, rest]) => rest),
    );
    const started = commands.map((command) =>
      JSON.parse(command)
        .at(-1)
        .replace(/^dist\/(.*)\.js$/, '$1.ts'),
    );
    expect(started.sort()).toEqual(['demo.ts', 'src/main.ts']);
    const bin = manifest.bin.kubecent.replace(/^dist\/(.*)\.js$/, '$1.ts');
    expect(textOf('Dockerfile')).toContain(`/app/${manifest.bin.kubecent} /usr/local/bin/kubecent`);
    for (const path of [...started, bin]) expect(existsSync(join(projectFolder, path))).toBe(true);
    expect(textOf(bin)).toMatch(/^#!\/usr\/bin\/env node\n/);
  });

  it('keeps the embedded ledger in a volume that its user may write to', () => {
    const [, folder = ''] = last?.steps.find(([word]) => word === 'VOLUME') ?? [];
    const [, variables = ''] = last?.steps.find(([word]) => word === 'ENV') ?? [];
    const environment = Object.fromEntries(variables.split(' ').map((pair) => pair.split('=')));
    expect(load(environment).database).toEqual({ kind: 'embedded', folder });
    const words = last?.steps.map(([word, rest]) => `${word} ${rest}`) ?? [];
    const made = words.indexOf(`RUN install -d -o node -g node -m 700 ${folder}`);
    // what is changed in a volume after VOLUME is lost
    expect(made).toBeGreaterThan(-1);
    expect(words.indexOf(`VOLUME ${folder}`)).toBeGreaterThan(made);
    expect(words.indexOf('USER node')).toBeGreaterThan(made);
  });

  it('listens where it says', () => {
    expect(last?.steps).toContainEqual(['EXPOSE', `${settings.PORT.fallback} ${settings.API_PORT.fallback}`]);
  });
});

describe('docker-compose.yml', () => {
  it('builds stages that exist', () => {
    const names = stages.map(({ name }) => name);
    for (const { build } of Object.values(compose.services)) {
      if (build !== undefined) expect(names).toContain(build.target);
    }
    expect(kubecent?.build?.target).toBe('kubecent');
    expect(demo?.build?.target).toBe('demo');
  });

  it('starts Kubecent once Redis and PostgreSQL are healthy, with settings that are known', () => {
    expect(kubecent?.depends_on).toEqual({
      redis: { condition: 'service_healthy' },
      postgres: { condition: 'service_healthy' },
    });
    expect(redis?.healthcheck?.test).toEqual(['CMD', 'redis-cli', 'ping']);
    expect(postgres?.healthcheck?.test.slice(0, 4)).toEqual(['CMD', 'pg_isready', '-h', '127.0.0.1']);
    expect(kubecent?.env_file).toEqual([{ path: '.env', required: false }]);
    const config = load(environmentOf(kubecent));
    expect(config).toMatchObject({ redisUrl: 'redis://redis:6379', port: 3000, warnings: [] });
    expect(kubecent?.ports?.map((port) => port.split(':').at(-1))).toEqual(['3000', '8080']);
  });

  it('gives Kubecent the user, the password and the name of the database that PostgreSQL makes', () => {
    const { database } = load(environmentOf(kubecent));
    const url = new URL(database.kind === 'postgresql' ? database.url : 'none:');
    const made = environmentOf(postgres);
    expect([url.hostname, url.username, url.password, url.pathname]).toEqual([
      'postgres',
      made.POSTGRES_USER,
      made.POSTGRES_PASSWORD,
      `/${made.POSTGRES_DB}`,
    ]);
    // one variable sets both
    expect(kubecent?.environment?.DATABASE_URL).toContain(postgres?.environment?.POSTGRES_PASSWORD);
    expect(postgres?.ports).toBeUndefined();
  });

  it('keeps what is written in volumes, also without PostgreSQL', () => {
    const folder = last?.steps.find(([word]) => word === 'VOLUME')?.[1];
    expect(kubecent?.read_only).toBe(true);
    expect(kubecent?.volumes).toEqual([`ledger:${folder}`]);
    expect(postgres?.volumes).toEqual(['postgres:/var/lib/postgresql/data']);
    expect(Object.keys(compose.volumes)).toEqual(['ledger', 'postgres']);
    const { DATABASE_URL, ...embedded } = environmentOf(kubecent);
    expect(DATABASE_URL).toBeDefined();
    expect(load(embedded).database).toEqual({ kind: 'embedded', folder });
  });

  it('keeps the demo behind its profile, on its own', () => {
    expect(demo?.profiles).toEqual(['demo']);
    expect(demo?.depends_on).toBeUndefined();
    expect(Object.keys(demo?.environment ?? {})).toEqual(['DEMO_PORT']);
    expect(textOf('demo.ts')).toContain('DEMO_PORT');
    expect(kubecent?.profiles).toBeUndefined();
    expect(redis?.profiles).toBeUndefined();
    expect(postgres?.profiles).toBeUndefined();
  });
});
