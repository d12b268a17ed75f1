import { createHash } from 'node:crypto';
import { lastDay } from './formats.js';
import type { Findings } from './problems.js';

/** A token of a program. Only its hash is kept. */
export interface TokenConfig {
  readonly name: string;
  /** SHA-256, in lower-case hex. */
  readonly hash: string;
  readonly expiresMs: number | null;
  /** null: all. */
  readonly clusters: readonly string[] | null;
  readonly namespaces: readonly string[] | null;
}

const fewestCharacters = 20;
const keys = ['expires', 'clusters', 'namespaces'] as const;

/**
 * Tokens, one a line or between semicolons: `name token key=value …`, the token itself or `sha256:` and its hash.
 * Empty lines and those that begin with # are left out. What is wrong is named by its line, never by its text.
 */
export function readTokens(
  text: string | undefined,
  clusters: readonly string[],
  findings: Findings,
): TokenConfig[] {
  const tokens: TokenConfig[] = [];
  for (const [index, line] of (text ?? '').split(/[\n;]/).entries()) {
    const words = line.trim().split(/\s+/);
    if (words[0] === '' || words[0]?.startsWith('#')) continue;
    const problem = (what: string) => findings.problems.push(`API_TOKENS, entry ${index + 1}: ${what}`);
    const token = readToken(words, clusters, problem);
    if (token && tokens.some(({ name }) => name === token.name))
      problem('its name is taken: give each one of its own');
    else if (token && tokens.some(({ hash }) => hash === token.hash))
      problem('the same token as another entry has');
    else if (token) tokens.push(token);
  }
  return tokens;
}

function readToken(
  [name = '', secret = '', ...rest]: readonly string[],
  clusters: readonly string[],
  problem: (what: string) => unknown,
): TokenConfig | null {
  if (!/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/.test(name)) {
    problem('begins with a name of letters, digits, dots and dashes, then the token');
    return null;
  }
  const hash = hashOf(secret);
  if (hash === null) {
    problem(
      `its token has fewer than ${fewestCharacters} characters, or a hash that is not 64 hexadecimal digits`,
    );
    return null;
  }
  const values = new Map<string, string>();
  for (const word of rest) {
    const at = word.indexOf('=');
    const key = word.slice(0, Math.max(0, at));
    if (!keys.some((known) => known === key) || values.has(key)) {
      problem(`behind the token stand ${keys.join('=, ')}=, each once at most`);
      return null;
    }
    values.set(key, word.slice(at + 1));
  }
  const expires = values.get('expires');
  const day = expires === undefined ? null : lastDay.safeParse(expires);
  if (day && !day.success) {
    problem('expires= takes the last day that it is good for, such as 2027-01-31');
    return null;
  }
  const scope = { clusters: listOf(values.get('clusters')), namespaces: listOf(values.get('namespaces')) };
  if ([scope.clusters, scope.namespaces].some((list) => list?.length === 0)) {
    problem('clusters= and namespaces= name one at least, several with commas');
    return null;
  }
  if (scope.clusters?.some((one) => !clusters.includes(one))) {
    problem('clusters= names one that is not configured');
    return null;
  }
  return { name, hash, expiresMs: day?.data ?? null, ...scope };
}

function hashOf(secret: string): string | null {
  if (secret.startsWith('sha256:')) {
    const hash = secret.slice('sha256:'.length).toLowerCase();
    return /^[0-9a-f]{64}$/.test(hash) ? hash : null;
  }
  return secret.length < fewestCharacters ? null : createHash('sha256').update(secret).digest('hex');
}

function listOf(text: string | undefined): string[] | null {
  return text === undefined
    ? null
    : text
        .split(',')
        .map((one) => one.trim())
        .filter(Boolean);
}
