import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';

/** A weak entity tag of a text: equal texts, equal tags, however they are compressed on their way. */
export function etagOf(text: string): string {
  return `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
}

/** Answers 304 to those who have what would be sent. Of answers that carry a tag, and of successes alone. */
export function addNotModified(server: FastifyInstance): void {
  server.addHook('onSend', async (request, reply, payload) => {
    const etag = reply.getHeader('etag');
    if (reply.statusCode !== 200 || typeof etag !== 'string') return payload;
    if (!namesTag(request.headers['if-none-match'], etag)) return payload;
    reply.code(304).removeHeader('content-length');
    return '';
  });
}

/** RFC 9110: a list of tags, compared without their weakness, or a star. */
function namesTag(header: string | undefined, etag: string): boolean {
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '');
  return (header ?? '').split(',').some((tag) => tag.trim() === '*' || opaque(tag) === opaque(etag));
}
