import type { IncomingMessage, ServerResponse } from 'node:http';
import { connectionRefused, htmlPage, queriesTimedOut, singlePage, windowText } from './failure-texts.js';
import type { FailureKind } from './failures.js';
import { envelope, html, json, send, text } from './http-answer.js';
import type { Interval } from './time.js';

export interface Failing {
  path: string;
  window: Interval | null;
  request: IncomingMessage;
  response: ServerResponse;
}

/** Answers as that failure does; false when it only changes the data of an ordinary answer. */
export function answerFailure(kind: FailureKind, failing: Failing): boolean {
  const { request, response } = failing;
  switch (kind) {
    case 'prometheus-down':
      return failQueries(failing, connectionRefused);
    case 'prometheus-timeout':
      return failQueries(failing, queriesTimedOut);
    case 'empty-body':
      return done(() => response.writeHead(200, { 'Content-Type': json }).end());
    case 'not-json':
      return done(() => send(response, 200, json, 'upstream said something else\n'));
    case 'html-200':
      return done(() => send(response, 200, html, singlePage));
    case 'login-redirect':
      response.setHeader('Location', '/login?rd=%2F');
      return page(response, 302, '302 Found');
    case 'moved-301':
      response.setHeader('Location', 'https://opencost.invalid/allocation');
      return page(response, 301, '301 Moved Permanently');
    case 'unauthorized':
      response.setHeader('WWW-Authenticate', 'Basic realm="OpenCost"');
      return page(response, 401, '401 Authorization Required');
    case 'forbidden':
      return page(response, 403, '403 Forbidden');
    case 'not-found':
      return done(() => send(response, 404, text, '404 page not found\n'));
    case 'bad-gateway':
      return page(response, 502, '502 Bad Gateway');
    case 'unavailable':
      return page(response, 503, '503 Service Temporarily Unavailable');
    case 'gateway-timeout':
      return page(response, 504, '504 Gateway Time-out');
    case 'reset':
      return done(() => request.socket.resetAndDestroy());
    case 'hang':
      return true;
    default:
      return false;
  }
}

function failQueries({ path, window, response }: Failing, describe: (window: Interval) => string): boolean {
  if (!window || window.startMs >= window.endMs) return false;
  if (path === '/assets') {
    const message = `error computing asset set: error computing node assets for ${windowText(window)}`;
    send(response, 500, text, `Error getting assets: ${message}: ${describe(window)}\n`);
    return true;
  }
  if (!path.startsWith('/allocation')) return false;
  const message = `Error: error computing allocations for ${windowText(window)}: ${describe(window)}`;
  send(response, 500, json, envelope(500, '', null, message));
  return true;
}

function page(response: ServerResponse, status: number, title: string): boolean {
  send(response, status, html, htmlPage(title));
  return true;
}

function done(act: () => void): boolean {
  act();
  return true;
}
