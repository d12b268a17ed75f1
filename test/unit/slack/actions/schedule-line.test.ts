import { expect, it } from '@jest/globals';
import { parseSubscription } from '../../../../src/digests/words.js';
import { scheduleLine } from '../../../../src/slack/actions/schedule-line.js';

const form = (line: string) => scheduleLine(line, Date.parse('2026-11-24T09:00:00Z'));

it.each([
  ['namespaces 30d', 'namespaces', ''],
  ['pods payments label:team=web', 'pods', 'namespace=payments label:team=web'],
  ['monthly', 'monthly', ''],
  ['cost by=cluster', 'cost', ''],
])('the form filled in with %s has its report and conditions', (line, report, scope) => {
  const words = form(line).replace('subscribe form ', '');
  expect(parseSubscription(words, 'Europe/Berlin')).toMatchObject({
    reports: [report],
    scope,
    zone: 'Europe/Berlin',
    schedule: { kind: 'weekly', weekday: 1, time: '09:00' },
  });
});

it.each(['overview 7d', 'digest lastweek', 'cost by=label:team'])(
  '%s has no table of its own in a digest: the form keeps the usual ones',
  (line) => {
    expect(form(line)).toBe('subscribe form weekly mon 09:00');
  },
);
