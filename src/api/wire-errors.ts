import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { type Problem, problemType } from './problems.js';

/** What arrives is no request at all, or is too large for one: the only answer that is made by hand. */
export function answerBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const isLarge = /HEADER_OVERFLOW$/.test(error.code ?? '');
  const isLate = /REQUEST_TIMEOUT$/.test(error.code ?? '');
  const [status, title, detail] = isLarge
    ? ([431, 'Headers too large', 'The headers of this request are too large.'] as const)
    : isLate
      ? ([408, 'Request timeout', 'This request took too long to arrive.'] as const)
      : ([400, 'Not understood', 'This is no HTTP request that can be read.'] as const);
  const code = isLarge ? 'HEADERS_TOO_LARGE' : isLate ? 'REQUEST_TIMEOUT' : 'BAD_REQUEST';
  const type = `urn:kubecent:problem:${code.toLowerCase().replaceAll('_', '-')}`;
  const problem: Problem = { type, title, status, detail, code, request_id: randomUUID() };
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${status} ${title}`,
    `Content-Type: ${problemType}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
