import { afterEach, describe, expect, it } from '@jest/globals';
import { certificate } from './certificate.js';
import { clientOf, type Double, day, failureOf, json, startDouble } from './double.js';

const empty = json('{"code":200,"data":{}}');

let double: Double;
afterEach(() => double.close());

describe('TLS', () => {
  it('with the authority of the CA setting', async () => {
    double = await startDouble(empty, { tls: true });
    expect(await clientOf(double.url, { ca: certificate }).source.assets(day)).toEqual([]);
  });

  it('names a self-signed certificate and does not try again', async () => {
    double = await startDouble(empty, { tls: true });
    const { source, waits } = clientOf(double.url);
    const error = await failureOf(source.assets(day));
    expect(error).toMatchObject({ code: 'OPENCOST_TLS', retryable: false });
    expect(error.userMessage).toContain('self-signed certificate');
    expect(error.userMessage).toContain('OPENCOST_CA');
    expect([double.asked.length, waits.length]).toEqual([0, 0]);
  });

  it('names a server that speaks plain HTTP', async () => {
    double = await startDouble(empty);
    const error = await failureOf(clientOf(double.url.replace('http:', 'https:')).source.assets(day));
    expect(error.code).toBe('OPENCOST_NOT_OPENCOST');
    expect(error.userMessage).toContain('does not speak TLS');
  });
});
