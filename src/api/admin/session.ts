import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

/** One signed-in browser. Nothing of it is kept here: the cookie says all, so any replica knows it. */
export interface Session {
  id: string;
  endsMs: number;
}

/** A session ends by itself after so long. */
export const sessionLifeMs = 8 * 3_600_000;

/** Keys that only those with the admin token have: another token, and every cookie made before is worth nothing. */
export interface SessionKeys {
  cookie: Buffer;
  form: Buffer;
}

export function keysOf(adminToken: string): SessionKeys {
  const derive = (purpose: string) =>
    Buffer.from(hkdfSync('sha256', adminToken, '', `kubecent admin ${purpose}`, 32));
  return { cookie: derive('cookie'), form: derive('form') };
}

/** In the same time wherever two texts begin to differ, and however long they are. */
export function isSameSecret(given: string, wanted: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(wanted));
}

export function beginSession(nowMs: number): Session {
  return { id: randomBytes(18).toString('base64url'), endsMs: nowMs + sessionLifeMs };
}

/** What stands in the cookie, before it is signed. */
export function writeSession({ id, endsMs }: Session): string {
  return `${id}.${endsMs}`;
}

/** The session of a cookie whose signature was found right; null where it is over, or is none. */
export function readSession(text: string, nowMs: number): Session | null {
  const [, id, ends] = /^([\w-]{24})\.(\d{1,15})$/.exec(text) ?? [];
  if (id === undefined || Number(ends) <= nowMs) return null;
  return { id, endsMs: Number(ends) };
}

/** Stands in every form of a session's pages, and in none of anybody else's. */
export function formToken({ form }: SessionKeys, { id }: Session): string {
  return createHmac('sha256', form).update(id).digest('base64url');
}
