import { describe, expect, it } from '@jest/globals';
import { limitRanges } from '../../src/config/checks.js';
import { ConfigError, describeConfig, loadConfig } from '../../src/config.js';
import { defaultLimits } from '../../src/cost/quality/limits.js';

/** Loads with this text as ./kubecent.yaml, and with secrets beside it. */
function load(yaml: string, env: Record<string, string> = {}, path = './kubecent.yaml') {
  const contents: Record<string, string> = { [path]: yaml, '/etc/kubecent/token': 'from-file\n' };
  return loadConfig(env, (name) => {
    const content = contents[name];
    if (content === undefined) throw Object.assign(new Error('none'), { code: 'ENOENT' });
    return content;
  });
}

function problemsOf(yaml: string, env?: Record<string, string>): string[] {
  try {
    load(yaml, env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

const two = `
clusters:
  - name: prod-eu
    url: https://opencost.eu.example/model/
    currency: EUR
    user: anna
    password: s3cret
  - name: prod-us
    url: http://opencost.us.example
    header: "X-Scope-OrgID: us"
`;

describe('kubecent.yaml', () => {
  it('lists clusters, each with its own address, currency and credentials', () => {
    expect(load(two, { CURRENCY: 'CAD' }).clusters).toEqual([
      {
        name: 'prod-eu',
        url: 'https://opencost.eu.example/model',
        currency: 'EUR',
        auth: { kind: 'basic', user: 'anna', password: 's3cret' },
        header: null,
        ca: null,
        uiUrl: null,
        aliases: [],
        untilMs: null,
      },
      {
        name: 'prod-us',
        url: 'http://opencost.us.example',
        currency: 'CAD',
        auth: { kind: 'none' },
        header: { name: 'X-Scope-OrgID', value: 'us' },
        ca: null,
        uiUrl: null,
        aliases: [],
        untilMs: null,
      },
    ]);
  });

  it('reads secrets from files relative to its own folder', () => {
    const path = '/etc/kubecent/clusters.yaml';
    const yaml = 'clusters: [{ name: a, url: "http://a", tokenFile: token }]';
    expect(load(yaml, { KUBECENT_CONFIG: path }, path).clusters[0]?.auth).toEqual({
      kind: 'bearer',
      token: 'from-file',
    });
  });

  it('must exist where KUBECENT_CONFIG names it', () => {
    expect(() => load('', { KUBECENT_CONFIG: '/no/where.yaml' })).toThrow(
      expect.objectContaining({ problems: ['KUBECENT_CONFIG cannot be read (ENOENT)'] }),
    );
  });

  it.each([
    ['', 'kubecent.yaml must hold a list called clusters'],
    ['- a', 'kubecent.yaml must hold a list called clusters'],
    ['clusters: []', 'clusters must list at least one cluster'],
    ['clusters: v4lue', 'clusters must be a list of clusters'],
    ['clusters: [v4lue]', 'clusters[0] must be a cluster with a name and a url'],
    [
      'clusters: [{ name: a, url: "http://a", token: 12345 }]',
      'clusters[0].token must be text: put it in quotes',
    ],
    ['clusters: [{ url: "http://a" }]', 'clusters[0].name is missing'],
    ['clusters: [{ name: "  ", url: "http://a" }]', 'clusters[0].name is missing'],
    ['clusters: [{ name: a }]', 'clusters[0].url is missing'],
    [
      'clusters: [{ name: a, url: "http://a", tokn: x }]',
      'clusters[0] has the unknown key tokn; did you mean token?',
    ],
    ['clusters: [{ name: a, url: "http://a", colour: x }]', 'clusters[0] has the unknown key colour'],
    ['clusters: [{ name: a, url: "http://a", "pass v4lue": x }]', 'clusters[0] has a key that is not known'],
    [
      'cluster: [{ name: a, url: "http://a" }]',
      'kubecent.yaml has the unknown key cluster; did you mean clusters?',
    ],
    ['clusters: [{ name: a, url: "http://a", password: *v4lue }]', /^kubecent.yaml .*put it in quotes$/],
    ['clusters:\n  - name: "v4lue', /^kubecent.yaml is not YAML: see line 2/],
    [
      'clusters: [{ name: a, url: "http://v4lue:x@a" }]',
      'clusters[0].url must not hold a user or password: use clusters[0].user and clusters[0].password, or clusters[0].token',
    ],
    [
      'clusters: [{ name: a, url: "http://a" }, { name: b, url: "http://b" }, { name: A, url: "http://c" }]',
      'clusters[2].name is the same as clusters[0].name',
    ],
    [
      'clusters: [{ name: "a,b", url: "http://a" }]',
      'clusters[0].name must begin with a letter or digit, then letters, digits, dots, _ or -, 63 in all',
    ],
    [
      'clusters: [{ name: a, url: "http://a", token: x, tokenFile: y }]',
      'clusters[0].token and clusters[0].tokenFile are both given: keep one of them',
    ],
  ])('%j is refused in words, without a value', (yaml, problem) => {
    const problems = problemsOf(yaml);
    expect(problems).toContainEqual(typeof problem === 'string' ? problem : expect.stringMatching(problem));
    expect(problems.join('\n')).not.toContain('v4lue');
  });

  it('and the settings of a single cluster exclude each other', () => {
    expect(problemsOf(two, { OPENCOST_URL: 'http://a', CLUSTER_NAME: 'a', OPENCOST_TOKEN: 't' })).toEqual([
      'CLUSTER_NAME is given and kubecent.yaml lists clusters: keep one of them',
      'OPENCOST_URL is given and kubecent.yaml lists clusters: keep one of them',
      'OPENCOST_TOKEN is given and kubecent.yaml lists clusters: keep one of them',
    ]);
  });

  it('reports the problems of all clusters at once', () => {
    expect(problemsOf('clusters: [{ name: a }, { url: "ftp://b" }]')).toEqual([
      'clusters[0].url is missing',
      'clusters[1].name is missing',
      'clusters[1].url must begin with http:// or https://',
    ]);
  });
});

describe('clusters that change', () => {
  const renamed =
    'clusters: [{ name: prod, url: "http://a", aliases: [prod-old, Prod] }, { name: b, url: "http://b" }]';

  it('have earlier names, also the same one in other letters', () => {
    expect(load(renamed).clusters.map(({ aliases }) => aliases)).toEqual([['prod-old', 'Prod'], []]);
  });

  it.each([
    ['2026-10-31', '2026-11-01'],
    ['2024-02-29', '2024-03-01'],
    ['2026-12-31', '2027-01-01'],
  ])('end with the day %s', (until, next) => {
    const [cluster] = load(`clusters: [{ name: a, url: "http://a", until: ${until} }]`).clusters;
    expect(cluster).toMatchObject({ url: 'http://a', untilMs: Date.parse(`${next}T00:00:00Z`) });
    expect(describeConfig(load(`clusters: [{ name: a, until: ${until} }]`))).toMatchObject({
      clusters: [{ lastDay: until }],
    });
  });

  it('need no address once they have an end', () => {
    expect(load('clusters: [{ name: a, until: 2026-10-31 }]').clusters[0]?.url).toBeNull();
    expect(problemsOf('clusters: [{ name: a, url: "ftp://a", until: 2026-10-31 }]')).toEqual([
      'clusters[0].url must begin with http:// or https://',
    ]);
  });

  it.each([
    ['until: 2026-02-30', 'clusters[0].until must be a day, such as 2026-10-31'],
    ['until: 31.10.2026', 'clusters[0].until must be a day, such as 2026-10-31'],
    ['until: 2026-10', 'clusters[0].until must be a day, such as 2026-10-31'],
    ['until: 20261031', 'clusters[0].until must be a day, such as 2026-10-31'],
    ['aliases: v4lue', 'clusters[0].aliases must be a list of earlier names'],
    ['aliases: [12]', 'clusters[0].aliases[0] must be text: put it in quotes'],
    ['aliases: [older, "v4lue,b"]', /^clusters\[0\].aliases\[1\] must begin with a letter or digit/],
    ['aliases: [a]', 'clusters[0].aliases[0] is the same as clusters[0].name'],
    ['aliases: [B]', 'clusters[0].aliases[0] is the same as clusters[1].name'],
    ['aliases: [old]', 'clusters[1].aliases[0] is the same as clusters[0].aliases[0]'],
    ['aliasses: [c]', 'clusters[0] has the unknown key aliasses; did you mean aliases?'],
  ])('%s is refused', (written, problem) => {
    const yaml = `clusters: [{ name: a, url: "http://a", ${written} }, { name: b, url: "http://b", aliases: [old] }]`;
    const problems = problemsOf(yaml);
    expect(problems).toEqual([typeof problem === 'string' ? problem : expect.stringMatching(problem)]);
    expect(problems.join('\n')).not.toContain('v4lue');
  });
});

describe('limits of the checks', () => {
  const single = { OPENCOST_URL: 'http://a' };

  it('have the names that the checks have, and ranges that their usual values are in', () => {
    expect(Object.keys(limitRanges).sort()).toEqual(Object.keys(defaultLimits).sort());
    const usual = { ...defaultLimits, restatedMoney: defaultLimits.restatedMoney / 100_000 };
    expect(load(`checks: ${JSON.stringify(usual)}`, single).checks).toEqual(defaultLimits);
  });

  it('stand beside clusters, or alone: then the environment names the one there is', () => {
    expect(load(`${two}checks: { unitPriceFactor: 6, wholeDayMinutes: 1400 }`).checks).toEqual({
      unitPriceFactor: 6,
      wholeDayMinutes: 1400,
    });
    const config = load('checks: { ghostMinutes: 0 }', single);
    expect(config.checks).toEqual({ ghostMinutes: 0 });
    expect(config.clusters).toMatchObject([{ name: 'default', url: 'http://a' }]);
    expect(problemsOf('checks: { ghostMinutes: 0 }')).toEqual([
      'OPENCOST_URL is missing: set it, or list the clusters in kubecent.yaml',
    ]);
  });

  it('take money in units of the currency', () => {
    expect(load('checks: { restatedMoney: 2.5 }', single).checks).toEqual({ restatedMoney: 250_000 });
  });

  it.each([
    ['{ unitPriceFacter: 5 }', 'checks has the unknown key unitPriceFacter; did you mean unitPriceFactor?'],
    ['{ unit_price_factor: 5 }', /^checks has the unknown key unit_price_factor/],
    ['{ negativeIdleShare: 5 }', 'checks.negativeIdleShare must be a number from 0 to 1'],
    ['{ negativeIdleShare: "v4lue" }', 'checks.negativeIdleShare must be a number from 0 to 1'],
    ['{ negativeIdleShare: .nan }', 'checks.negativeIdleShare must be a number from 0 to 1'],
    ['{ unitPriceFactor: .inf }', 'checks.unitPriceFactor must be a number from 1.01 to 1000'],
    ['{ unitPriceFactor: 1 }', 'checks.unitPriceFactor must be a number from 1.01 to 1000'],
    ['{ wholeDayMinutes: 99.5 }', 'checks.wholeDayMinutes must be a whole number from 1 to 1440'],
    ['{ wholeDayMinutes: }', 'checks.wholeDayMinutes must be a whole number from 1 to 1440'],
    [
      '{ neighbourDays: 3, leastNeighbours: 7 }',
      'checks.leastNeighbours must not be more than twice neighbourDays: so many days are never found',
    ],
    ['[v4lue]', 'checks must hold limits, each as name: number'],
    ['', 'checks must hold limits, each as name: number'],
  ])('%s is refused', (written, problem) => {
    const problems = problemsOf(`checks: ${written}`, single);
    expect(problems).toContainEqual(typeof problem === 'string' ? problem : expect.stringMatching(problem));
    expect(problems.join('\n')).not.toContain('v4lue');
  });
});

describe('digests that are written there', () => {
  const digest = '{ channel: C012AB3CD, when: weekly mon 09:00 }';

  it('are read as they are written', () => {
    const single = { OPENCOST_URL: 'http://127.0.0.1:9003' };
    expect(load(`subscriptions: [${digest}]`, single).subscriptions).toEqual([
      { channel: 'C012AB3CD', when: 'weekly mon 09:00' },
    ]);
  });

  it.each([
    ['subscriptions: [{ channel: general, when: weekly }]', /subscriptions\[0\]\.channel must be Slack’s id/],
    ['subscriptions: [{ channel: C012AB3CD }]', /subscriptions\[0\]\.when must say when/],
    [
      'subscriptions: [{ channel: C012AB3CD, when: weekly, chanel: x }]',
      /unknown key chanel; did you mean channel\?/,
    ],
    ['subscriptions: weekly', /subscriptions must be a list of digests/],
  ])('are refused by name in %s', (yaml, words) => {
    expect(problemsOf(yaml).join('\n')).toMatch(words);
  });
});
