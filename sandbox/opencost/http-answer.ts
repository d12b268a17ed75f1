import type { ServerResponse } from 'node:http';
import { toJson } from './wire.js';

export const json = 'application/json';
export const text = 'text/plain; charset=utf-8';
export const html = 'text/html; charset=utf-8';

/** The server's own envelope. */
export function envelope(code: number, status: string, data: unknown, message?: string): string {
  return toJson({ code, status, data, ...(message === undefined ? {} : { message }) });
}

export function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
}
