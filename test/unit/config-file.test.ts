import { describe, expect, it } from '@jest/globals';
import { ConfigError, loadConfig } from '../../src/config.js';

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
      },
      {
        name: 'prod-us',
        url: 'http://opencost.us.example',
        currency: 'CAD',
        auth: { kind: 'none' },
        header: { name: 'X-Scope-OrgID', value: 'us' },
        ca: null,
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
