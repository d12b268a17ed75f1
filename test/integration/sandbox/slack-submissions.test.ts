import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { respond } from './slack-app-stub.js';
import { input, type ModalBench, modal, of, startModalBench } from './slack-modal-client.js';

let bench: ModalBench;
beforeEach(async () => {
  bench = await startModalBench();
});
afterEach(() => bench.stop());

const text = { type: 'plain_text_input' };
const views = () => bench.slack.views();
const acknowledge = (body: unknown) => {
  bench.app.answer = { status: 200, body: JSON.stringify(body) };
};
const push = async () =>
  bench.call('views.push', { trigger_id: await bench.trigger(), view: modal([input('top', text)]) });

/** A modal with one name filled in. */
async function filled(): Promise<string> {
  const id = await bench.open([input('name', text), { type: 'divider', block_id: 'line' }]);
  await bench.slack.fill(id, of('name'), 'alex');
  return id;
}

describe('submitting a modal', () => {
  it('sends all values, signed, and an empty answer closes it', async () => {
    const id = await filled();
    expect(await bench.slack.submit(id)).toMatchObject({ status: 200, responseUrl: '' });
    expect(bench.app.payload()).toMatchObject({
      type: 'view_submission',
      user: { id: 'U1' },
      api_app_id: 'A0KUBECENT',
      team: { id: 'T0KUBECENT' },
      response_urls: [],
      view: { id, state: { values: { name: { value: { type: 'plain_text_input', value: 'alex' } } } } },
    });
    const { headers, body } = bench.app.last();
    const signed = `v0:${headers['x-slack-request-timestamp']}:${body}`;
    const digest = createHmac('sha256', 'secret').update(signed).digest('hex');
    expect(headers['x-slack-signature']).toBe(`v0=${digest}`);
    expect(views()).toEqual([]);
  });

  it('closes the one on top and shows the one below; clear closes all', async () => {
    const root = await filled();
    await push();
    await bench.slack.fill(String(views()[1]?.id), of('top'), 'x');
    await bench.slack.submit(String(views()[1]?.id));
    expect(views().map(({ id }) => id)).toEqual([root]);
    await push();
    await bench.slack.fill(String(views()[1]?.id), of('top'), 'x');
    acknowledge({ response_action: 'clear' });
    await bench.slack.submit(String(views()[1]?.id));
    expect(views()).toEqual([]);
  });

  it('is refused by the client itself while a required input is empty', async () => {
    const id = await bench.open([
      input('name', text),
      input('long', { ...text, min_length: 3, initial_value: 'ab' }),
      input('maybe', text, { optional: true }),
      input('count', { type: 'number_input', is_decimal_allowed: false, initial_value: '1.5' }),
    ]);
    const requests = bench.app.seen.length;
    expect(await bench.slack.submit(id)).toMatchObject({ status: 0, failure: 'required' });
    expect(bench.app.seen).toHaveLength(requests);
    expect(views()[0]?.errors).toEqual({
      name: 'Please complete this required field.',
      long: 'Please enter at least 3 characters.',
      count: 'Please enter a valid number.',
    });
    await bench.slack.fill(id, of('name'), 'alex');
    expect(Object.keys(views()[0]?.errors ?? {})).toEqual(['long', 'count']);
  });

  it('keeps the errors of an answer beside its inputs until it is submitted again', async () => {
    const id = await filled();
    acknowledge({ response_action: 'errors', errors: { name: 'Taken.' } });
    expect((await bench.slack.submit(id)).failure).toBeUndefined();
    expect(views()[0]).toMatchObject({ id, errors: { name: 'Taken.' } });
    acknowledge({});
    await bench.slack.submit(id);
    expect(views()).toEqual([]);
  });

  it.each([
    ['errors beside no input', { response_action: 'errors', errors: { line: 'x' } }, 'invalid_response'],
    ['no errors at all', { response_action: 'errors', errors: {} }, 'invalid_response'],
    ['an unknown action', { response_action: 'nonsense' }, 'invalid_response'],
    ['a view that is none', { response_action: 'update', view: { type: 'modal' } }, 'invalid_view'],
    ['a Home tab', { response_action: 'push', view: { type: 'home', blocks: [] } }, 'invalid_view'],
  ])('fails on %s, and the modal stays', async (_what, body, failure) => {
    const id = await filled();
    acknowledge(body);
    expect(await bench.slack.submit(id)).toMatchObject({ failure });
    expect(views()).toMatchObject([{ id, errors: {} }]);
  });

  it('stays open when the app fails', async () => {
    const id = await filled();
    bench.app.answer = { status: 500, body: '' };
    expect(await bench.slack.submit(id)).toMatchObject({ failure: 'http_service_error' });
    expect(views()).toHaveLength(1);
  });

  it('is replaced or covered by the view of the answer', async () => {
    const id = await filled();
    acknowledge({ response_action: 'update', view: modal([], { callback_id: 'second' }) });
    await bench.slack.submit(id);
    expect(views()).toMatchObject([{ id, callbackId: 'second' }]);
    acknowledge({ response_action: 'push', view: modal([], { callback_id: 'third' }) });
    await bench.slack.submit(id);
    expect(views()).toMatchObject([{ id }, { callbackId: 'third', previousViewId: id }]);
  });

  it('hands out a response_url for a channel that was chosen for it', async () => {
    const where = { type: 'conversations_select', response_url_enabled: true };
    const id = await bench.open([input('where', where)]);
    await bench.slack.fill(id, of('where'), 'C2');
    await bench.slack.submit(id);
    const [granted] = bench.app.payload().response_urls as { response_url: string }[];
    expect(granted).toMatchObject({ block_id: 'where', action_id: 'value', channel_id: 'C2' });
    await respond(String(granted?.response_url), { text: 'here', response_type: 'in_channel' });
    expect(bench.slack.messages('C2').map((message) => message.text)).toEqual(['here']);
  });

  it('is forged on demand, and throws where there is nothing to submit', async () => {
    const id = await filled();
    await bench.slack.submit(id, { forge: 'future' });
    const timestamp = Number(bench.app.last().headers['x-slack-request-timestamp']);
    expect(timestamp).toBe(bench.clock.nowMs / 1000 + 3600);
    await expect(bench.slack.submit(id)).rejects.toThrow(/No view/);
    const plain = await bench.open([], { submit: undefined });
    await expect(bench.slack.submit(plain)).rejects.toThrow(/no submit button/);
  });
});
