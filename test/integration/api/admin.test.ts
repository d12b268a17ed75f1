import { afterEach, describe, expect, it } from '@jest/globals';
import { sessionLifeMs } from '../../../src/api/admin/session.js';
import { dayMs, isoDate, startOfUtcDay } from '../../../src/cost/time.js';
import { hostileNames } from '../../support/hostile-names.js';
import { tuesdayMorningMs } from '../../support/service.js';
import { startPages, stopAll, token } from './admin-world.js';

const heldDay = isoDate(startOfUtcDay(tuesdayMorningMs) - 4 * dayMs);
const pages = ['/', '/cache', '/ledger', `/ledger/day?cluster=prod&day=${heldDay}`, '/digests', '/settings'];

afterEach(stopAll);

describe('nobody gets in', () => {
  it('without a session: every page leads to the form, nothing is done', async () => {
    const { get, post, deeds, dropped } = await startPages();
    for (const path of [...pages, '/queues', '/queues/api/queues', '/nothing'])
      expect([path, (await get(path)).headers.location]).toEqual([path, '/admin/sign-in']);
    for (const path of [
      '/cache/drop-all',
      '/ledger/accept',
      '/ledger/reseal',
      '/sign-out',
      '/queues/api/queues/pause',
    ])
      expect([path, (await post(path, {})).headers.location]).toEqual([path, '/admin/sign-in']);
    expect([deeds, dropped]).toEqual([[], []]);
  });

  it('with a cookie that was changed, is too old, or was signed with another admin token', async () => {
    const { clock, get, signIn } = await startPages();
    const { headers } = await signIn();
    expect((await get('/', headers)).status).toBe(200);
    const changed = headers.cookie.replace(/\.1(\d{12})/, '.9$1');
    expect(changed).not.toBe(headers.cookie);
    expect((await get('/', { cookie: changed })).status).toBe(303);
    const other = await startPages({ token: `${token}!` });
    expect((await other.get('/', headers)).status).toBe(303);
    clock.nowMs += sessionLifeMs;
    expect((await get('/', headers)).status).toBe(303);
  });

  it('by guessing: ten attempts a minute, the right token among them', async () => {
    const { post } = await startPages();
    for (let attempt = 0; attempt < 10; attempt += 1)
      expect((await post('/sign-in', { token: `guess ${attempt}` })).status).toBe(403);
    const refused = await post('/sign-in', { token });
    expect([refused.status, refused.cookie]).toEqual([429, '']);
    expect(refused.body).toContain('Too many attempts');
  });

  it('under a foreign name where there are no API tokens', async () => {
    const [local, open] = [await startPages(), await startPages({ localOnly: false })];
    const headers = { host: 'rebound.example' };
    expect((await local.get('/sign-in', headers)).status).toBe(403);
    expect((await open.get('/sign-in', headers)).status).toBe(200);
  });
});

describe('a session', () => {
  it('is a cookie that scripts and other sites do not get, nor listeners where the browser speaks TLS', async () => {
    const { post } = await startPages();
    const { cookie } = await post('/sign-in', { token });
    expect(cookie).toMatch(/; Max-Age=28800; Path=\/admin; HttpOnly; SameSite=Strict$/);
    const overTls = await post('/sign-in', { token }, { 'x-forwarded-proto': 'https' });
    expect(overTls.cookie).toMatch(/; HttpOnly; Secure; SameSite=Strict$/);
  });

  it('changes nothing for another site, nor for a form that is not its own', async () => {
    const { deeds, dropped, post, signIn } = await startPages();
    const { headers, form } = await signIn();
    const fields = { cluster: 'prod', day: heldDay, why: 'so', form };
    for (const path of ['/cache/drop-all', '/ledger/accept', '/ledger/reseal', '/sign-out']) {
      const foreign = await post(path, fields, { ...headers, 'sec-fetch-site': 'cross-site' });
      const otherForm = await post(path, { ...fields, form: `${form}x` }, headers);
      expect([path, foreign.status, otherForm.status]).toEqual([path, 403, 403]);
    }
    expect([deeds, dropped]).toEqual([[], []]);
    expect((await post('/ledger/accept', fields, headers)).status).toBe(303);
    expect((await post('/cache/drop-all', fields, headers)).status).toBe(303);
    expect([deeds.length, dropped]).toEqual([1, ['all']]);
  });
});

describe('the pages', () => {
  it('are kept by nobody, run nothing, and have every name as text', async () => {
    const { get, signIn } = await startPages();
    const { headers } = await signIn();
    for (const path of [...pages, '/sign-in', '/nothing', '/ledger/day?cluster=prod&day=nonsense']) {
      const { body, headers: sent } = await get(path, headers);
      expect([path, sent['cache-control']]).toEqual([path, 'no-store']);
      expect(sent['content-security-policy']).toMatch(/^default-src 'none'; style-src 'self';/);
      expect(sent['content-security-policy']).not.toMatch(/unsafe|script/);
      expect(body).not.toMatch(/<(img|script|style)|style=| on\w+="/);
    }
    expect((await get('/', headers)).body).toContain('&lt;img src=x');
  });

  it('drop the entry that was meant, whatever its key', async () => {
    const { dropped, get, post, signIn } = await startPages();
    const { headers, form } = await signIn();
    const { body } = await get('/cache', headers);
    const entries = [...body.matchAll(/name="entry" value="([\w-]+)"/g)].map(([, name = '']) => name);
    expect(entries).toHaveLength(hostileNames.length);
    for (const entry of entries) await post('/cache/drop', { entry, form }, headers);
    expect(dropped).toEqual(hostileNames);
    expect((await post('/cache/drop', { entry: 'other', form }, headers)).status).toBe(404);
  });

  it('want a reason for accepting a day, and a day that is over', async () => {
    const { deeds, post, signIn } = await startPages();
    const { headers, form } = await signIn();
    const accept = (day: string, why: string) =>
      post('/ledger/accept', { cluster: 'prod', day, why, form }, headers);
    const refused = await accept(heldDay, '  ');
    expect([refused.status, refused.body]).toEqual([400, expect.stringContaining('Say why')]);
    expect((await accept(isoDate(tuesdayMorningMs), 'so')).status).toBe(404);
    expect((await accept('2026-02-30', 'so')).status).toBe(404);
    expect((await accept(heldDay, 'x'.repeat(501))).status).toBe(400);
    expect(deeds).toEqual([]);
  });

  it('say in a sentence what is not there, and what failed', async () => {
    const { get, signIn } = await startPages({
      desk: null,
      digests: null,
      health: () => Promise.reject(new Error('a secret cause')),
    });
    const { headers } = await signIn();
    const failed = await get('/', headers);
    expect([failed.status, failed.body]).toEqual([500, expect.not.stringContaining('secret cause')]);
    expect((await get('/ledger', headers)).body).toContain('No ledger is kept here.');
    expect((await get('/digests', headers)).status).toBe(404);
    const queues = await get('/queues', headers);
    expect([queues.status, queues.body]).toEqual([503, expect.stringContaining('Nothing is done')]);
  });
});
