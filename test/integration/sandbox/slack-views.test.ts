import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { webApi } from '@slack/bolt';
import type { SlackDouble } from '../../../sandbox/slack/contract.js';
import { clientOf, failure, section, startTestSlack } from './slack-client.js';

let slack: SlackDouble;
let client: webApi.WebClient;

beforeEach(async () => {
  slack = await startTestSlack();
  client = clientOf(slack);
});

afterEach(() => slack.stop());

describe('people and views', () => {
  it('knows time zones and admins', async () => {
    const { user } = await client.users.info({ user: 'U1' });
    expect(user).toMatchObject({ tz: 'Europe/Berlin', is_admin: true });
    expect(await failure(client.users.info({ user: 'U9' }))).toMatchObject({ error: 'user_not_found' });
  });

  it('publishes a Home tab; a stale hash conflicts', async () => {
    const view = { type: 'home' as const, blocks: [section('hello')] };
    const first = await client.views.publish({ user_id: 'U1', view });
    const second = await client.views.publish({ user_id: 'U1', view, hash: String(first.view?.hash) });
    expect(second.view?.id).toBe(first.view?.id);
    const stale = client.views.publish({ user_id: 'U1', view, hash: String(first.view?.hash) });
    expect(await failure(stale)).toMatchObject({ error: 'hash_conflict' });
  });

  it('opens no modal without a trigger, nor with a title of 25 characters', async () => {
    const view = (title: string) => ({
      type: 'modal' as const,
      title: { type: 'plain_text' as const, text: title },
      blocks: [section('x')],
    });
    const open = (title: string) => client.views.open({ trigger_id: 'made up', view: view(title) });
    expect(await failure(open('x'.repeat(24)))).toMatchObject({ error: 'invalid_trigger_id' });
    expect(await failure(open('x'.repeat(25)))).toMatchObject({
      error: 'invalid_arguments',
      errors: ['must be less than 25 characters [json-pointer:/view/title/text]'],
    });
  });

  it.each([
    ['submit', 24, (length: number) => ({ submit: { type: 'plain_text', text: 'x'.repeat(length) } })],
    ['close', 24, (length: number) => ({ close: { type: 'plain_text', text: 'x'.repeat(length) } })],
    ['private_metadata', 3000, (length: number) => ({ private_metadata: 'x'.repeat(length) })],
    ['callback_id', 255, (length: number) => ({ callback_id: 'x'.repeat(length) })],
  ])('takes a %s of %i characters and not one more', async (_what, limit, extra) => {
    const title = { type: 'plain_text', text: 'T' };
    const open = (length: number) => {
      const view = { type: 'modal', title, blocks: [section('x')], ...extra(length) };
      return failure(client.apiCall('views.open', { trigger_id: 'made up', view }));
    };
    expect(await open(limit)).toMatchObject({ error: 'invalid_trigger_id' });
    expect(await open(limit + 1)).toMatchObject({ error: 'invalid_arguments' });
  });

  it('refuses a modal with an input and nothing to submit it', async () => {
    const input = {
      type: 'input',
      label: { type: 'plain_text', text: 'L' },
      element: { type: 'plain_text_input' },
    };
    const view = { type: 'modal', title: { type: 'plain_text', text: 'T' }, blocks: [input] };
    const opened = client.apiCall('views.open', { trigger_id: 'made up', view });
    expect(await failure(opened)).toMatchObject({
      errors: ['missing required field: submit [json-pointer:/view]'],
    });
  });

  it('validates blocks without a token', async () => {
    const validate = (args: Record<string, unknown>) => clientOf(slack, '').apiCall('blocks.validate', args);
    expect(await validate({ blocks: [section('x')] })).toMatchObject({ ok: true });
    expect(await failure(validate({ blocks: [{ type: 'nonsense' }] }))).toMatchObject({
      errors: [{ pointer: '/blocks/0/type', message: 'unsupported type: nonsense' }],
    });
    expect(await failure(validate({}))).toMatchObject({ error: 'invalid_arguments' });
  });
});
