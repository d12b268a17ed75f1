import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { webApi } from '@slack/bolt';
import type { SlackDouble } from '../../../sandbox/slack/contract.js';
import { CHANNEL, clientOf, failure, OUTSIDE, startTestSlack } from './slack-client.js';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAYAAAC56t6BAAAADklEQVR4nGNgQAX/IQQABQAC/gJ3mVIAAAAASUVORK5CYII=',
  'base64',
);
const CSV = Buffer.from('Namespace,Cost\r\npayments,12.34\r\n');

let slack: SlackDouble;
let client: webApi.WebClient;
let nowMs = Date.UTC(2026, 10, 30, 9);

beforeAll(async () => {
  slack = await startTestSlack({ now: () => nowMs });
  client = clientOf(slack);
});
beforeEach(() => {
  slack.setFaults({});
  slack.setChannel(CHANNEL, { archived: false });
});
afterAll(() => slack.stop());

const ask = async (args: Record<string, unknown>): Promise<Record<string, unknown>> => ({
  ...(await client.apiCall('files.getUploadURLExternal', args)),
});
const complete = (args: Record<string, unknown>) => client.apiCall('files.completeUploadExternal', args);
const idOf = (result: unknown) => (result as { files: { files: { id: string }[] }[] }).files[0]?.files[0]?.id;

/** Announces a file and posts its bytes as they are; its id. */
async function upload(filename: string, bytes: Buffer): Promise<string> {
  const { upload_url, file_id } = await ask({ filename, length: bytes.length });
  const posted = await fetch(String(upload_url), { method: 'POST', body: new Uint8Array(bytes) });
  expect(posted.status).toBe(200);
  return String(file_id);
}

async function picture(): Promise<string> {
  const id = await upload('days.png', PNG);
  await complete({ files: [{ id }] });
  return id;
}

const imageOf = (id: string) => ({ type: 'image', alt_text: 'Cost a day', slack_file: { id } });

describe('a file', () => {
  it('is uploaded by Slack’s own client into a thread, with a comment', async () => {
    const { ts } = await client.chat.postMessage({ channel: CHANNEL, text: 'The report.' });
    const result = await client.files.uploadV2({
      channel_id: CHANNEL,
      thread_ts: String(ts),
      file: CSV,
      filename: 'costs.csv',
      title: 'Costs',
      initial_comment: 'All rows.',
    });
    const reply = slack.messages(CHANNEL).at(-1);
    expect(reply).toMatchObject({ text: 'All rows.', threadTs: ts, author: 'app', fileIds: [idOf(result)] });
    const file = slack.files().at(-1);
    expect(file).toMatchObject({
      name: 'costs.csv',
      title: 'Costs',
      mimetype: 'text/csv',
      user: 'U0KUBECENT',
      sharedIn: [{ channel: CHANNEL, ts: reply?.ts, threadTs: ts }],
    });
    expect(Buffer.from(file?.bytes ?? [])).toEqual(CSV);
    const { file: info } = await client.files.info({ file: String(file?.id) });
    expect(info).toMatchObject({
      id: file?.id,
      size: CSV.length,
      filetype: 'csv',
      channels: [CHANNEL],
      shares: { public: { [CHANNEL]: [{ ts: reply?.ts, thread_ts: ts }] } },
    });
  });

  it('goes into direct messages by their id, not by that of the person', async () => {
    const id = await upload('costs.csv', CSV);
    const files = [{ id, title: 'Costs' }];
    expect(await failure(complete({ files, channel_id: 'U1' }))).toMatchObject({
      error: 'channel_not_found',
    });
    const { channel } = await client.conversations.open({ users: 'U1' });
    await complete({ files, channel_id: channel?.id });
    expect(slack.messages('D1').at(-1)).toMatchObject({ text: '', fileIds: [id] });
  });

  it('is nobody’s until it is uploaded and complete, which it can be once', async () => {
    const { file_id } = await ask({ filename: 'a.csv', length: 3 });
    const before = slack.files().length;
    expect(await failure(complete({ files: [{ id: file_id }] }))).toMatchObject({ error: 'file_not_found' });
    const id = await upload('a.csv', CSV);
    expect(slack.files()).toHaveLength(before);
    expect(await failure(client.files.info({ file: id }))).toMatchObject({ error: 'file_not_found' });
    await complete({ files: [{ id }] });
    expect(slack.files().at(-1)).toMatchObject({ id, title: 'a.csv', sharedIn: [] });
    expect(await failure(complete({ files: [{ id }] }))).toMatchObject({ error: 'file_not_found' });
  });

  it('must have as many bytes as were announced', async () => {
    const { upload_url } = await ask({ filename: 'a.csv', length: 4 });
    const post = (body: string) => fetch(String(upload_url), { method: 'POST', body });
    expect((await post('abc')).status).toBe(400);
    expect((await post('abcd')).status).toBe(200);
    expect((await post('abcd')).status).toBe(400);
  });
});

