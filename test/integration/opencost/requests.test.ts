import { afterEach, describe, expect, it } from '@jest/globals';
import {
  always,
  clientOf,
  collect,
  type Double,
  day,
  failureOf,
  json,
  keepLog,
  startDouble,
} from './double.js';

const empty = '{"code":200,"data":[{}]}';
const question =
  '/allocation?window=2026-11-20T00:00:00Z,2026-11-21T00:00:00Z&step=1d&includeIdle=true&idle=true';

let double: Double;
afterEach(() => double.close());

describe('what is asked', () => {
  it('a UTC day, with idle, at container grain, without milliseconds', async () => {
    double = await startDouble(json(empty));
    await collect(clientOf(double.url).source.allocation(day));
    expect(double.asked).toEqual([question]);
  });

  it('a live pair of instants with a step of its own length', async () => {
    double = await startDouble(json(empty));
    const request = { startMs: day.startMs + 1_800_000, endMs: day.startMs + 7_200_000 };
    await collect(clientOf(double.url).source.allocation(request));
    expect(double.asked[0]).toContain('window=2026-11-20T00:30:00Z,2026-11-20T02:00:00Z&step=90m&');
  });

  it.each(['', '/', '/model', '/model/', '/api/v1/namespaces/opencost/services/opencost:9003/proxy'])(
    'below the base path "%s"',
    async (path) => {
      double = await startDouble(json('{"code":200,"data":{}}'));
      await clientOf(double.url + path).source.assets(day);
      const base = path.replace(/\/$/, '');
      expect(double.asked).toEqual([`${base}/assets?window=2026-11-20T00:00:00Z,2026-11-21T00:00:00Z`]);
    },
  );

  it('nothing at all for a window that OpenCost must never see', async () => {
    double = await startDouble(json(empty));
    const { source } = clientOf(double.url);
    for (const request of [
      { startMs: day.endMs, endMs: day.startMs },
      { startMs: day.startMs, endMs: day.startMs + 999 },
      { startMs: Number.NaN, endMs: day.endMs },
      { startMs: -62_135_596_800_000, endMs: day.endMs },
    ]) {
      expect((await failureOf(collect(source.allocation(request)))).code).toBe('OPENCOST_BAD_REQUEST');
      expect((await failureOf(source.assets(request))).code).toBe('OPENCOST_BAD_REQUEST');
    }
    expect(double.asked).toEqual([]);
  });
});

describe('credentials', () => {
  it('user and password, token, an extra header, or nothing', async () => {
    double = await startDouble(json(empty));
    const header = { name: 'X-Scope-OrgID', value: 'tenant-1' };
    const withUser = double.url.replace('http://', 'http://ann:p%40ss@');
    await collect(clientOf(double.url).source.allocation(day));
    await collect(clientOf(double.url, { auth: { user: 'ann', password: 'p@ss' } }).source.allocation(day));
    await collect(clientOf(double.url, { auth: { token: 'tok\n' }, header }).source.allocation(day));
    await collect(clientOf(withUser).source.allocation(day));
    const basic = `Basic ${Buffer.from('ann:p@ss').toString('base64')}`;
    expect(double.headers.map((sent) => sent.authorization)).toEqual([undefined, basic, 'Bearer tok', basic]);
    expect(double.headers.map((sent) => sent['x-scope-orgid'])).toEqual([
      undefined,
      undefined,
      'tenant-1',
      undefined,
    ]);
  });

  it('are in no error and in no log line, not even when the answer repeats them', async () => {
    const password = 'correct-horse-battery';
    const extra = 'extra-secret-value';
    const basic = Buffer.from(`ann:${password}`).toString('base64');
    double = await startDouble((request, response) => {
      response.writeHead(503, { 'content-type': 'text/plain' });
      response.end(`you sent ${JSON.stringify(request.headers)} and ${password}`);
    });
    const log = keepLog();
    const { source } = clientOf(double.url, {
      auth: { user: 'ann', password },
      header: { name: 'x-extra', value: extra },
      logger: log.logger,
    });
    const error = await failureOf(source.assets(day));
    log.logger.error({ err: error }, 'as the rim would log it');
    const seen = log.text() + JSON.stringify(error) + error.message + String(error.stack);
    expect(double.asked).toHaveLength(3);
    expect(log.text()).toContain('OPENCOST_UNAVAILABLE');
    for (const secret of [password, extra, basic]) expect(seen).not.toContain(secret);
  });

  it('are not in what is left of a broken connection', async () => {
    double = await startDouble((request) => request.socket.destroy());
    const log = keepLog();
    const { source } = clientOf(double.url, { auth: { token: 'very-secret-token' }, logger: log.logger });
    const error = await failureOf(source.assets(day));
    log.logger.error({ err: error, cause: error.cause }, 'as the rim would log it');
    expect(error.code).toBe('OPENCOST_UNREACHABLE');
    expect(log.text()).toContain('ECONNRESET');
    expect(log.text()).not.toContain('very-secret-token');
  });

  it.each([401, 403])('refused with %d', async (status) => {
    double = await startDouble(always(status, 'text/html', '<html>no</html>'));
    const { source, waits } = clientOf(double.url);
    const error = await failureOf(source.assets(day));
    expect(error).toMatchObject({ code: 'OPENCOST_AUTH', retryable: false });
    expect(waits).toEqual([]);
  });
});
