import { afterEach, describe, expect, it } from '@jest/globals';
import type { Allocation } from '../../../src/cost/allocation.js';
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

let double: Double | undefined;
afterEach(async () => {
  await double?.close();
  double = undefined;
});

async function allocationsFrom(handler: Handler): Promise<Allocation[]> {
  double = await startDouble(handler);
  return collect(clientOf(double.url).source.allocation(day));
}

describe('answers that mean: nothing there', () => {
  it.each([
    'empty-before-data.json',
    'empty-before-data-accumulated.json',
    'empty-before-data-idle.json',
    'empty-future-day.json',
    'empty-zero-length.json',
    'impossible-dates-200-empty.json',
    'null-sets-nodes-without-pods-idle.json',
    'error-500-accumulate-zero-length.json',
  ])('%s', async (file) => {
    expect(await allocationsFrom(wrapped(`opencost-real/wrapped/${file}`))).toEqual([]);
  });

  it('opencost/14 (500), data null, and the same message with status 200', async () => {
    const nothing = fixture('opencost/14-error-500-nothing-to-accumulate.v1_120.json');
    for (const handler of [
      always(500, 'application/json', nothing),
      json(nothing),
      json('{"code":200,"data":null}'),
    ]) {
      expect(await allocationsFrom(handler)).toEqual([]);
      await double?.close();
    }
  });
});

const errorBody = (file: string, status: number): Handler =>
  always(status, 'application/json', fixture(file));
const real = (file: string): Handler => wrapped(`opencost-real/wrapped/${file}`);

describe('errors', () => {
  const cases: [name: string, handler: Handler, code: string][] = [
    ['400 bad window', real('error-400-bad-window.json'), 'OPENCOST_BAD_REQUEST'],
    ['400 milliseconds', real('error-400-milliseconds.json'), 'OPENCOST_BAD_REQUEST'],
    ['400 no window', real('error-400-no-window.json'), 'OPENCOST_BAD_REQUEST'],
    ['400 assets bad window', real('error-400-assets-bad-window.json'), 'OPENCOST_BAD_REQUEST'],
    ['400 summary bad window', real('error-400-summary-bad-window.json'), 'OPENCOST_BAD_REQUEST'],
    ['400 without idle', real('error-400-proportional-without-idle.json'), 'OPENCOST_BAD_REQUEST'],
    ['400 UTC offset', real('error-400-utc-offset.json'), 'OPENCOST_BAD_REQUEST'],
    ['404', real('error-404-unknown-path.json'), 'OPENCOST_NOT_OPENCOST'],
    ['405 HEAD', real('error-405-head.json'), 'OPENCOST_NOT_OPENCOST'],
    ['405 POST', real('error-405-post.json'), 'OPENCOST_NOT_OPENCOST'],
    ['500 bad filter', real('error-500-assets-bad-filter.json'), 'OPENCOST_BAD_REQUEST'],
    ['500 Prometheus down', real('error-500-prometheus-down.json'), 'OPENCOST_PROMETHEUS'],
    ['500 Prometheus down, idle', real('error-500-prometheus-down-idle.json'), 'OPENCOST_PROMETHEUS'],
    ['500 Prometheus down, assets', real('error-500-prometheus-down-assets.json'), 'OPENCOST_PROMETHEUS'],
    ['500 reversed window', real('error-500-reversed-window.json'), 'OPENCOST_BAD_REQUEST'],
    ['301', real('redirect-trailing-slash.json'), 'OPENCOST_REDIRECT'],
    ['/clusterInfo', real('clusterInfo.json'), 'OPENCOST_WRONG_TYPE'],
    ['/installInfo', real('installInfo.json'), 'OPENCOST_FAILED'],
    ['/pricingSourceSummary', real('pricingSourceSummary.json'), 'OPENCOST_WRONG_TYPE'],
    ['/healthz', real('healthz.json'), 'OPENCOST_EMPTY_BODY'],
    ['/status', real('status.json'), 'OPENCOST_NOT_OPENCOST'],
    ['summary', json(fixture('opencost-real/answers/13-summary-day.json')), 'OPENCOST_WRONG_TYPE'],
    ['summary, made up', json(fixture('opencost/11-summary-daily.v1_113.json')), 'OPENCOST_WRONG_TYPE'],
    ['12', errorBody('opencost/12-error-500-prometheus.v1_113.json', 500), 'OPENCOST_PROMETHEUS'],
    ['13', errorBody('opencost/13-error-500-prometheus.v1_120.json', 500), 'OPENCOST_PROMETHEUS'],
    [
      '12 with status 200',
      errorBody('opencost/12-error-500-prometheus.v1_113.json', 200),
      'OPENCOST_PROMETHEUS',
    ],
    ['16', errorBody('opencost/16-error-400-bad-filter.v1_120.json', 400), 'OPENCOST_BAD_REQUEST'],
    ['17', json(fixture('opencost/17-kubecost-requestSizingV2.json')), 'OPENCOST_NOT_OPENCOST'],
    ['18', json(fixture('opencost/18-kubecost-abandonedWorkloads.json')), 'OPENCOST_NOT_OPENCOST'],
  ];

  it.each(cases)('%s', async (_name, handler, code) => {
    const error = await failureOf(allocationsFrom(handler));
    expect(error.code).toBe(code);
    expect(error.userMessage).not.toMatch(/https?:|127\.0\.0\.1|svc|query=|avg\(|sum\(|\n/);
  });

  it('15: text with JSON glued behind it', async () => {
    const { bodyText } = JSON.parse(fixture('opencost/15-error-400-bad-window.WRAPPED.json'));
    const error = await failureOf(allocationsFrom(always(400, 'text/plain; charset=utf-8', bodyText)));
    expect(error.code).toBe('OPENCOST_BAD_REQUEST');
  });

  it("gives Prometheus' own words where they are plain", async () => {
    const timedOut = errorBody('opencost/12-error-500-prometheus.v1_113.json', 500);
    const error = await failureOf(allocationsFrom(timedOut));
    expect(error.userMessage).toContain('(query timed out in expression evaluation)');
    const { cause } = error as { cause?: { facts?: { body?: string } } };
    expect(cause?.facts?.body).toContain('prometheus-server.monitoring.svc');
  });
});
