import { describe, expect, it } from '@jest/globals';
import { slackPartHealth } from '../../../src/slack/health-part.js';

const well = { state: 'up', mode: 'http', trouble: null, undelivered: 0, inFlight: 0 } as const;

describe('what health says of Slack', () => {
  it('is the way that requests come in', () => {
    expect(slackPartHealth(well)).toMatchObject({ state: 'up', detail: 'signed requests' });
    expect(slackPartHealth({ ...well, mode: 'socket' }).detail).toBe('Socket Mode');
  });

  it('counts the answers that were lost, which make it no worse now', () => {
    expect(slackPartHealth({ ...well, undelivered: 1 })).toMatchObject({
      state: 'up',
      detail: 'signed requests, 1 answer could not be delivered since the start',
    });
    expect(slackPartHealth({ ...well, undelivered: 2 }).detail).toContain('2 answers');
  });

  it('says why it is not there yet', () => {
    const starting = { ...well, state: 'starting', trouble: 'Slack cannot be reached.' } as const;
    expect(slackPartHealth(starting)).toMatchObject({
      state: 'degraded',
      detail: 'Slack cannot be reached.',
    });
  });
});
