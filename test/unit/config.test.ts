import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type Config, ConfigError, describeConfig, loadConfig, secretsOf } from '../../src/config.js';

const authority = readFileSync(new URL('../fixtures/tls/authority.pem', import.meta.url), 'utf8');
const base = { OPENCOST_URL: 'http://opencost.opencost:9003' };

/** Files by path; all others do not exist. */
const files =
  (contents: Record<string, string> = {}) =>
  (path: string) => {
    const content = contents[path];
    if (content === undefined) throw Object.assign(new Error(`no such file: ${path}`), { code: 'ENOENT' });
    return content;
  };
const load = (env: Record<string, string>, contents?: Record<string, string>): Config =>
  loadConfig(env, files(contents));

function problemsOf(env: Record<string, string>, contents?: Record<string, string>): string[] {
  try {
    load(env, contents);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('those who run it', () => {
  it('are Slack ids with commas; anything else is named by its setting alone', () => {
    expect(load({ ...base, ADMINS: 'U012AB3CD, W0ABCDEFG' }).admins).toEqual(['U012AB3CD', 'W0ABCDEFG']);
    expect(() => load({ ...base, ADMINS: 'alex@example.com' })).toThrow(/ADMINS must be Slack ids/);
  });
});

describe('defaults', () => {
  it('needs nothing but the address of OpenCost', () => {
    expect(load(base)).toEqual({
      clusters: [
        {
          name: 'default',
          url: 'http://opencost.opencost:9003',
          currency: 'USD',
          auth: { kind: 'none' },
          header: null,
          ca: null,
          uiUrl: null,
          aliases: [],
          untilMs: null,
        },
      ],
      slack: null,
      redisUrl: null,
      database: { kind: 'embedded', folder: resolve('data') },
      backfillDays: 90,
      podHistoryDays: 90,
      checks: {},
      subscriptions: [],
      admins: [],
      weekStarts: 'monday',
      logLevel: 'info',
      cacheTtlMs: 300_000,
      openCostTimeoutMs: 30_000,
      openCostDayTimeoutMs: 120_000,
      port: 3000,
      api: { port: 8080, tokens: [], requestsPerMinute: 600, adminToken: null },
      warnings: [],
    });
  });

  it('treats an empty value as not given', () => {
    expect(load({ ...base, CURRENCY: ' ', PORT: '', OPENCOST_TOKEN: '', OPENCOST_TOKEN_FILE: '' })).toEqual(
      load(base),
    );
  });

  it('is frozen through and through', () => {
    const config = load(base);
    expect(Object.isFrozen(config)).toBe(true);
    expect(Object.isFrozen(config.clusters)).toBe(true);
    expect(Object.isFrozen(config.clusters[0]?.auth)).toBe(true);
  });
});

describe('plain settings', () => {
  it('reads each of them', () => {
    const config = load({
      OPENCOST_URL: 'https://proxy.example/api/v1/namespaces/opencost/services/opencost:9003/proxy/',
      CLUSTER_NAME: 'prod-eu',
      CURRENCY: 'eur',
      REDIS_URL: 'rediss://cache:6380/1',
      WEEK_STARTS: 'Sunday',
      PORT: '0',
      LOG_LEVEL: 'DEBUG',
      CACHE_TTL_SECONDS: '60',
      OPENCOST_TIMEOUT_MS: '5000',
      OPENCOST_DAY_TIMEOUT_MS: '60000',
      DATA_DIR: '/var/lib/kubecent',
      BACKFILL_DAYS: '0',
      POD_HISTORY_DAYS: '3650',
    });
    expect(config.clusters[0]).toMatchObject({
      name: 'prod-eu',
      url: 'https://proxy.example/api/v1/namespaces/opencost/services/opencost:9003/proxy',
      currency: 'EUR',
    });
    expect(config).toMatchObject({
      redisUrl: 'rediss://cache:6380/1',
      weekStarts: 'sunday',
      port: 0,
      logLevel: 'debug',
      cacheTtlMs: 60_000,
      openCostTimeoutMs: 5_000,
      openCostDayTimeoutMs: 60_000,
      database: { kind: 'embedded', folder: '/var/lib/kubecent' },
      backfillDays: 0,
      podHistoryDays: 3_650,
    });
  });

  it.each([
    ['PORT', '65536', 'PORT must be a whole number from 0 to 65535'],
    ['PORT', '0x10', 'PORT must be a whole number from 0 to 65535'],
    ['CACHE_TTL_SECONDS', '0', 'CACHE_TTL_SECONDS must be a whole number from 1 to 86400'],
    ['OPENCOST_TIMEOUT_MS', '30s', 'OPENCOST_TIMEOUT_MS must be a whole number from 1 to 3600000'],
    ['OPENCOST_DAY_TIMEOUT_MS', '-1', 'OPENCOST_DAY_TIMEOUT_MS must be a whole number from 1 to 3600000'],
    ['CURRENCY', 'Dollars', 'CURRENCY must be an ISO 4217 currency code, such as USD or EUR'],
    ['WEEK_STARTS', 'tuesday', 'WEEK_STARTS must be one of monday, sunday'],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent'],
    ['REDIS_URL', 'http://cache:6379', 'REDIS_URL must begin with redis:// or rediss://'],
    ['REDIS_URL', 'redis://u:50%off@cache', /^REDIS_URL has a % in its user or password/],
    ['BACKFILL_DAYS', '3651', 'BACKFILL_DAYS must be a whole number from 0 to 3650'],
    ['POD_HISTORY_DAYS', '0', 'POD_HISTORY_DAYS must be a whole number from 1 to 3650'],
    ['SLACK_API_URL', 'slack.com/api', 'SLACK_API_URL must begin with http:// or https://'],
    ['OPENCOST_URL', 'opencost:9003', 'OPENCOST_URL must begin with http:// or https://'],
    ['OPENCOST_URL', 'http://opencost:99999', 'OPENCOST_URL is not an address'],
    [
      'OPENCOST_URL',
      'http://opencost?window=7d',
      'OPENCOST_URL must not have a query (nothing from the ? on)',
    ],
    ['OPENCOST_URL', 'http://opencost/#a', 'OPENCOST_URL must not have a fragment (nothing from the # on)'],
    ['OPENCOST_HEADER', 'X-Scope-OrgID', 'OPENCOST_HEADER must read "Name: value", on one line'],
    ['OPENCOST_HEADER', 'X-A: b\r\nX-C: d', 'OPENCOST_HEADER must read "Name: value", on one line'],
  ])('%s=%s is refused', (name, value, problem) => {
    const words = typeof problem === 'string' ? problem : expect.stringMatching(problem);
    expect(problemsOf({ ...base, [name]: value })).toEqual([words]);
  });

  it('refuses a user in the address and says where it belongs', () => {
    expect(problemsOf({ OPENCOST_URL: 'https://anna:hunter2@opencost' })).toEqual([
      'OPENCOST_URL must not hold a user or password: use OPENCOST_USER and OPENCOST_PASSWORD, or OPENCOST_TOKEN',
    ]);
  });
});

describe('problems', () => {
  const wrong = {
    OPENCOST_URL: 'ftp://v4lue-a',
    CLUSTER_NAME: 'v4lue b',
    CURRENCY: 'v4lue-c',
    OPENCOST_USER: 'v4lue:d',
    OPENCOST_TOKEN: 'v4lue e',
    OPENCOST_HEADER: 'v4lue-f',
    OPENCOST_CA: '-----BEGIN v4lue',
    REDIS_URL: 'v4lue-g',
    WEEK_STARTS: 'v4lue-h',
    PORT: 'v4lue-i',
    LOG_LEVEL: 'v4lue-j',
    CACHE_TTL_SECONDS: 'v4lue-k',
    OPENCOST_TIMEOUT_MS: 'v4lue-l',
    OPENCOST_DAY_TIMEOUT_MS: 'v4lue-m',
    SLACK_BOT_TOKEN: 'v4lue-n',
    SLACK_SIGNING_SECRET: 'xoxb-v4lue-o',
    SLACK_APP_TOKEN: 'v4lue-p',
    SLACK_API_URL: 'v4lue-q',
    DATABASE_URL: 'v4lue-r',
    BACKFILL_DAYS: 'v4lue-s',
    POD_HISTORY_DAYS: 'v4lue-t',
  };

  it('are all reported at once, by name', () => {
    const problems = problemsOf(wrong);
    for (const name of Object.keys(wrong)) expect(problems).toContainEqual(expect.stringContaining(name));
  });

  it('never show a value', () => {
    expect(problemsOf(wrong).join('\n')).not.toContain('v4lue');
    expect(() => load(wrong)).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('v4lue') }),
    );
  });

  it('say that the address of OpenCost is missing', () => {
    expect(problemsOf({})).toEqual([
      'OPENCOST_URL is missing: set it, or list the clusters in kubecent.yaml',
    ]);
  });

  it('carry a code and one readable message', () => {
    expect(() => load({})).toThrow(
      expect.objectContaining({
        code: 'CONFIG_INVALID',
        message: expect.stringMatching(/^The configuration has one problem:\n- OPENCOST_URL/),
      }),
    );
  });
});

