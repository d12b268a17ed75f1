import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { SlackDouble } from '../../../sandbox/slack/contract.js';
import { type AppStub, startAppStub } from './slack-app-stub.js';
import { clientOf, startTestSlack } from './slack-client.js';

let slack: SlackDouble;
let app: AppStub;

beforeEach(async () => {
  app = await startAppStub();
  slack = await startTestSlack({ requestUrl: app.url });
});

afterEach(async () => {
  await slack.stop();
  await app.stop();
});

const button = { type: 'button', action_id: 'run', text: { type: 'plain_text', text: 'Run' }, value: 'v' };
const view = { type: 'home', blocks: [{ type: 'actions', block_id: 'b', elements: [button] }] };
const publish = (user: string) => clientOf(slack).apiCall('views.publish', { user_id: user, view });

describe('the Home tab', () => {
  it('tells the app of every opening, with the view that was published', async () => {
    expect(slack.home()).toBeNull();
    expect(await slack.openHome()).toMatchObject({ status: 200, responseUrl: '' });
    expect(app.last().headers).toMatchObject({ 'content-type': 'application/json' });
    expect(app.payload()).toMatchObject({
      type: 'event_callback',
      team_id: 'T0KUBECENT',
      api_app_id: 'A0KUBECENT',
      authorizations: [{ user_id: 'U0KUBECENT' }],
      event: { type: 'app_home_opened', user: 'U1', tab: 'home', channel: 'D1' },
    });
    expect(app.payload().event).not.toHaveProperty('view');
    await publish('U2');
    expect(slack.home()).toBeNull();
    expect(slack.home('U2')).toMatchObject({ blocks: view.blocks });
    await slack.openHome('U2');
    expect(app.payload()).toMatchObject({ event: { view: { type: 'home', hash: slack.home('U2')?.hash } } });
  });

  it('has buttons that belong to no channel', async () => {
    await publish('U1');
    await slack.pressInView(String(slack.home()?.id), { actionId: 'run', blockId: 'b' });
    expect(app.payload()).toMatchObject({
      type: 'block_actions',
      user: { id: 'U1' },
      container: { type: 'view', view_id: slack.home()?.id },
      actions: [{ type: 'button', value: 'v' }],
    });
    expect(app.payload()).not.toHaveProperty('channel');
    expect(app.payload()).not.toHaveProperty('response_url');
  });
});

describe('an event', () => {
  it('is signed, may be sent again under its id, and forged', async () => {
    const event = { type: 'app_uninstalled' };
    await slack.event(event, { eventId: 'Ev1' });
    expect(app.last().headers).not.toHaveProperty('x-slack-retry-num');
    await slack.event(event, { eventId: 'Ev1', retryNum: 1, forge: 'future' });
    expect(app.seen.map(({ body }) => JSON.parse(body))).toMatchObject([
      { event_id: 'Ev1', event },
      { event_id: 'Ev1', event },
    ]);
    expect(app.last().headers).toMatchObject({
      'x-slack-retry-num': '1',
      'x-slack-retry-reason': 'http_timeout',
    });
    const [genuine, forged] = app.seen.map(({ headers }) => Number(headers['x-slack-request-timestamp']));
    expect(Number(forged) - Number(genuine)).toBeGreaterThanOrEqual(3600);
  });
});
