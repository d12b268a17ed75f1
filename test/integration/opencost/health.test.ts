import { afterEach, describe, expect, it } from '@jest/globals';
import { always, clientOf, collect, type Double, day, type Handler, startDouble, wrapped } from './double.js';

let double: Double;
afterEach(() => double.close());

const routes =
  (handlers: Record<string, Handler>): Handler =>
  (request, response) =>
    (handlers[request.url ?? ''] ?? always(404, 'text/plain', '404 page not found\n'))(request, response);

const alive = wrapped('opencost-real/wrapped/healthz.json');

async function healthOf(handler: Handler, path = '', healthTimeoutMs = 5_000) {
  double = await startDouble(handler);
  let clock = 0;
  const now = (): number => {
    clock += 7;
    return clock;
  };
  return clientOf(double.url + path, { now, healthTimeoutMs }).source.health();
}

describe('health', () => {
  it('up, Prometheus too, below the base path', async () => {
    const status = wrapped('opencost-real/wrapped/status.json');
    const health = await healthOf(routes({ '/model/healthz': alive, '/model/status': status }), '/model/');
    expect(health).toEqual({ up: true, prometheusUp: true, message: '', latencyMs: 7 });
    expect(double.asked).toEqual(['/model/healthz', '/model/status']);
  });

  it('up without Prometheus: the text says so, the status does not', async () => {
    const health = await healthOf(
      routes({
        '/healthz': wrapped('opencost-real/wrapped/healthz-prometheus-down.json'),
        '/status': wrapped('opencost-real/wrapped/status-prometheus-down.json'),
      }),
    );
    expect(health).toMatchObject({ up: true, prometheusUp: false });
    expect(health.message).toMatch(/Prometheus behind it does not/);
    expect(health.message).not.toMatch(/127\.0\.0\.1/);
  });

  it('up, Prometheus unknown, where a version has no status route', async () => {
    const health = await healthOf(routes({ '/healthz': alive }));
    expect(health).toMatchObject({ up: true, prometheusUp: null, message: '' });
  });

  it('up, Prometheus unknown, when the status does not come in time', async () => {
    const health = await healthOf(routes({ '/healthz': alive, '/status': () => {} }), '', 1_000);
    expect(health).toMatchObject({ up: true, prometheusUp: null });
    expect(health.message).toContain('in time');
  });

  it('not up when only the web server before it answers', async () => {
    const page = always(200, 'text/html', '<!doctype html>');
    const health = await healthOf(routes({ '/healthz': always(200, 'text/plain', 'OK'), '/status': page }));
    expect(health).toMatchObject({ up: false, prometheusUp: null });
    expect(health.message).toContain('/model');
  });

  it.each<[string, Handler]>([
    ['404', routes({})],
    ['a page', always(200, 'text/html', '<html></html>')],
    ['401', always(401, 'text/plain', '')],
    ['503', always(503, 'text/plain', '')],
    ['a reset', (request) => request.socket.destroy()],
  ])('down: %s', async (_name, handler) => {
    const health = await healthOf(handler);
    expect(health).toMatchObject({ up: false, prometheusUp: null });
    expect(health.message.length).toBeGreaterThan(20);
    expect(double.asked).toHaveLength(1);
  });

  it('down: silence', async () => {
    const health = await healthOf(() => {}, '', 200);
    expect(health).toMatchObject({ up: false, prometheusUp: null });
    expect(health.message).toContain('0.2 s');
  });

  it('does not wait for questions that are being answered', async () => {
    double = await startDouble((request, response) => {
      if (!request.url?.startsWith('/allocation')) alive(request, response);
    });
    const { source } = clientOf(double.url, { dayTimeoutMs: 300 });
    const busy = [1, 2, 3].map(() => collect(source.allocation(day)).catch(() => []));
    expect((await source.health()).up).toBe(true);
    await Promise.all(busy);
  });
});