describe('signing in to OpenCost', () => {
  const authOf = (env: Record<string, string>, contents?: Record<string, string>) =>
    load({ ...base, ...env }, contents).clusters[0]?.auth;

  it('takes user and password, or a token', () => {
    expect(authOf({ OPENCOST_USER: 'anna', OPENCOST_PASSWORD: 's3cret' })).toEqual({
      kind: 'basic',
      user: 'anna',
      password: 's3cret',
    });
    expect(authOf({ OPENCOST_TOKEN: 'abc' })).toEqual({ kind: 'bearer', token: 'abc' });
  });

  it('takes an extra header', () => {
    const config = load({ ...base, OPENCOST_HEADER: 'X-Scope-OrgID:  team one ' });
    expect(config.clusters[0]?.header).toEqual({ name: 'X-Scope-OrgID', value: 'team one' });
  });

  it.each([
    [{ OPENCOST_USER: 'anna' }, 'OPENCOST_USER is given without OPENCOST_PASSWORD'],
    [{ OPENCOST_PASSWORD: 'p' }, 'OPENCOST_PASSWORD is given without OPENCOST_USER'],
    [{ OPENCOST_USER: 'a:b', OPENCOST_PASSWORD: 'p' }, 'OPENCOST_USER must not hold a colon'],
    [
      { OPENCOST_USER: 'a', OPENCOST_PASSWORD: 'p', OPENCOST_TOKEN: 't' },
      'OPENCOST_TOKEN and OPENCOST_USER are both given: keep one of them',
    ],
    [
      { OPENCOST_TOKEN: 't', OPENCOST_HEADER: 'authorization: Bearer x' },
      'OPENCOST_HEADER must not be Authorization where a user or a token is given',
    ],
  ])('refuses %j', (env, problem) => {
    expect(problemsOf({ ...base, ...env })).toEqual([problem]);
  });

  it('reads certificates from text, from a path and from a file setting', () => {
    const caOf = (env: Record<string, string>) =>
      load({ ...base, ...env }, { '/tls/ca.pem': authority }).clusters[0]?.ca;
    expect(caOf({ OPENCOST_CA: authority })).toBe(authority.trim());
    expect(caOf({ OPENCOST_CA: authority.trim().replaceAll('\n', '\\n') })).toBe(authority.trim());
    expect(caOf({ OPENCOST_CA: '/tls/ca.pem' })).toBe(authority);
    expect(caOf({ OPENCOST_CA_FILE: '/tls/ca.pem' })).toBe(authority.trim());
  });

  it('refuses what is not a certificate', () => {
    const broken = authority.replace(/\nMI../, '\n!!!!');
    expect(problemsOf({ ...base, OPENCOST_CA: broken })).toEqual([
      'OPENCOST_CA must hold certificates in PEM',
    ]);
    expect(problemsOf({ ...base, OPENCOST_CA: '/no/such.pem' })).toEqual([
      'OPENCOST_CA names a file that cannot be read (ENOENT)',
    ]);
  });
});

