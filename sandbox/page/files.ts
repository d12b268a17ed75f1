import type { ServerResponse } from 'node:http';
import type { SlackDouble } from '../slack/contract.js';

const FILE_PATH = /^\/files\/(F[A-Z0-9]+)$/;
/** What a browser may show by itself; anything else is only kept. */
const PICTURES: readonly string[] = ['image/png', 'image/jpeg', 'image/gif'];

/** Sends the file behind /files/<id>: a picture to be shown, any other to be kept. False: there is none. */
export function sendFile(slack: SlackDouble, path: string, response: ServerResponse): boolean {
  const id = FILE_PATH.exec(path)?.[1];
  const file = id === undefined ? undefined : slack.files().find((one) => one.id === id);
  if (!file) return false;
  const isPicture = PICTURES.includes(file.mimetype);
  response.writeHead(200, {
    'content-type': isPicture ? file.mimetype : 'application/octet-stream',
    'content-length': file.bytes.length,
    'content-disposition': `${isPicture ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeName(file.name)}`,
    'cross-origin-resource-policy': 'same-origin',
  });
  response.end(file.bytes);
  return true;
}

/** A name as RFC 8187 wants it. */
function encodeName(name: string): string {
  return encodeURIComponent(Buffer.from(name).toString()).replaceAll(
    /['()*!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
