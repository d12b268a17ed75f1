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
const compose: { services: Record<string, Service> } = parse(textOf('docker-compose.yml'));
const { kubecent, redis, demo } = compose.services;

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

  it('listens where it says', () => {
    expect(last?.steps).toContainEqual(['EXPOSE', settings.PORT.fallback]);
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

  it('starts Kubecent once Redis is healthy, with settings that are known', () => {
    expect(kubecent?.depends_on).toEqual({ redis: { condition: 'service_healthy' } });
    expect(redis?.healthcheck?.test).toEqual(['CMD', 'redis-cli', 'ping']);
    expect(kubecent?.env_file).toEqual([{ path: '.env', required: false }]);
    const config = loadConfig({ OPENCOST_URL: 'http://opencost', ...kubecent?.environment }, () => {
      throw Object.assign(new Error('none'), { code: 'ENOENT' });
    });
    expect(config).toMatchObject({ redisUrl: 'redis://redis:6379', port: 3000, warnings: [] });
    expect(kubecent?.ports?.map((port) => port.split(':').at(-1))).toEqual(['3000']);
  });

  it('keeps the demo behind its profile, on its own', () => {
    expect(demo?.profiles).toEqual(['demo']);
    expect(demo?.depends_on).toBeUndefined();
    expect(Object.keys(demo?.environment ?? {})).toEqual(['DEMO_PORT']);
    expect(textOf('demo.ts')).toContain('DEMO_PORT');
    expect(kubecent?.profiles).toBeUndefined();
    expect(redis?.profiles).toBeUndefined();
  });
});