describe('the database of the ledger', () => {
  const redis = { REDIS_URL: 'redis://cache' };
  const url = 'postgresql://kubecent:p%40ss@db:5433/kubecent?sslmode=require';

  it.each([url, 'postgres://db/kubecent', 'postgresql:///kubecent?host=/run/postgresql'])(
    '%s is a PostgreSQL, beside a Redis, and leaves the data folder alone',
    (address) => {
      const config = load({ ...base, ...redis, DATABASE_URL: address, DATA_DIR: '/data' });
      expect(config.database).toEqual({ kind: 'postgresql', url: address });
    },
  );

  it('may be named by a file, and so may the Redis that it needs', () => {
    const contents = { '/s/db': `${url}\n`, '/s/redis': 'redis://cache\n' };
    const config = load({ ...base, DATABASE_URL_FILE: '/s/db', REDIS_URL_FILE: '/s/redis' }, contents);
    expect(config.database).toEqual({ kind: 'postgresql', url });
  });

  it('is refused without a Redis', () => {
    const problem = 'DATABASE_URL needs REDIS_URL too: several replicas share both, or neither';
    expect(problemsOf({ ...base, DATABASE_URL: url })).toEqual([problem]);
    expect(problemsOf({ ...base, DATABASE_URL_FILE: '/s/db' }, { '/s/db': url })).toEqual([problem]);
    expect(problemsOf({ ...base, DATABASE_URL: ' ' })).toEqual([]);
  });

  it.each([
    ['mysql://db/kubecent', 'DATABASE_URL must begin with postgres:// or postgresql://'],
    ['db:5432', 'DATABASE_URL must begin with postgres:// or postgresql://'],
    ['postgres://db:99999/kubecent', 'DATABASE_URL is not an address'],
    [
      'postgres://u:50%off@db/kubecent',
      'DATABASE_URL has a % in its user or password that is not percent-encoded: write it as %25',
    ],
  ])('%s is refused', (address, problem) => {
    expect(problemsOf({ ...base, ...redis, DATABASE_URL: address })).toEqual([problem]);
  });
});

