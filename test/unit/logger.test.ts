import { describe, expect, it } from '@jest/globals';
import { NotUnderstood } from '../../src/errors.js';
import { boltLogger, createLogger } from '../../src/logger.js';

/** A logger, and the lines that it wrote: as text, and parsed. */
function capture(level = 'trace', secrets: string[] = []) {
  const lines: string[] = [];
  const logger = createLogger({ level, secrets, destination: { write: (line) => void lines.push(line) } });
  return { logger, text: () => lines.join(''), parsed: () => lines.map((line) => JSON.parse(line)) };
}

/** An error as axios makes them, with the whole request hanging on it. */
function axiosError() {
  const headers = { Authorization: 'Basic s3cret', 'X-Api-Key': 's3cret' };
  const config = { url: 'http://a', headers, auth: { password: 's3cret' } };
  const facts = {
    code: 'ECONNREFUSED',
    isAxiosError: true,
    config,
    request: { headers },
    response: { data: 's3cret' },
  };
  return Object.assign(new Error('connect failed'), facts);
}

describe('createLogger', () => {
  it('writes one line with level, time, facts and a static message', () => {
    const { logger, parsed } = capture();
    logger.info({ cluster: 'prod-eu', days: 7 }, 'answered');
    expect(parsed()).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-.*Z$/),
        cluster: 'prod-eu',
        days: 7,
        msg: 'answered',
      },
    ]);
  });

  it('strikes out what a library quotes of a request: ways to answer in a person’s name', () => {
    const { logger, text } = capture();
    const payload = {
      response_url: 'http://127.0.0.1:1/commands/T1/s3cret',
      trigger_id: '17.s3cret',
      text: 'help',
    };
    logger.debug(
      { details: [`Received: ${JSON.stringify({ payload })}`, 'wss://a/link/?ticket=s3cret&app_id=A1'] },
      'x',
    );
    expect(text()).not.toContain('s3cret');
    expect(text()).toMatch(/help.*app_id=A1/);
  });

  it('keeps to its level', () => {
    const { logger, parsed } = capture('warn');
    logger.info('quiet');
    logger.warn('loud');
    expect(parsed().map((line) => line.msg)).toEqual(['loud']);
  });

  it.each([
    'authorization',
    'Authorization',
    'proxy-authorization',
    'token',
    'tokens',
    'botToken',
    'app_token',
    'password',
    'signingSecret',
    'signing_secret',
    'cookie',
    'set-cookie',
    'response_url',
    'responseUrl',
    'response_urls',
    'trigger_id',
    'headers',
    'x-api-key',
  ])('redacts %s at every depth', (name) => {
    const { logger, text } = capture();
    const inner = { [name]: 's3cret' };
    logger.info(inner, 'flat');
    logger.info({ a: inner, list: [{ b: { c: inner } }], deep: { d: { e: { f: { g: inner } } } } }, 'nested');
    logger.info({ [name]: { value: 's3cret', list: ['s3cret'] } }, 'object');
    logger.child({ d: inner }).info('bound');
    expect(text()).not.toContain('s3cret');
    expect(text()).toContain('[redacted]');
  });

  it.each([
    'xoxb-1234-s3cret',
    'xapp-1-A1-s3cret',
    'xoxe.xoxb-1-s3cret',
    'Bearer s3cretS3CRET',
    'Basic dXNlcjpwYXNzs3cret==',
    'redis://user:s3cret@cache:6379',
    'https://hooks.slack.com/commands/T1/2/s3cret',
  ])('strikes out %s wherever it stands', (secret) => {
    const { logger, text, parsed } = capture();
    logger.info({ note: `before ${secret} after`, [secret]: 1 }, `said ${secret} aloud`);
    logger.error(new Error(`failed with ${secret}`));
    expect(text()).not.toContain('s3cret');
    expect(parsed()).toHaveLength(2);
    expect(parsed()[0].note).toMatch(/^before .*after$/);
  });

  it('leaves ordinary words alone', () => {
    const { logger, parsed } = capture();
    logger.info(
      { note: 'basic authentication, bearer token refused', url: 'http://opencost:9003/model' },
      'x',
    );
    expect(parsed()[0]).toMatchObject({
      note: 'basic authentication, bearer token refused',
      url: 'http://opencost:9003/model',
    });
  });

  it('strikes out the secrets it was given, escaped ones too', () => {
    const { logger, text, parsed } = capture('info', ['hunter2', 'quo"te\\d', 'abc']);
    logger.info({ a: 'xhunter2x', b: 'quo"te\\d', c: 'abc' }, 'hunter2');
    expect(text()).not.toMatch(/hunter2|quo/);
    expect(parsed()[0]).toMatchObject({ a: 'x[redacted]x', b: '[redacted]', c: 'abc', msg: '[redacted]' });
  });

  it('keeps code, message and causes of an error, and drops its request', () => {
    const { logger, text, parsed } = capture();
    const error = new NotUnderstood('No such thing.', [], 'NO_SUCH');
    Object.defineProperty(error, 'cause', { value: axiosError() });
    logger.error({ err: error, other: { reason: axiosError() } }, 'failed');
    const [line] = parsed();
    expect(line.err).toMatchObject({
      type: 'NotUnderstood',
      code: 'NO_SUCH',
      message: 'No such thing.',
      cause: { code: 'ECONNREFUSED', message: 'connect failed' },
    });
    expect(line.err.cause).not.toHaveProperty('config');
    expect(line.other.reason).not.toHaveProperty('response');
    expect(text()).not.toContain('s3cret');
  });

  it('cuts off what lies too deep, rather than print it unseen', () => {
    const { logger, text } = capture();
    const deep = Array.from({ length: 20 }).reduce<object>((inner) => ({ inner }), { token: 's3cret' });
    logger.info({ deep }, 'deep');
    expect(text()).toContain('[too deep]');
    expect(text()).not.toContain('s3cret');
  });

  it('survives what JSON cannot say', () => {
    const { logger, parsed } = capture();
    const circle: Record<string, unknown> = { name: 'a' };
    circle.self = circle;
    logger.info({ circle, big: 1n, when: new Date(0), bytes: Buffer.from('x'), nothing: null }, 'odd');
    expect(parsed()[0]).toMatchObject({
      big: '1',
      when: '1970-01-01T00:00:00.000Z',
      bytes: '[bytes]',
      nothing: null,
    });
  });
});

