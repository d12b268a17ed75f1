import { beforeEach, describe, expect, it } from '@jest/globals';
import { createResponseUrls, type ResponseUrls } from '../../../sandbox/slack/response-url.js';
import { createWorkspace, type Workspace } from '../../../sandbox/slack/workspace.js';

const RULES = { refuseDataBlocks: false };
const CHANNEL = 'C1';
const ASKER = 'U1';
const OTHER = 'U2';
const MINUTE_MS = 60_000;

let nowMs: number;
let workspace: Workspace;
let urls: ResponseUrls;

beforeEach(() => {
  nowMs = Date.UTC(2026, 10, 23, 9);
  const person = { name: 'p', admin: false, timeZone: 'UTC' };
  workspace = createWorkspace(
    {
      signingSecret: 's',
      botToken: 't',
      now: () => nowMs,
      channels: [{ id: CHANNEL, name: 'platform', botIsMember: false }],
      users: [
        { ...person, id: ASKER },
        { ...person, id: OTHER },
      ],
    },
    () => undefined,
  );
  urls = createResponseUrls(workspace);
});

const commandUrl = () => urls.issue({ channel: CHANNEL, user: ASKER, pressedTs: null });
const pressUrl = (ts: string) => urls.issue({ channel: CHANNEL, user: ASKER, pressedTs: ts });
const post = (path: string, args: Record<string, unknown>) => urls.post(path, args, RULES);
const texts = (user = ASKER) => workspace.messages.list(CHANNEL, user).map((message) => message.text);
const addMessage = (text: string, ephemeralFor: string | null = null) =>
  workspace.messages.add({
    channel: CHANNEL,
    ephemeralFor,
    author: 'app',
    userName: 'Kubecent',
    text,
    blocks: [],
    threadTs: null,
  }).ts;

describe('the response_url of a command', () => {
  it('adds a message for the asker alone, without the bot being in the channel', () => {
    expect(post(commandUrl(), { text: 'one' })?.status).toBe(200);
    expect(texts()).toEqual(['one']);
    expect(texts(OTHER)).toEqual([]);
  });

  it('adds a message for everybody with in_channel', () => {
    post(commandUrl(), { text: 'one', response_type: 'in_channel' });
    expect(texts(OTHER)).toEqual(['one']);
  });

  it.each([{ replace_original: true }, { replace_original: 'true' }, { delete_original: true }])(
    'never replaces nor deletes: %j adds a second message',
    (wish) => {
      const path = commandUrl();
      post(path, { text: 'working' });
      post(path, { text: 'answer', ...wish });
      expect(texts()).toEqual(['working', 'answer']);
      expect(workspace.messages.list(CHANNEL, ASKER).some((message) => message.deleted)).toBe(false);
    },
  );

  it('refuses the sixth post', () => {
    const path = commandUrl();
    for (let count = 1; count <= 5; count += 1) expect(post(path, { text: `${count}` })?.status).toBe(200);
    expect(post(path, { text: '6' })).toEqual({ status: 404, body: { ok: false, error: 'used_url' } });
    expect(texts()).toEqual(['1', '2', '3', '4', '5']);
  });

  it('does not count a refused post', () => {
    const path = commandUrl();
    for (let count = 1; count <= 9; count += 1) post(path, { blocks: [{ type: 'nonsense' }] });
    expect(post(path, { text: 'still open' })?.status).toBe(200);
  });

  it('expires after thirty minutes', () => {
    const path = commandUrl();
    nowMs += 30 * MINUTE_MS;
    expect(post(path, { text: 'just in time' })?.status).toBe(200);
    nowMs += 1;
    expect(post(path, { text: 'late' })).toEqual({ status: 404, body: { ok: false, error: 'expired_url' } });
  });

  it('answers bad blocks with 400 and the bare code', () => {
    expect(post(commandUrl(), { blocks: [{ type: 'nonsense' }] })).toEqual({
      status: 400,
      body: 'invalid_blocks',
    });
    expect(post(commandUrl(), {})).toEqual({ status: 400, body: 'no_text' });
    expect(urls.post(commandUrl(), null, RULES)).toEqual({ status: 400, body: 'invalid_payload' });
  });

  it('has no sum of block texts: 12,000 characters in sections pass', () => {
    const block = { type: 'section', text: { type: 'plain_text', text: 'x'.repeat(3000) } };
    expect(post(commandUrl(), { text: 'long', blocks: [block, block, block, block] })?.status).toBe(200);
  });

  it('refuses data_ blocks when told to', () => {
    const chart = { type: 'pie', segments: [{ label: 'a', value: 1 }] };
    const blocks = [{ type: 'data_visualization', title: 'T', chart }];
    expect(post(commandUrl(), { text: 'x', blocks })?.status).toBe(200);
    expect(urls.post(commandUrl(), { text: 'x', blocks }, { refuseDataBlocks: true })).toEqual({
      status: 400,
      body: 'invalid_blocks',
    });
  });

  it('knows only what it handed out', () => {
    expect(post('/commands/T/unknown', { text: 'x' })).toBeNull();
  });
});

describe('the response_url of a press', () => {
  it.each([{}, { replace_original: true }, { replace_original: 'true' }])(
    'replaces the pressed message: %j',
    (wish) => {
      const ts = addMessage('before', ASKER);
      addMessage('another');
      post(pressUrl(ts), { text: 'after', ...wish });
      expect(texts()).toEqual(['after', 'another']);
      const shown = workspace.messages.find(CHANNEL, ts);
      expect(shown).toMatchObject({ edited: true, ephemeralFor: ASKER });
    },
  );

  it('keeps a replaced ephemeral message ephemeral', () => {
    const ts = addMessage('before', ASKER);
    post(pressUrl(ts), { text: 'after', response_type: 'in_channel' });
    expect(texts(OTHER)).toEqual([]);
  });

  it('adds a message with replace_original false', () => {
    const ts = addMessage('before', ASKER);
    post(pressUrl(ts), { text: 'shared', replace_original: false, response_type: 'in_channel' });
    expect(texts()).toEqual(['before', 'shared']);
    expect(texts(OTHER)).toEqual(['shared']);
  });

  it('deletes the pressed message with delete_original', () => {
    const ts = addMessage('before');
    expect(post(pressUrl(ts), { delete_original: true })?.status).toBe(200);
    expect(workspace.messages.find(CHANNEL, ts)?.deleted).toBe(true);
    expect(post(pressUrl(ts), { text: 'after' })).toEqual({ status: 404, body: 'message_not_found' });
  });
});
