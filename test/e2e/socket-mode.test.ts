import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { until } from '../support/until.js';
import { startWholeApp, type WholeApp, wordsOf } from '../support/whole-app.js';

jest.setTimeout(120_000);

let whole: WholeApp;
beforeAll(async () => {
  whole = await startWholeApp({ socketMode: true });
});
afterAll(() => whole.stop());

describe('over Socket Mode', () => {
  it('listens on no port', () => {
    expect(whole.log.find(({ msg }) => msg === 'slack is connected')).toMatchObject({
      mode: 'socket',
      port: null,
    });
  });

  it('answers a command and a press on its answer', async () => {
    const message = await whole.ask('namespaces 3d');
    expect(message.text).toMatch(/^Cost by namespace: \$/);
    expect(message.ephemeralFor).not.toBeNull();
    const pressed = await whole.press(message, '7 days');
    expect(pressed.ts).toBe(message.ts);
    expect(wordsOf(pressed.blocks)).toContain('7 closed days');
  });

  it('says in health how it is connected', async () => {
    expect(wordsOf((await whole.ask('health')).blocks)).toMatch(/Slack {2}up: Socket Mode/);
  });

  it('is there again after Slack has refreshed the connection', async () => {
    const opened = () => whole.slack.calls.filter(({ method }) => method === 'apps.connections.open').length;
    const before = opened();
    whole.slack.refreshSockets();
    await until(() => opened() > before);
    const answer = await until(() => whole.ask('help').catch(() => null));
    expect(answer.text).toMatch(/^Commands:/);
  });

  it('keeps tokens and ways to answer out of the log', () => {
    const log = JSON.stringify(whole.log);
    expect(/xapp-1-test|xoxb-1-test|ticket=\w|commands\/T0/.exec(log)).toBeNull();
  });
});
