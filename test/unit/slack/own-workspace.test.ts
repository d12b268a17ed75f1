import { expect, it } from '@jest/globals';
import { createOwnWorkspace } from '../../../src/slack/own-workspace.js';

async function own(answer: object) {
  const test = async () => ({ ok: true, ...answer });
  const workspace = createOwnWorkspace(
    { auth: { test } } as unknown as Parameters<typeof createOwnWorkspace>[0],
    'xoxb',
  );
  await workspace.learn();
  return workspace;
}

it('knows the people of the workspace from all others', async () => {
  const { isOurs } = await own({ team_id: 'T1' });
  expect([isOurs(['T1', 'T1']), isOurs(['T1', undefined]), isOurs([null])]).toEqual([true, true, true]);
  expect([isOurs(['T1', 'T2']), isOurs(['T2', 'T2']), isOurs(['T2'])]).toEqual([false, false, false]);
});

it('takes the workspaces of one organisation for one', async () => {
  const { isOurs } = await own({ team_id: 'T1', enterprise_id: 'E1' });
  expect(isOurs(['T2', 'T3'])).toBe(true);
});

it('goes by what a request says of itself where Slack names no workspace', async () => {
  const { isOurs } = await own({});
  expect([isOurs(['T1', 'T1']), isOurs(['T1', 'T2'])]).toEqual([true, false]);
});

it('says who the bot is once Slack has said it', async () => {
  const { authorize } = await own({ bot_id: 'B1', user_id: 'U1' });
  expect(await authorize()).toEqual({ botToken: 'xoxb', botId: 'B1', botUserId: 'U1' });
});