describe('boltLogger', () => {
  it('keeps the message static and the facts beside it', () => {
    const { logger, parsed } = capture();
    const bolt = boltLogger(logger);
    bolt.setName('web-api');
    bolt.warn('retry', { attempt: 2, token: 's3cret' }, axiosError());
    expect(parsed()).toEqual([
      expect.objectContaining({
        level: 'warn',
        msg: 'slack library',
        library: 'web-api',
        details: [
          'retry',
          { attempt: 2, token: '[redacted]' },
          expect.objectContaining({ message: 'connect failed', code: 'ECONNREFUSED' }),
        ],
      }),
    ]);
  });

  it('has a level of its own', () => {
    const { logger, parsed } = capture('info');
    const bolt = boltLogger(logger);
    expect(bolt.getLevel()).toBe('info');
    bolt.setLevel('error');
    bolt.info('a');
    bolt.debug('b');
    bolt.error('c');
    logger.info('d');
    expect(bolt.getLevel()).toBe('error');
    expect(parsed().map((line) => line.msg)).toEqual(['slack library', 'd']);
  });

  it('prints no request that Bolt puts into a sentence', () => {
    const { logger, text } = capture();
    boltLogger(logger).debug('body: {"token":"xoxb-s3cret","response_url":"https://hooks.slack.com/s3cret"}');
    expect(text()).not.toContain('s3cret');
  });
});
