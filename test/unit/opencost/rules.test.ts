import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { connectionFailure, prometheusPhrase } from '../../../src/opencost/failure.js';
import { stepOf, windowOf } from '../../../src/opencost/question.js';
import { backOffMs } from '../../../src/opencost/retry.js';

const day = 86_400_000;

describe('waits between attempts', () => {
  it('double from one second, with chance, up to ten', () => {
    expect([1, 2, 3, 4, 5].map((attempt) => backOffMs(attempt, 0))).toEqual([1000, 2000, 4000, 8000, 10000]);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (attempt, random) => {
          const wait = backOffMs(attempt, random);
          expect(wait).toBeGreaterThanOrEqual(1_000);
          expect(wait).toBeLessThanOrEqual(10_000);
        },
      ),
    );
  });
});

describe('the question', () => {
  it('has whole seconds in UTC, whatever the instants', () => {
    const instant = fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) });
    fc.assert(
      fc.property(instant, fc.integer({ min: 1_000, max: 90 * day }), (startMs, lengthMs) => {
        const window = windowOf({ startMs, endMs: startMs + lengthMs });
        expect(window).toMatch(/^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ),(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)$/);
      }),
    );
  });

  it.each([
    [0, day, '1d'],
    [0, 7 * day, '1d'],
    [0, day / 2, '720m'],
    [60_000, 60_000 + 5_400_000, '90m'],
    [500, 90_500, '90s'],
    [day / 2, day + day / 2, '1440m'],
  ])('from %d to %d steps by %s', (startMs, endMs, step) => {
    expect(stepOf({ startMs, endMs })).toBe(step);
  });
});

describe("Prometheus' words", () => {
  it.each([
    [
      '{"errorType":"timeout","error":"query timed out in expression evaluation"}',
      'query timed out in expression evaluation',
    ],
    [
      '{\\"error\\":\\"query processing would load too many samples into memory in query execution\\"}',
      'query processing would load too many samples into memory in query execution',
    ],
    ['{"error":"lookup prometheus.monitoring.svc on 10.0.0.1:53: no such host"}', null],
    ['{"error":"parse error at sum(rate(x{pod!=..."}', null],
    ['dial tcp 10.1.2.3:9090: connect: connection refused', 'connection refused'],
    ['something else', null],
  ])('%s', (text, phrase) => {
    expect(prometheusPhrase(text)).toBe(phrase);
  });
});

describe('connections', () => {
  it.each([
    ['ECONNREFUSED', 'OPENCOST_UNREACHABLE', true],
    ['EAI_AGAIN', 'OPENCOST_UNREACHABLE', true],
    ['ENOTFOUND', 'OPENCOST_UNREACHABLE', false],
    ['CERT_HAS_EXPIRED', 'OPENCOST_TLS', false],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'OPENCOST_TLS', false],
    ['HPE_INVALID_CONSTANT', 'OPENCOST_NOT_OPENCOST', false],
    ['E_NEW', 'OPENCOST_UNREACHABLE', false],
  ])('%s is %s, asked again at once: %p', (code, expected, retryAtOnce) => {
    const error = connectionFailure({ code }, new Error('details'));
    expect(error).toMatchObject({ code: expected, retryAtOnce });
  });
});
