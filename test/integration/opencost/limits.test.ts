import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { clientOf, collect, type Double, day, failureOf, fixture, json, startDouble } from './double.js';

const oneDay = fixture('opencost-real/answers/01-day-namespace-idle.json');
const never = (): void => {};

/** Lets the event loop go round, so that whatever is going to happen can. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
}

let double: Double;
afterEach(() => double.close());

describe('time', () => {
  it('a day that takes too long is not asked again', async () => {
    double = await startDouble(never);
    const { source, waits } = clientOf(double.url, { dayTimeoutMs: 500 });
    const error = await failureOf(collect(source.allocation(day)));
    expect(error).toMatchObject({ code: 'OPENCOST_TIMEOUT', retryable: true });
    expect(error.userMessage).toContain('0.5 s');
    expect([double.asked.length, waits.length]).toEqual([1, 0]);
    await double.hungUp;
  });

  it('assets have a limit of their own', async () => {
    double = await startDouble(never);
    const { source } = clientOf(double.url, { timeoutMs: 500 });
    expect((await failureOf(source.assets(day))).code).toBe('OPENCOST_TIMEOUT');
    expect(double.asked).toHaveLength(1);
  });

  it('a body that stops arriving ends at the limit too', async () => {
    double = await startDouble((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write(oneDay.slice(0, 5_000));
    });
    const { source } = clientOf(double.url, { dayTimeoutMs: 60 });
    expect((await failureOf(collect(source.allocation(day)))).code).toBe('OPENCOST_TIMEOUT');
  });

  it('the whole call has a limit, waits between attempts included', async () => {
    double = await startDouble((request) => request.socket.destroy());
    const { source } = clientOf(double.url, {
      totalTimeoutMs: 500,
      delay: async (_ms, signal) => {
        await once(signal, 'abort');
        signal.throwIfAborted();
      },
    });
    expect((await failureOf(source.assets(day))).code).toBe('OPENCOST_TIMEOUT');
    expect(double.asked).toHaveLength(1);
  });
});

describe('a caller who leaves', () => {
  it('by signal, in the middle of the answer', async () => {
    double = await startDouble((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write(oneDay.slice(0, 9_000));
    });
    const caller = new AbortController();
    const { source } = clientOf(double.url);
    const rows: unknown[] = [];
    const reading = (async () => {
      for await (const row of source.allocation({ ...day, signal: caller.signal })) {
        rows.push(row);
        caller.abort(new Error('enough'));
      }
    })();
    expect(await failureOf(reading)).toMatchObject({ code: 'OPENCOST_CANCELLED', retryable: true });
    expect(rows.length).toBeGreaterThan(0);
    await double.hungUp;
  });

  it('before there was a place', async () => {
    double = await startDouble(never);
    const { source } = clientOf(double.url);
    const caller = new AbortController();
    const others = new AbortController();
    const open = [1, 2].map(() => failureOf(source.assets({ ...day, signal: others.signal })));
    const waiting = failureOf(source.assets({ ...day, signal: caller.signal }));
    caller.abort();
    expect((await waiting).code).toBe('OPENCOST_CANCELLED');
    others.abort();
    expect((await Promise.all(open)).map((error) => error.code)).toEqual([
      'OPENCOST_CANCELLED',
      'OPENCOST_CANCELLED',
    ]);
    expect(double.asked.length).toBeLessThanOrEqual(2);
  });

  it('by leaving the loop: the connection is closed and the place is free', async () => {
    const endless = oneDay.slice(0, oneDay.lastIndexOf('}', oneDay.length - 10));
    double = await startDouble((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write(endless);
    });
    const { source } = clientOf(double.url);
    for (let turn = 0; turn < 3; turn++) {
      for await (const row of source.allocation(day)) {
        expect(row.kind).toBe('idle');
        break;
      }
    }
    await double.hungUp;
    expect(double.asked).toHaveLength(3);
  });
});

describe('size and number', () => {
  it('two questions at once, however many wait', async () => {
    const held: ServerResponse[] = [];
    double = await startDouble((_request, response) => held.push(response));
    const { source } = clientOf(double.url);
    let answered = 0;
    const questions = Array.from({ length: 8 }, async () => {
      await collect(source.allocation(day));
      answered++;
    });
    while (answered < 8) {
      await turns(100);
      for (const response of held.splice(0)) response.writeHead(200).end('{"code":200,"data":[]}');
    }
    await Promise.all(questions);
    expect(double.mostAtOnce()).toBe(2);
  });

  it('an answer above the limit is not read on', async () => {
    double = await startDouble(json(oneDay));
    const { source } = clientOf(double.url, { maxAnswerBytes: 5_000 });
    const error = await failureOf(collect(source.allocation(day)));
    expect(error).toMatchObject({ code: 'OPENCOST_TOO_LARGE', retryable: false });
  });

  it('an answer is read only as fast as it is taken', async () => {
    const rows = JSON.parse(oneDay).data[0] as Record<string, unknown>;
    const row = JSON.stringify(rows.__idle__);
    let written = 0;
    double = await startDouble(async (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"code":200,"data":[{');
      for (let index = 0; index < 20_000 && !response.destroyed; index++) {
        const fits = response.write(`${index === 0 ? '' : ','}"${index}":${row}`);
        written += row.length;
        if (!fits) await new Promise((resolve) => response.once('drain', resolve));
      }
    });
    const reader = clientOf(double.url).source.allocation(day)[Symbol.asyncIterator]();
    await reader.next();
    await turns(200);
    expect(written).toBeLessThan(20_000 * row.length);
    await reader.return?.();
    await double.hungUp;
  });
});
