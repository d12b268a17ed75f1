import { createHash, timingSafeEqual } from 'node:crypto';

/** One token of a program, as it is kept: never the token itself. */
export interface AccessToken {
  /** What it is called in the log; says nothing secret. */
  name: string;
  /** SHA-256 of the token, in lower-case hex. */
  hash: string;
  /** From this instant on it opens nothing; null: never. */
  expiresMs: number | null;
  /** What may be seen with it; null means everything. */
  clusters: readonly string[] | null;
  namespaces: readonly string[] | null;
}

export type TokenJudgement =
  | { kind: 'known'; token: AccessToken }
  | { kind: 'expired'; token: AccessToken }
  | { kind: 'unknown' };

/** SHA-256 of a token, in lower-case hex: what is kept of it. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/**
 * Which of the tokens this is. All of them are compared, each in the same time whatever it has in common with what was
 * given, so that the time taken tells nothing.
 */
export function judgeToken(tokens: readonly AccessToken[], given: string, nowMs: number): TokenJudgement {
  const hash = Buffer.from(hashToken(given), 'hex');
  let found: AccessToken | null = null;
  for (const token of tokens) if (timingSafeEqual(Buffer.from(token.hash, 'hex'), hash)) found ??= token;
  if (!found) return { kind: 'unknown' };
  const isOver = found.expiresMs !== null && nowMs >= found.expiresMs;
  return { kind: isOver ? 'expired' : 'known', token: found };
}