describe('secrets from files', () => {
  const contents = { '/s/token': 'abc\n', '/s/empty': '\n' };

  it('reads the file and drops the line feed at its end', () => {
    const config = load({ ...base, OPENCOST_TOKEN_FILE: '/s/token' }, contents);
    expect(config.clusters[0]?.auth).toEqual({ kind: 'bearer', token: 'abc' });
  });

  it.each([
    'SLACK_SIGNING_SECRET',
    'SLACK_BOT_TOKEN',
    'SLACK_APP_TOKEN',
    'OPENCOST_PASSWORD',
    'OPENCOST_TOKEN',
  ])('%s may be a file', (name) => {
    expect(problemsOf({ ...base, [`${name}_FILE`]: '/s/none' })).toContainEqual(
      `${name}_FILE names a file that cannot be read (ENOENT)`,
    );
  });

  it('refuses both ways at once, and an empty file', () => {
    expect(problemsOf({ ...base, OPENCOST_TOKEN: 'x', OPENCOST_TOKEN_FILE: '/s/token' }, contents)).toEqual([
      'OPENCOST_TOKEN and OPENCOST_TOKEN_FILE are both given: keep one of them',
    ]);
    expect(problemsOf({ ...base, OPENCOST_TOKEN_FILE: '/s/empty' }, contents)).toEqual([
      'OPENCOST_TOKEN_FILE names a file that is empty',
    ]);
  });
});

describe('Slack', () => {
  const bot = { SLACK_BOT_TOKEN: 'xoxb-1' };
  const signing = { SLACK_SIGNING_SECRET: 'abcdef' };
  const app = { SLACK_APP_TOKEN: 'xapp-1' };

  it('uses HTTP with a signing secret', () => {
    expect(load({ ...base, ...bot, ...signing, PORT: '8080' }).slack).toEqual({
      mode: 'http',
      botToken: 'xoxb-1',
      signingSecret: 'abcdef',
      appToken: null,
      apiUrl: 'https://slack.com/api/',
      port: 8080,
    });
  });

  it('uses Socket Mode with an app token, and says so where both are given', () => {
    expect(load({ ...base, ...bot, ...app }).slack?.mode).toBe('socket');
    const both = load({ ...base, ...bot, ...app, ...signing });
    expect(both.slack?.mode).toBe('socket');
    expect(both.warnings).toEqual([
      'SLACK_APP_TOKEN and SLACK_SIGNING_SECRET are both given: Socket Mode is used',
    ]);
  });

  it.each([
    [bot, 'SLACK_SIGNING_SECRET (over HTTP) or SLACK_APP_TOKEN (Socket Mode) is missing: set one of them'],
    [signing, 'SLACK_BOT_TOKEN is missing: Slack needs it in both modes'],
    [app, 'SLACK_BOT_TOKEN is missing: Slack needs it in both modes'],
    [
      { ...signing, SLACK_BOT_TOKEN: 'xoxp-1' },
      'SLACK_BOT_TOKEN must begin with xoxb-: it is the Bot User OAuth Token',
    ],
    [
      { ...bot, SLACK_APP_TOKEN: 'xoxb-1' },
      'SLACK_APP_TOKEN must begin with xapp-: it is an app-level token',
    ],
    [
      { ...bot, SLACK_SIGNING_SECRET: 'xoxb-1' },
      'SLACK_SIGNING_SECRET is a token: take the Signing Secret of Basic Information',
    ],
  ])('half a configuration is refused: %j', (env, problem) => {
    expect(problemsOf({ ...base, ...env })).toEqual([problem]);
  });

  it('takes another API address and ends it with one slash', () => {
    const config = load({ ...base, ...bot, ...signing, SLACK_API_URL: 'http://127.0.0.1:4000/api' });
    expect(config.slack?.apiUrl).toBe('http://127.0.0.1:4000/api/');
  });
});