describe('an upload is refused', () => {
  it.each([
    [{ filename: 'a.csv' }, 'missing_argument'],
    [{ filename: 'a.csv', length: 0 }, 'missing_argument'],
    [{ filename: 'a.csv', length: -1 }, 'invalid_arguments'],
    [{ filename: 'a.csv', length: 9_000_000 }, 'file_upload_size_restricted'],
    [{ filename: 'a.csv', length: 2_000_000, snippet_type: 'csv' }, 'snippet_too_large'],
    [{ filename: 'a.png', length: 5, alt_txt: 'x'.repeat(1_001) }, 'alt_txt_too_large'],
  ])('at first: %j is %s', async (args, error) => {
    expect(await failure(ask(args))).toMatchObject({ error });
  });

  it.each([
    [{ channel_id: 'C9' }, 'channel_not_found'],
    [{ channel_id: OUTSIDE }, 'not_in_channel'],
    [{ channel_id: CHANNEL, thread_ts: '1.000001' }, 'thread_not_found'],
    [{ thread_ts: '1.000001' }, 'invalid_arguments'],
    [{ files: [] }, 'invalid_arguments'],
    [{ files: [{ id: 'F00000000' }] }, 'file_not_found'],
    [{ channel_id: CHANNEL, blocks: [{ type: 'nothing' }] }, 'invalid_blocks'],
  ])('at last: %j is %s', async (args, error) => {
    const files = [{ id: await upload('a.csv', CSV) }];
    expect(await failure(complete({ files, ...args }))).toMatchObject({ error });
    await complete({ files });
  });

  it('in an archived channel, without the scope, and where the workspace forbids it', async () => {
    slack.setChannel(CHANNEL, { archived: true });
    const files = [{ id: await upload('a.csv', CSV) }];
    expect(await failure(complete({ files, channel_id: CHANNEL }))).toMatchObject({ error: 'is_archived' });
    slack.setFaults({ fileUploads: 'off' });
    const png = { filename: 'a.png', length: 5 };
    expect(await failure(ask(png))).toMatchObject({ error: 'file_uploads_disabled' });
    slack.setFaults({ fileUploads: 'images_only' });
    const except = { error: 'file_uploads_except_images_disabled' };
    expect(await failure(ask({ filename: 'a.csv', length: 5 }))).toMatchObject(except);
    expect(await failure(complete({ files }))).toMatchObject(except);
    expect(await ask(png)).toMatchObject({ ok: true });
    const poor = await startTestSlack({ scopes: ['commands', 'chat:write'] });
    for (const [method, needed] of [
      ['files.getUploadURLExternal', 'files:write'],
      ['files.completeUploadExternal', 'files:write'],
      ['files.info', 'files:read'],
    ] as const)
      expect(await failure(clientOf(poor).apiCall(method))).toMatchObject({ error: 'missing_scope', needed });
    await poor.stop();
  });
});

describe('a picture in a block', () => {
  const post = (...blocks: Record<string, unknown>[]) =>
    client.apiCall('chat.postMessage', { channel: CHANNEL, text: 'x', blocks });

  it('is shown in messages and on the Home tab if the app owns it', async () => {
    const id = await picture();
    await post(imageOf(id), { type: 'context', elements: [imageOf(id)] });
    await client.apiCall('views.publish', { user_id: 'U1', view: { type: 'home', blocks: [imageOf(id)] } });
    expect(slack.home()?.blocks).toMatchObject([{ slack_file: { id } }]);
    const { file } = await client.files.info({ file: id });
    expect(file).toMatchObject({ mimetype: 'image/png', original_w: 2, original_h: 3 });
    const { alt_text, type } = imageOf(id);
    expect(await post({ type, alt_text, slack_file: { url: file?.url_private } })).toMatchObject({
      ok: true,
    });
  });

  it.each([
    ['unknown', () => 'F00000000'],
    ['not complete', () => upload('a.png', PNG)],
    [
      'no picture, whatever its name',
      async () => {
        const id = await upload('a.png', CSV);
        await complete({ files: [{ id }] });
        return id;
      },
    ],
    ['another’s', () => slack.addFile({ name: 'a.png', bytes: PNG })],
  ])('is refused if it is %s', async (_, make) => {
    const id = await make();
    const refused = {
      error: 'invalid_blocks',
      errors: ['invalid slack file [json-pointer:/blocks/1/elements/0/slack_file]'],
    };
    const divider = { type: 'divider' };
    const context = { type: 'context', elements: [imageOf(id)] };
    expect(await failure(post(divider, context))).toMatchObject(refused);
    const view = { type: 'home', blocks: [imageOf(id)] };
    const publish = client.apiCall('views.publish', { user_id: 'U1', view });
    expect(await failure(publish)).toMatchObject({ ok: false });
  });

  it('may have to wait until the file is processed', async () => {
    slack.setFaults({ fileProcessingMs: 1_500 });
    const id = await picture();
    expect(await failure(post(imageOf(id)))).toMatchObject({ error: 'invalid_blocks' });
    expect((await client.files.info({ file: id })).file).toMatchObject({ mimetype: '' });
    nowMs += 1_500;
    expect((await client.files.info({ file: id })).file).toMatchObject({ mimetype: 'image/png' });
    expect(await post(imageOf(id))).toMatchObject({ ok: true });
  });
});
