import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { scheduleProblem } from '../../../src/digests/schedule.js';
import { parseSubscription } from '../../../src/digests/words.js';
import { NotUnderstood } from '../../../src/errors.js';

const usual = {
  name: 'Kubernetes cost',
  reports: ['namespaces', 'savings'],
  scope: '',
  schedule: { kind: 'weekly', weekday: 1, time: '09:00' },
  zone: 'Europe/Berlin',
  quiet: false,
};
const parse = (text: string) => parseSubscription(text, 'Europe/Berlin');

describe('a line that subscribes', () => {
  it.each<[string, object]>([
    ['weekly', {}],
    ['weekly mon 09:00 Europe/Berlin namespaces savings', {}],
    ['Fridays 5pm', { schedule: { kind: 'weekly', weekday: 5, time: '17:00' } }],
    ['daily 8:30 UTC', { schedule: { kind: 'daily', time: '08:30' }, zone: 'UTC' }],
    ['weekdays 12am', { schedule: { kind: 'weekdays', time: '00:00' } }],
    ['monthly 09:00 monthly', { schedule: { kind: 'monthly', time: '09:00' }, reports: ['monthly'] }],
    ['cron="0 9 * * 1,4" alone', { schedule: { kind: 'cron', expression: '0 9 * * 1,4' }, reports: [] }],
    ['weekly ns save', {}],
    ['weekly namespace=payments,shop label:team!=web', { scope: 'namespace=payments,shop label:team!=web' }],
    ['weekly quiet name="Our costs"', { quiet: true, name: 'Our costs' }],
    ['weekly —quiet zone=Asia/Tokyo', { quiet: true, zone: 'Asia/Tokyo' }],
  ])('%s', (text, fields) => {
    expect(parse(text)).toEqual({ ...usual, ...fields });
  });

  it.each<[string, RegExp]>([
    ['weekly banana', /“banana” is neither a time nor a report/],
    ['weekly overview', /“overview” is neither/],
    ['weekly 25:00', /“25:00” is neither/],
    ['weekly Mars/Olympus', /no time zone “Mars\/Olympus”/],
    ['cron="0 9 31 2 *"', /never comes/],
    ['cron="whenever"', /not a cron expression/],
    ['weekly --loud', /“--loud” is not known/],
    ['weekly colour=blue', /colour/],
  ])('%s is answered with a sentence', (text, words) => {
    expect(() => parse(text)).toThrow(NotUnderstood);
    expect(() => parse(text)).toThrow(words);
  });

  it('means something or is refused, whatever it is', () => {
    const word = fc.constantFrom(
      'weekly',
      'mon',
      '09:00',
      'UTC',
      'quiet',
      'savings',
      'alone',
      'daily',
      '9',
      '/',
      'a/b',
      '"',
    );
    const text = fc.oneof(
      fc.string({ maxLength: 60 }),
      fc.array(word, { maxLength: 8 }).map((all) => all.join(' ')),
    );
    fc.assert(
      fc.property(text, (line) => {
        try {
          const { schedule, zone } = parse(line);
          expect(scheduleProblem(schedule, zone)).toBeNull();
        } catch (error) {
          if (!(error instanceof NotUnderstood)) throw error;
        }
      }),
      { numRuns: 300 },
    );
  });
});
