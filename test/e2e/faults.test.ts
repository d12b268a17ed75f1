import { describe, expect, it, jest } from '@jest/globals';
import { type FailureKind, failureKinds } from '../../sandbox/opencost/failures.js';
import { startWholeApp, type WholeApp, wordsOf } from '../support/whole-app.js';

jest.setTimeout(120_000);

/** What a person reads, and what the log says beside the same reference; `log` is null where nothing went wrong with asking. */
interface Fault {
  reads: RegExp;
  log: { code: string; cause?: RegExp } | null;
  /** How long an answer may take, in milliseconds. */
  limitMs?: number;
}

const token = 'a-token-that-nobody-may-read';
const faults: Record<FailureKind, Fault> = {
  'prometheus-down': {
    reads: /could not get its data from Prometheus \(connection refused\); check that Prometheus is up/,
    log: { code: 'OPENCOST_PROMETHEUS', cause: /status 500.*connect: connection refused/ },
  },
  'prometheus-timeout': {
    reads: /data from Prometheus \(query timed out in expression evaluation\)/,
    log: { code: 'OPENCOST_PROMETHEUS', cause: /status 500.*503 \(Service Unavailable\)/ },
  },
  'pods-hidden': { reads: /held back.*no pods in the answer while nodes cost \$\d/, log: null },
  'null-floats': { reads: /held back.*rows without a figure for cpuCost/, log: null },
  'null-sets': { reads: /held back.*no pods in the answer while nodes cost/, log: null },
  'empty-sets': { reads: /OpenCost has no data for these days.*Ask for a later window/s, log: null },
  'null-data': { reads: /OpenCost has no data for these days.*Ask for a later window/s, log: null },
  'wrong-types': {
    reads: /unexpected value in the field minutes; this version of OpenCost may not be supported/,
    log: { code: 'OPENCOST_WRONG_TYPE' },
  },
  'empty-body': { reads: /an empty body/, log: { code: 'OPENCOST_EMPTY_BODY', cause: /status 200/ } },
  'not-json': {
    reads: /not its API \(the answer is not its JSON\); check the address/,
    log: { code: 'OPENCOST_NOT_OPENCOST', cause: /status 200.*upstream said something else/ },
  },
  truncated: {
    reads: /answer broke off after \d+ rows.*try again/,
    log: { code: 'OPENCOST_TRUNCATED' },
  },
  'html-200': {
    reads: /not its API \(it is a web page\).*whether a login stands before it/,
    log: { code: 'OPENCOST_NOT_OPENCOST', cause: /status 200, text\/html/ },
  },
  'login-redirect': {
    reads: /sent us to a login page \(status 302\); give Kubecent a token or a password/,
    log: { code: 'OPENCOST_REDIRECT', cause: /status 302/ },
  },
  'moved-301': {
    reads: /sent us to another address \(status 301\); set its address to where it really answers/,
    log: { code: 'OPENCOST_REDIRECT', cause: /status 301/ },
  },
  unauthorized: {
    reads: /refused our credentials \(status 401\); check OPENCOST_TOKEN/,
    log: { code: 'OPENCOST_AUTH', cause: /status 401/ },
  },
  forbidden: {
    reads: /refused our credentials \(status 403\)/,
    log: { code: 'OPENCOST_AUTH', cause: /status 403/ },
  },
  'not-found': {
    reads: /not its API \(status 404\).*its path \(often \/model\)/,
    log: { code: 'OPENCOST_NOT_OPENCOST', cause: /status 404/ },
  },
  'bad-gateway': {
    reads: /not available now \(status 502.*try again in a minute/,
    log: { code: 'OPENCOST_UNAVAILABLE', cause: /status 502/ },
  },
  unavailable: {
    reads: /not available now \(status 503.*try again in a minute/,
    log: { code: 'OPENCOST_UNAVAILABLE', cause: /status 503/ },
  },
  'gateway-timeout': {
    reads: /did not answer in time; try again in a few minutes/,
    log: { code: 'OPENCOST_TIMEOUT', cause: /status 504/ },
  },
  reset: {
    reads: /cannot be reached \(connection reset\); check that it is running/,
    log: { code: 'OPENCOST_UNREACHABLE', cause: /ECONNRESET/ },
  },
  'reset-midway': {
    reads: /answer broke off after \d+ rows/,
    log: { code: 'OPENCOST_TRUNCATED', cause: /ECONNRESET/ },
  },
  slow: { reads: /did not answer within 0\.2 s/, log: { code: 'OPENCOST_TIMEOUT' }, limitMs: 200 },
  hang: { reads: /did not answer within 0\.2 s/, log: { code: 'OPENCOST_TIMEOUT' }, limitMs: 200 },
};

/** Addresses, queries, pages, programs' own words: of no use to the asker, and not theirs to know. */
const internal =
  /127\.0\.0\.1|monitoring\.svc|10\.0\.171|query=|_over_time|kubecost_|sum\(|avg\(|nginx|<\/|node_modules|\bat \w+ \(|ECONN|undefined|NaN|\[object|a-token-that/;

function logged({ log }: WholeApp, reference: string) {
  const line = log.find((entry) => entry.reference === reference);
  return line?.err as { code: string; cause?: { message: string } } | undefined;
}

describe('one day of a failing OpenCost', () => {
  it.concurrent.each([...failureKinds])('%s is said in words', async (kind) => {
    const { reads, log, limitMs } = faults[kind];
    const limits = limitMs
      ? { OPENCOST_TIMEOUT_MS: String(limitMs), OPENCOST_DAY_TIMEOUT_MS: String(limitMs) }
      : {};
    const whole = await startWholeApp({ environment: { OPENCOST_TOKEN: token, ...limits } });
    try {
      whole.openCost.setFailure({ kind });
      const { text, blocks, ephemeralFor } = await whole.ask('namespaces 2026-11-20');
      const shown = `${text}\n${wordsOf(blocks)}`;
      expect(ephemeralFor).not.toBeNull();
      expect(text).toMatch(reads.source.startsWith('OpenCost has') ? /has no data/ : reads);
      expect(shown).toMatch(reads);
      expect(shown).not.toMatch(internal);
      expect(blocks.filter(({ type }) => String(type).startsWith('data_'))).toEqual([]);

      const reference = /Reference ([0-9a-f]{8})/.exec(shown)?.[1];
      if (log === null) expect(reference).toBeUndefined();
      else {
        expect(logged(whole, String(reference))).toMatchObject({
          code: log.code,
          ...(log.cause ? { cause: { message: expect.stringMatching(new RegExp(log.cause, 's')) } } : {}),
        });
      }
      expect(JSON.stringify(whole.log)).not.toContain(token);
    } finally {
      await whole.stop();
    }
  });
});
