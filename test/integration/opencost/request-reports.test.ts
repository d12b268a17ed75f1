import { afterEach, expect, it } from '@jest/globals';
import type { RequestReport } from '../../../src/opencost/request-report.js';
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

/** A client that keeps what it reports; its clock goes on by 5 ms at each look. */
async function start(handler: Handler) {
  double = await startDouble(handler);
  const reports: RequestReport[] = [];
  let nowMs = 0;
  const { source } = clientOf(double.url, {
    onRequest: (report) => reports.push(report),
    now: () => {
      nowMs += 5;
      return nowMs;
    },
  });
  return { source, reports };
}

it('one question is one report, with its attempts and the time of all of them', async () => {
  let turn = 0;
  const { source, reports } = await start((request, response) => {
    turn += 1;
    (turn < 3 ? always(503, 'text/plain', '') : json(oneDay))(request, response);
  });
  await collect(source.allocation(day));
  expect(reports).toEqual([
    { route: 'allocation', outcome: 'answered', retries: 2, durationMs: expect.any(Number) },
  ]);
  expect(reports[0]?.durationMs).toBeGreaterThan(0);
});

it.each<[string, Handler, string]>([
  ['the code of its error', always(401, 'text/plain', ''), 'OPENCOST_AUTH'],
  [
    'the code of its error, in the middle of an answer',
    json('{"code":200,"data":[{"a":{"minutes":}}]}'),
    'OPENCOST_MALFORMED',
  ],
])('what fails has %s', async (_, handler, outcome) => {
  const { source, reports } = await start(handler);
  await failureOf(collect(source.allocation(day)));
  await failureOf(source.assets(day));
  expect(reports.map((report) => [report.route, report.outcome])).toEqual([
    ['allocation', outcome],
    ['assets', outcome],
  ]);
});

it('what is given up is cancelled: by leaving early, or by a signal', async () => {
  const { source, reports } = await start(json(oneDay));
  for await (const _row of source.allocation(day)) break;
  await double.close();
  const gone = new AbortController();
  const waiting = await start(() => gone.abort());
  await failureOf(waiting.source.assets({ ...day, signal: gone.signal }));
  const outcomes = [...reports, ...waiting.reports].map(({ route, outcome }) => [route, outcome]);
  expect(outcomes).toEqual([
    ['allocation', 'cancelled'],
    ['assets', 'cancelled'],
  ]);
});

it.each<[string, Handler, string]>([
  ['answered', wrapped('opencost-real/wrapped/status.json'), 'answered'],
  ['prometheus_down', wrapped('opencost-real/wrapped/status-prometheus-down.json'), 'prometheus_down'],
  ['down', always(503, 'text/plain', ''), 'down'],
])('a check of health is %s', async (_, handler, outcome) => {
  const { source, reports } = await start(handler);
  await source.health();
  expect(reports).toEqual([{ route: 'health', outcome, retries: 0, durationMs: expect.any(Number) }]);
});
