import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  always,
  clientOf,
  collect,
  type Double,
  day,
  failureOf,
  fixture,
  json,
  startDouble,
} from './double.js';

const file = fixture('opencost-real/answers/03-day-container-level.json');
const [set] = JSON.parse(file).data as Record<string, object>[];
const exporter = set?.['demo/node-a/data/postgres-0/exporter'] as Record<string, unknown>;

let double: Double | undefined;
afterEach(async () => {
  await double?.close();
  double = undefined;
});

async function codeOf(body: string, contentType = 'application/json'): Promise<string> {
  double = await startDouble(always(200, contentType, body));
  const error = await failureOf(collect(clientOf(double.url).source.allocation(day)));
  await double.close();
  double = undefined;
  return error.code ?? 'no code';
}

const answerOf = (row: unknown): string => JSON.stringify({ code: 200, data: [{ key: row }] });

describe('an answer in pieces', () => {
  it('is the same however it is cut', async () => {
    let pieces: Buffer[] = [];
    double = await startDouble(async (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      for (const piece of pieces) await new Promise((resolve) => response.write(piece, resolve));
      response.end();
    });
    const { source } = clientOf(double.url);
    const whole = Buffer.from(file.replaceAll('"postgres', '"p\\"ö\\\\st{gres 🐘'));
    pieces = [whole];
    const expected = await collect(source.allocation(day));
    expect(expected.some((row) => row.pod === 'p"ö\\st{gres 🐘-0')).toBe(true);

    const cuts = fc.uniqueArray(fc.nat(whole.length), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(cuts, async (places) => {
        const sorted = [0, ...places.sort((a, b) => a - b), whole.length];
        pieces = sorted.slice(1).map((end, index) => whole.subarray(sorted[index], end));
        expect(await collect(source.allocation(day))).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  }, 60_000);
});

describe('what is no answer of OpenCost', () => {
  it.each([
    [
      'a page with status 200',
      '<!doctype html><title>OpenCost UI</title>',
      'text/html',
      'OPENCOST_NOT_OPENCOST',
    ],
    ['a page that says it is JSON', '<html></html>', 'application/json', 'OPENCOST_NOT_OPENCOST'],
    ['text', 'OK', 'text/plain', 'OPENCOST_NOT_OPENCOST'],
    ["another program's JSON", '{"status":"success"}', 'application/json', 'OPENCOST_NOT_OPENCOST'],
    ['an empty body', '', 'application/json', 'OPENCOST_EMPTY_BODY'],
    ['white space alone', ' \n', 'application/json', 'OPENCOST_EMPTY_BODY'],
    [
      'something behind its end',
      `${answerOf(exporter)}{"code":500}`,
      'application/json',
      'OPENCOST_MALFORMED',
    ],
    ['data twice', '{"data":[],"data":[]}', 'application/json', 'OPENCOST_MALFORMED'],
    ['a missing comma', '{"code":200 "data":[]}', 'application/json', 'OPENCOST_MALFORMED'],
    ['a row that is not JSON', '{"data":[{"a":{"x":}}]}', 'application/json', 'OPENCOST_MALFORMED'],
    ['broken off in a row', answerOf(exporter).slice(0, -40), 'application/json', 'OPENCOST_TRUNCATED'],
    [
      'broken off at its last brace',
      answerOf(exporter).slice(0, -1),
      'application/json',
      'OPENCOST_TRUNCATED',
    ],
    ['data of text', '{"data":"x"}', 'application/json', 'OPENCOST_WRONG_TYPE'],
    ['sets of numbers', '{"data":[1]}', 'application/json', 'OPENCOST_WRONG_TYPE'],
    ['rows of null', '{"data":[{"a":null}]}', 'application/json', 'OPENCOST_WRONG_TYPE'],
    ['a code of text', '{"code":"200","data":[]}', 'application/json', 'OPENCOST_WRONG_TYPE'],
    ['401 in the envelope', '{"code":401,"data":null,"message":"no"}', 'application/json', 'OPENCOST_AUTH'],
    [
      'an error behind rows',
      `${answerOf(exporter).slice(0, -1)},"code":500}`,
      'application/json',
      'OPENCOST_FAILED',
    ],
  ])('%s', async (_name, body, contentType, code) => {
    expect(await codeOf(body, contentType)).toBe(code);
  });

  it('a login page behind a redirect is called that', async () => {
    double = await startDouble((_request, response) => {
      response.writeHead(302, { location: 'https://sso.corp.example/oauth2/start?rd=secret' }).end();
    });
    const error = await failureOf(clientOf(double.url).source.assets(day));
    expect(error.code).toBe('OPENCOST_REDIRECT');
    expect(error.userMessage).toContain('login page');
    expect(error.userMessage).not.toContain('corp.example');
    expect(JSON.stringify(error.cause)).not.toContain('rd=secret');
    expect(double.asked).toHaveLength(1);
  });
});

describe('fields', () => {
  it.each([
    ['cpuCost', '0.1'],
    ['cpuCost', undefined],
    ['ramByteHours', true],
    ['minutes', []],
    ['start', 'null'],
    ['end', 5],
    ['totalCost', {}],
    ['ramCost', 1e18],
    ['rawAllocationOnly', 1],
    ['properties', 'x'],
  ])('%s as %p is refused by its name', async (field, value) => {
    double = await startDouble(json(answerOf({ ...exporter, [field]: value })));
    const error = await failureOf(collect(clientOf(double.url).source.allocation(day)));
    expect(error).toMatchObject({ code: 'OPENCOST_WRONG_TYPE', field });
  });

  it('inside properties too', async () => {
    const odd = { ...(exporter.properties as object), labels: { app: 7 } };
    double = await startDouble(json(answerOf({ ...exporter, properties: odd })));
    const error = await failureOf(collect(clientOf(double.url).source.allocation(day)));
    expect(error).toMatchObject({ code: 'OPENCOST_WRONG_TYPE', field: 'properties.labels' });
  });

  it('that nobody knows are ignored, and annotations are dropped', async () => {
    const properties = { ...(exporter.properties as object), annotations: { note: 'private' } };
    double = await startDouble(json(answerOf({ ...exporter, properties, brandNew: { a: [1] } })));
    const rows = await collect(clientOf(double.url).source.allocation(day));
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain('private');
  });
});
