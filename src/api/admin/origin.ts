import type { IncomingHttpHeaders } from 'node:http';

/** Whether a request that changes something was made by a page of this server, as the browser says. Without a word of it: no. */
export function isFromOwnPage(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  // browsers send it where the connection is secure, and no page can forge it
  if (site !== undefined) return site === 'same-origin';
  const { origin, host } = headers;
  if (origin === undefined || host === undefined) return false;
  try {
    return new URL(origin).host === host.toLowerCase();
  } catch {
    return false;
  }
}