describe('names that look mistyped', () => {
  it('are told with the nearest name and do not stop the start', () => {
    expect(load({ ...base, SLACK_BOT_TOKN: 'x', OPENCOST_ULR: 'x', KUBECENT_CONIFG: 'x' }).warnings).toEqual([
      'SLACK_BOT_TOKN is not a setting of Kubecent and is not read; did you mean SLACK_BOT_TOKEN?',
      'OPENCOST_ULR is not a setting of Kubecent and is not read; did you mean OPENCOST_URL?',
      'KUBECENT_CONIFG is not a setting of Kubecent and is not read; did you mean KUBECENT_CONFIG?',
    ]);
  });

  it('know our names behind a prefix, and in small letters', () => {
    expect(
      load({ ...base, KUBECENT_REDIS_URL: 'x', opencost_token: 'x', KUBECENT_COLOUR: 'x' }).warnings,
    ).toEqual([
      'KUBECENT_REDIS_URL is not a setting of Kubecent and is not read; did you mean REDIS_URL?',
      'opencost_token is not a setting of Kubecent and is not read; did you mean OPENCOST_TOKEN?',
      'KUBECENT_COLOUR is not a setting of Kubecent and is not read',
    ]);
  });

  it('leave other programs and the service links of Kubernetes alone', () => {
    const others = [
      'PATH',
      'HOME',
      'HOST',
      'SHELL',
      'npm_config_cache',
      'TEST_DATABASE',
      'TEST_REDIS_URL',
      'SLACK_CHANNEL',
    ];
    const links = [
      'KUBECENT_SERVICE_HOST',
      'KUBECENT_PORT',
      'KUBECENT_PORT_3000_TCP',
      'OPENCOST_PORT',
      'REDIS_PORT',
    ];
    const more = ['OPENCOST_SERVICE_PORT_UI', 'KUBECENT_PORT_3000_TCP_ADDR'];
    const env = Object.fromEntries([...others, ...links, ...more].map((name) => [name, 'x']));
    expect(load({ ...base, ...env }).warnings).toEqual([]);
  });
});

describe('for the log', () => {
  const secret = {
    OPENCOST_USER: 'anna-s3cret',
    OPENCOST_PASSWORD: 'pass-s3cret',
    OPENCOST_HEADER: 'X-Key: head-s3cret',
    REDIS_URL: 'redis://user-s3cret:redis-s3cret@cache/0',
    DATABASE_URL: 'postgres://kubecent:data-s3cret%40@db/kubecent?password=query-s3cret',
    SLACK_BOT_TOKEN: 'xoxb-s3cret',
    SLACK_SIGNING_SECRET: 'sign-s3cret',
  };

  it('describes what is in force without a secret', () => {
    const description = describeConfig(load({ ...base, ...secret }));
    expect(JSON.stringify(description)).not.toContain('s3cret');
    expect(description).toMatchObject({
      clusters: [{ name: 'default', signIn: 'basic', extraHeader: 'X-Key', ownAuthority: false }],
      slack: { mode: 'http', port: 3000 },
      cache: 'redis at cache:6379',
      ledger: 'postgresql at db:5432',
      backfillDays: 90,
    });
    expect(describeConfig(load({ ...base, DATA_DIR: '/data' })).ledger).toBe('embedded in /data');
  });

  it('lists the secrets, so that the logger can strike them out', () => {
    expect(secretsOf(load({ ...base, ...secret }))).toEqual(
      expect.arrayContaining([
        'pass-s3cret',
        'head-s3cret',
        'redis-s3cret',
        secret.DATABASE_URL,
        'data-s3cret%40',
        'data-s3cret@',
        'query-s3cret',
        'xoxb-s3cret',
        'sign-s3cret',
      ]),
    );
  });
});
