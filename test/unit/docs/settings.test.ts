import { parseEnv } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { checkKeys } from '../../../src/config/checks.js';
import { clusterKeys } from '../../../src/config/clusters-file.js';
import { fileNames, type SettingName, settingNames, settings } from '../../../src/config/settings.js';
import { loadConfig } from '../../../src/config.js';
import { defaultLimits } from '../../../src/cost/quality/limits.js';
import { fencedIn, sectionOf, tableRows } from '../../support/pages.js';
import { textOf } from '../../support/source-files.js';

const example = textOf('.env.example');
const page = textOf('docs/configuration.md');
const noFile = () => {
  throw Object.assign(new Error('none'), { code: 'ENOENT' });
};

/** NAME and value of every line that sets something, also where the line is a comment. */
const lines = [...example.matchAll(/^(?:# )?([A-Z][A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => ({
  name,
  value,
}));

describe('.env.example', () => {
  it('has every setting once, and no other', () => {
    expect(lines.map(({ name }) => name).sort()).toEqual([...settingNames].sort());
  });

  it('shows every default as it is', () => {
    for (const { name, value } of lines) {
      expect({ name, value }).toEqual({ name, value: settings[name as SettingName].fallback ?? '' });
    }
  });

  it('works once its empty lines are filled in', () => {
    const env = parseEnv(example);
    expect(Object.keys(env)).toEqual(['OPENCOST_URL', 'SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET']);
    const filled = {
      OPENCOST_URL: 'http://opencost:9003',
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_SIGNING_SECRET: 'abc',
    };
    expect(loadConfig({ ...env, ...filled }, noFile)).toMatchObject({
      slack: { mode: 'http' },
      warnings: [],
    });
    expect(loadConfig({ ...env, OPENCOST_URL: 'http://opencost:9003' }, noFile).slack).toBeNull();
  });

  it('means the same with its defaults as without', () => {
    const env = Object.fromEntries(
      lines
        .filter(({ name, value }) => value !== '' && name !== 'KUBECENT_CONFIG')
        .map(({ name, value }) => [name, value]),
    );
    const base = { OPENCOST_URL: 'http://opencost:9003' };
    expect(loadConfig({ ...env, ...base }, noFile)).toEqual(loadConfig(base, noFile));
  });
});

describe('docs/configuration.md', () => {
  const table = page.slice(page.indexOf('## All settings'), page.indexOf('## OpenCost'));
  const rows = [...table.matchAll(/^\| `([A-Z_]+)` \| (.*?) ?\| (.*?) \| ?(.*?) ?\|$/gm)];

  it('has a row for every setting and for no other', () => {
    expect(rows.map(([, name]) => name).sort()).toEqual([...settingNames].sort());
  });

  it('says of each its default, what it is, and whether it may be a file', () => {
    for (const [, name = '', fallback, doc, file] of rows) {
      const setting = settings[name as SettingName];
      expect({ name, fallback, doc, file }).toEqual({
        name,
        fallback: setting.fallback === null ? '' : `\`${setting.fallback}\``,
        doc: setting.doc,
        file: setting.file ? 'yes' : '',
      });
    }
  });

  it('names nothing that looks like a setting and is none', () => {
    const known = new Set<string>([...settingNames, ...fileNames.map((name) => `${name}_FILE`)]);
    const mistypedOrForeign = new Set([
      'OPENCOST_ULR',
      'REDIS_PORT',
      'OPENCOST_SERVICE_HOST',
      'POSTGRES_PASSWORD',
    ]);
    const named = [...page.matchAll(/\b[A-Z]+(?:_[A-Z]+)+\b/g)].map(([name]) => name);
    expect(named.filter((name) => !known.has(name) && !mistypedOrForeign.has(name))).toEqual([]);
  });

  it('has every key of a cluster, and no other', () => {
    const keys = page.slice(page.indexOf('| key |'), page.indexOf('- Paths in the file'));
    const named = [...keys.matchAll(/^\| (.*?) \|/gm)].flatMap(([, cell = '']) => [
      ...cell.matchAll(/`(\w+)`/g),
    ]);
    expect(named.map(([, key]) => key).sort()).toEqual([...clusterKeys].sort());
  });

  it('has every limit of the checks with its default, and no other', () => {
    const rows = tableRows(sectionOf('docs/configuration.md', 'Limits of the checks'));
    const told = rows.map(([name = '', value = '']) => [name, value].map((cell) => cell.replaceAll('`', '')));
    expect(told.map(([name]) => name).sort()).toEqual([...checkKeys].sort());
    const written = told.map(([name, value]) => `${name}: ${value}`).join(', ');
    expect(loadYaml(`{ clusters: [{ name: a, url: "http://a" }], checks: { ${written} } }`).checks).toEqual(
      defaultLimits,
    );
  });

  it('shows files that work', () => {
    const [clusters = '', checks = ''] = fencedIn(page, 'yaml');
    expect(loadYaml(clusters).clusters.map(({ name }) => name)).toEqual(['prod-eu', 'prod-us']);
    expect(loadYaml(`${clusters}${checks}`).checks).toEqual({ unitPriceFactor: 6, wholeDayMinutes: 1380 });
  });
});

describe('kubecent.example.yaml', () => {
  it('works', () => {
    const { clusters, checks, warnings } = loadYaml(textOf('kubecent.example.yaml'));
    expect(clusters.map(({ name, currency, auth }) => [name, currency, auth.kind])).toEqual([
      ['prod-eu', 'EUR', 'basic'],
      ['prod-us', 'USD', 'bearer'],
      ['staging', 'USD', 'none'],
      ['lab', 'USD', 'none'],
    ]);
    expect(clusters[1]?.aliases).toEqual(['us-east']);
    expect(clusters[3]).toMatchObject({ url: null, untilMs: Date.parse('2026-11-01T00:00:00Z') });
    expect(defaultLimits).toMatchObject(checks);
    expect(warnings).toEqual([]);
  });
});

/** Loads with this text as kubecent.yaml; every other file holds a certificate or a secret, by its name. */
function loadYaml(yaml: string) {
  return loadConfig({}, (path) => {
    if (path === './kubecent.yaml') return yaml;
    return path.endsWith('.pem') ? textOf('test/fixtures/tls/authority.pem') : 'from-a-file\n';
  });
}
