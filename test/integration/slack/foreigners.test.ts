import { afterEach, expect, it } from '@jest/globals';
import { signHeaders } from '../../../sandbox/slack/signature.js';
import { until } from '../../support/until.js';
import { secrets, startWorld, type World } from './world.js';

let world: World;
afterEach(() => world.stop());

const sentence = 'This Kubecent answers the people of its own workspace alone.';

/** Sends Slack's signed words of something that a person from elsewhere did. */
async function send(payload: object): Promise<string> {
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const signed = signHeaders({ secret: secrets.signingSecret, body, nowMs: Date.now() });
  const headers = { 'content-type': 'application/x-www-form-urlencoded', ...signed };
  const url = `http://127.0.0.1:${world.slack.port()}/slack/events`;
  const response = await fetch(url, { method: 'POST', headers, body });
  expect(response.status).toBe(200);
  return response.text();
}

it.each([
  ['run', { type: 'button', action_id: 'run:1', value: 'pods' }],
  ['act', { type: 'button', action_id: 'act:share', value: 'pods' }],
  ['ask', { type: 'button', action_id: 'ask:dates', value: 'pods' }],
  ['snooze', { type: 'button', action_id: 'snooze:1', value: 'savings snooze 0123456789 7d' }],
])(
  'a press on a button to %s, by somebody from elsewhere, is answered with a sentence alone',
  async (_, action) => {
    world = await startWorld();
    const { responseUrl } = await world.double.command('namespaces');
    const messages = () => world.double.messages(world.channel);
    await until(() => messages().length === 1);
    await send({
      type: 'block_actions',
      user: { id: 'U0GUEST', team_id: 'T0ELSEWHERE' },
      team: { id: 'T0ELSEWHERE' },
      channel: { id: world.channel },
      container: { type: 'message', message_ts: '1.1', is_ephemeral: true },
      trigger_id: 't1',
      response_url: responseUrl,
      actions: [{ ...action, action_ts: '1.2' }],
    });
    await until(() => messages().length === 2);
    expect(messages()[1]?.text).toBe(sentence);
    expect(world.asked).toEqual(['namespaces']);
    expect(world.double.views()).toEqual([]);
  },
);

it('a form of theirs stays open with the sentence, and a select offers them nothing', async () => {
  world = await startWorld();
  const user = { id: 'U0GUEST', team_id: 'T0ELSEWHERE' };
  const team = { id: 'T0ELSEWHERE' };
  const view = { id: 'V1', callback_id: 'share-form', blocks: [{ type: 'input', block_id: 'channel' }] };
  const answer = await send({ type: 'view_submission', user, team, view });
  expect(JSON.parse(answer)).toEqual({ response_action: 'errors', errors: { channel: sentence } });
  const select = { type: 'block_suggestion', action_id: 'ask:namespace', block_id: 'b', value: 'pay' };
  expect(JSON.parse(await send({ ...select, user, team }))).toEqual({ options: [] });
  expect(JSON.stringify(world.logged)).toContain('a press was refused: it is of another workspace');
});
