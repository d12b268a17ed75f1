import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { hashToken, judgeToken } from '../../src/access/token.js';
import { ConfigError, describeConfig, loadConfig, secretsOf } from '../../src/config.js';

const base = { OPENCOST_URL: 'http://opencost:9003', CLUSTER_NAME: 'prod' };
const noFile = () => {
  throw Object.assign(new Error('none'), { code: 'ENOENT' });
};
const secret = 'abcdefghij0123456789';
const tokensOf = (text: string) => loadConfig({ ...base, API_TOKENS: text }, noFile).api.tokens;
const problemsOf = (text: string) => {
  try {
    tokensOf(text);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    expect(error.message).not.toContain(secret);
    return error.problems;
  }
};

describe('API_TOKENS', () => {
  it('are a name, a token and what may be seen with it, one a line or between semicolons', () => {
    const hash = createHash('sha256').update(secret).digest('hex');
    const text = `# for dashboards\ngrafana ${secret} expires=2027-01-31\n\n; payments sha256:${'ab'.repeat(32)}  namespaces=payments,pay-* clusters=prod`;
    expect(tokensOf(text)).toEqual([
      { name: 'grafana', hash, expiresMs: Date.parse('2027-02-01'), clusters: null, namespaces: null },
      {
        name: 'payments',
        hash: 'ab'.repeat(32),
        expiresMs: null,
        clusters: ['prod'],
        namespaces: ['payments', 'pay-*'],
      },
    ]);
    expect(tokensOf('')).toEqual([]);
  });

  it('are kept as hashes, so that nothing can print them', () => {
    const config = loadConfig(
      { ...base, API_TOKENS: `grafana ${secret}`, ADMIN_TOKEN: `admin-${secret}` },
      noFile,
    );
    expect(JSON.stringify(describeConfig(config))).not.toContain(secret);
    expect(JSON.stringify(config.api.tokens)).not.toContain(secret);
    expect(secretsOf(config)).toContain(`admin-${secret}`);
  });

  it.each([
    [
      'short abc',
      'entry 1: its token has fewer than 20 characters, or a hash that is not 64 hexadecimal digits',
    ],
    [
      `hash sha256:${'g'.repeat(64)}`,
      'entry 1: its token has fewer than 20 characters, or a hash that is not 64 hexadecimal digits',
    ],
    [`a ${secret}\nb ${secret}`, 'entry 2: the same token as another entry has'],
    [`a ${secret}\na ${secret}x`, 'entry 2: its name is taken: give each one of its own'],
    [`=a ${secret}`, 'entry 1: begins with a name of letters, digits, dots and dashes, then the token'],
    [
      `a ${secret} expires=soon`,
      'entry 1: expires= takes the last day that it is good for, such as 2027-01-31',
    ],
    [
      `a ${secret} namespace=x`,
      'entry 1: behind the token stand expires=, clusters=, namespaces=, each once at most',
    ],
    [`a ${secret} namespaces=`, 'entry 1: clusters= and namespaces= name one at least, several with commas'],
    [`a ${secret} clusters=stage`, 'entry 1: clusters= names one that is not configured'],
  ])('that are wrong are named by their place: %s', (text, problem) => {
    expect(problemsOf(text)).toEqual([`API_TOKENS, ${problem}`]);
  });

  it('have an admin token beside them that is not short', () => {
    expect(() => loadConfig({ ...base, ADMIN_TOKEN: 'short' }, noFile)).toThrow(/ADMIN_TOKEN must have 20/);
  });
});

describe('a token that is given', () => {
  const token = { name: 'a', hash: hashToken(secret), expiresMs: 1_000, clusters: null, namespaces: null };
  const other = { ...token, name: 'b', hash: hashToken('another'), expiresMs: null };

  it('is known until the instant that it expires at', () => {
    expect(judgeToken([other, token], secret, 999)).toEqual({ kind: 'known', token });
    expect(judgeToken([other, token], secret, 1_000)).toEqual({ kind: 'expired', token });
    expect(judgeToken([other], secret, 0)).toEqual({ kind: 'unknown' });
    expect(judgeToken([token], token.hash, 0)).toEqual({ kind: 'unknown' });
  });
});
