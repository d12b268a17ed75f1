import { expect, it } from '@jest/globals';
import { pino } from 'pino';
import { createAdmission } from '../../../src/slack/home-workspace.js';

const logger = pino({ level: 'silent' });
const admission = (answer: object | Error) => {
  const test = async () => {
    if (answer instanceof Error) throw answer;
    return { ok: true, ...answer };
  };
  return createAdmission({ auth: { test } } as unknown as Parameters<typeof createAdmission>[0], logger);
};
const refused = { code: 'OTHER_WORKSPACE' };

it('lets in the people of the workspace, and nobody else', async () => {
  const admit = admission({ team_id: 'T1' });
  await admit({ team: { id: 'T1' }, user: { team_id: 'T1' } });
  await expect(admit({ team: { id: 'T1' }, user: { team_id: 'T2' } })).rejects.toMatchObject(refused);
  await expect(admit({ team: { id: 'T2' }, user: { team_id: 'T2' } })).rejects.toMatchObject(refused);
});

it('goes by what the press says of itself where Slack does not answer', async () => {
  const admit = admission(new Error('down'));
  await admit({ team: { id: 'T1' }, user: { team_id: 'T1' } });
  await expect(admit({ team: { id: 'T1' }, user: { team_id: 'T2' } })).rejects.toMatchObject(refused);
});

it('takes the workspaces of one organisation for one', async () => {
  const admit = admission({ team_id: 'T1', enterprise_id: 'E1' });
  await admit({ team: { id: 'T2' }, user: { team_id: 'T3' } });
});
