import { afterEach, describe, expect, it } from '@jest/globals';
import {
  always,
  clientOf,
  collect,
  type Double,
  day,
  failureOf,
  fixture,
  type Handler,
  json,
  startDouble,
  wrapped,
} from './double.js';

const oneDay = fixture('opencost-real/answers/01-day-namespace-idle.json');

let double: Double;
afterEach(() => double.close());

/** The first answers in order, then the last for ever. */
function inTurn(...handlers: [Handler, ...Handler[]]): Handler {
  let turn = 0;
  return (request, response) => {
    const handler = handlers[Math.min(turn++, handlers.length - 1)] ?? handlers[0];
    handler(request, response);
  };
}

const reset: Handler = (request) => request.socket.destroy();
const brokenAt =
  (bytes: number): Handler =>
  (_request, response) => {
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(oneDay),
    });
    response.write(oneDay.slice(0, bytes), () => response.destroy());
  };

describe('asking again', () => {
  it.each<[string, Handler]>([
    ['a reset connection', reset],
    ['502', always(502, 'text/html', '<html>bad gateway</html>')],
    ['503', always(503, 'text/plain', 'no endpoints available')],
    ['Prometheus refusing connections', wrapped('opencost-real/wrapped/error-500-prometheus-down.json')],
    ['an answer that breaks off before its first row', brokenAt(40)],
  ])('after %s: twice, after 1.5 and 3 seconds', async (_name, broken) => {
    double = await startDouble(inTurn(broken, broken, json(oneDay)));
    const { source, waits } = clientOf(double.url);
    expect(await collect(source.allocation(day))).toHaveLength(11);
    expect(waits).toEqual([1_500, 3_000]);
  });

  it('ends after three attempts with the last error', async () => {
    double = await startDouble(always(503, 'text/plain', ''));
    const { source, waits } = clientOf(double.url);
    const error = await failureOf(collect(source.allocation(day)));
    expect(error).toMatchObject({ code: 'OPENCOST_UNAVAILABLE', retryable: true });
    expect(double.asked).toHaveLength(3);
    expect(waits).toHaveLength(2);
  });

  it('of nobody who listens', async () => {
    double = await startDouble(json(oneDay));
    const { url } = double;
    await double.close();
    const { source, waits } = clientOf(url);
    const error = await failureOf(source.assets(day));
    expect(error).toMatchObject({ code: 'OPENCOST_UNREACHABLE', retryable: true });
    expect(error.userMessage).toContain('connection refused');
    expect(waits).toHaveLength(2);
    double = await startDouble(json(oneDay));
  });

  it('a 504: assets again, a day not, for OpenCost still computes it', async () => {
    double = await startDouble(always(504, 'text/html', '<html>gateway time-out</html>'));
    const { source } = clientOf(double.url);
    expect((await failureOf(collect(source.allocation(day)))).code).toBe('OPENCOST_TIMEOUT');
    expect(double.asked).toHaveLength(1);
    expect((await failureOf(source.assets(day))).code).toBe('OPENCOST_UNAVAILABLE');
    expect(double.asked).toHaveLength(4);
  });

  it.each<[string, Handler]>([
    ['400', wrapped('opencost-real/wrapped/error-400-bad-window.json')],
    ['404', wrapped('opencost-real/wrapped/error-404-unknown-path.json')],
    ['429', always(429, 'text/plain', 'slow down')],
    [
      'a query that was too slow for Prometheus',
      always(500, 'application/json', fixture('opencost/12-error-500-prometheus.v1_113.json')),
    ],
    ['an empty body', json('')],
    ['a page', always(200, 'text/html', '<!doctype html>')],
    ['a broken body', json('{"code":200,"data":[{"a":{"minutes":}}]}')],
  ])('not after %s', async (_name, handler) => {
    double = await startDouble(handler);
    await failureOf(collect(clientOf(double.url).source.allocation(day)));
    await failureOf(clientOf(double.url).source.assets(day));
    expect(double.asked).toHaveLength(2);
  });

  it('not once rows have been handed over: they cannot be taken back', async () => {
    double = await startDouble(inTurn(brokenAt(oneDay.length - 500), json(oneDay)));
    const { source, waits } = clientOf(double.url);
    const rows: unknown[] = [];
    const reading = (async () => {
      for await (const row of source.allocation(day)) rows.push(row);
    })();
    const error = await failureOf(reading);
    expect(error).toMatchObject({ code: 'OPENCOST_TRUNCATED', retryable: true });
    expect(error.userMessage).toContain('after 10 rows');
    expect(rows).toHaveLength(10);
    expect(waits).toEqual([]);
    expect(double.asked).toHaveLength(1);
  });

  it('of assets that broke off: they are handed over only whole', async () => {
    const assets = fixture('opencost-real/answers/06-assets-day.json');
    const broken: Handler = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write(assets.slice(0, -300), () => response.destroy());
    };
    double = await startDouble(inTurn(broken, json(assets)));
    expect(await clientOf(double.url).source.assets(day)).toHaveLength(10);
  });
});
