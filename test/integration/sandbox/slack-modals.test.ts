import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { failure } from './slack-client.js';
import { input, type ModalBench, modal, of, option, plain, startModalBench } from './slack-modal-client.js';

let bench: ModalBench;
beforeEach(async () => {
  bench = await startModalBench();
});
afterEach(() => bench.stop());

const text = { type: 'plain_text_input' };
const options = [option('a'), option('b')];
const top = () => bench.slack.views().at(-1);
const ids = () => bench.slack.views().map(({ id }) => id);

describe('the stack of modals', () => {
  it('belongs to the one whose trigger it was, used within three seconds', async () => {
    const view = modal([input('name', text)], {
      callback_id: 'cb',
      private_metadata: 'pm',
      close: plain('Leave'),
    });
    const trigger_id = await bench.trigger();
    bench.clock.nowMs += 3000;
    await bench.call('views.open', { trigger_id, view });
    expect(bench.slack.views('U2')).toEqual([]);
    expect(top()).toMatchObject({
      user: 'U1',
      callbackId: 'cb',
      title: 'Settings',
      submit: 'Save',
      close: 'Leave',
      privateMetadata: 'pm',
      rootViewId: top()?.id,
      previousViewId: null,
      values: { name: { value: { type: 'plain_text_input', value: null } } },
      errors: {},
    });
    const again = bench.call('views.open', { trigger_id, view });
    expect(await failure(again)).toMatchObject({ error: 'exchanged_trigger_id' });
    const late = await bench.trigger();
    bench.clock.nowMs += 3001;
    const tooLate = bench.call('views.open', { trigger_id: late, view });
    expect(await failure(tooLate)).toMatchObject({ error: 'expired_trigger_id' });
  });

  it('is three high at most, and its views know each other', async () => {
    const push = async () => bench.call('views.push', { trigger_id: await bench.trigger(), view: modal([]) });
    expect(await failure(push())).toMatchObject({ error: 'not_found' });
    const root = await bench.open([]);
    await push();
    await push();
    expect(await failure(push())).toMatchObject({ error: 'push_limit_reached' });
    const [, second] = ids();
    expect(top()).toMatchObject({ rootViewId: root, previousViewId: second });
    await bench.slack.closeView(String(second));
    expect(ids()).toEqual([root]);
  });

  it('has at most a hundred blocks in each', async () => {
    const blocks = (count: number) => Array.from({ length: count }, () => ({ type: 'divider' }));
    await bench.open(blocks(100));
    expect(await failure(bench.open(blocks(101)))).toMatchObject({ error: 'invalid_arguments' });
  });

  it('tells the app of a closing if it asked for that', async () => {
    const quiet = await bench.open([]);
    expect(await bench.slack.closeView(quiet)).toBeNull();
    const told = await bench.open([], { notify_on_close: true, callback_id: 'cb' });
    expect(await bench.slack.closeView(told)).toMatchObject({ status: 200 });
    expect(bench.app.payload()).toMatchObject({
      type: 'view_closed',
      is_cleared: false,
      view: { id: told, callback_id: 'cb' },
    });
    await expect(bench.slack.closeView(told)).rejects.toThrow(/No modal/);
  });
});

describe('an update of a modal', () => {
  it('keeps what was filled in where block and action stay', async () => {
    const id = await bench.open([input('name', text), input('gone', text)]);
    await bench.slack.fill(id, of('name'), 'alex');
    await bench.slack.fill(id, of('gone'), 'x');
    const fresh = input('fresh', { ...text, initial_value: 'new' });
    const changed = input('name', { ...text, initial_value: 'ignored' });
    await bench.call('views.update', { view_id: id, view: modal([changed, fresh]) });
    expect(top()?.values).toEqual({
      name: { value: { type: 'plain_text_input', value: 'alex' } },
      fresh: { value: { type: 'plain_text_input', value: 'new' } },
    });
  });

  it('conflicts if somebody was faster, and finds a view by its external id', async () => {
    const id = await bench.open([], { external_id: 'mine' });
    const hash = top()?.hash;
    const update = (args: Record<string, unknown>) =>
      bench.call('views.update', { view: modal([]), ...args });
    await update({ external_id: 'mine', hash });
    expect(top()?.hash).not.toBe(hash);
    expect(await failure(update({ view_id: id, hash }))).toMatchObject({ error: 'hash_conflict' });
    await bench.slack.closeView(id);
    expect(await failure(update({ view_id: id }))).toMatchObject({ error: 'not_found' });
  });
});

describe('filling in', () => {
  const choices = { placeholder: plain('…'), options };
  const chosen = (value: string) => option(value);

  it.each([
    ['plain_text_input', {}, 'hello', { value: 'hello' }],
    ['number_input', { is_decimal_allowed: false }, '5', { value: '5' }],
    ['static_select', choices, 'b', { selected_option: chosen('b') }],
    ['radio_buttons', { options }, 'a', { selected_option: chosen('a') }],
    ['checkboxes', { options }, ['a', 'b'], { selected_options: options }],
    ['multi_static_select', choices, ['b'], { selected_options: [chosen('b')] }],
    ['users_select', {}, 'U2', { selected_user: 'U2' }],
    ['multi_users_select', {}, ['U1', 'U2'], { selected_users: ['U1', 'U2'] }],
    ['conversations_select', {}, 'C2', { selected_conversation: 'C2' }],
    ['multi_conversations_select', {}, ['C1', 'D1'], { selected_conversations: ['C1', 'D1'] }],
    ['channels_select', {}, 'C1', { selected_channel: 'C1' }],
    ['timepicker', {}, '09:30', { selected_time: '09:30' }],
    ['datepicker', {}, '2026-11-30', { selected_date: '2026-11-30' }],
  ])('a %s', async (type, element, value, state) => {
    const id = await bench.open([input('b', { type, ...element })]);
    const requests = bench.app.seen.length;
    expect(await bench.slack.fill(id, of('b'), value)).toBeNull();
    expect(bench.app.seen).toHaveLength(requests);
    expect(top()?.values).toEqual({ b: { value: { type, ...state } } });
    await bench.slack.fill(id, of('b'), Array.isArray(value) ? [] : '');
    const [key] = Object.keys(state);
    expect(top()?.values.b?.value).toEqual({ type, [String(key)]: Array.isArray(value) ? [] : null });
  });

  it('begins with what the app chose', async () => {
    const current = { type: 'conversations_select', default_to_current_conversation: true };
    const box = { type: 'checkboxes', options, initial_options: [option('b')] };
    await bench.open([input('where', current), input('boxes', box)]);
    expect(top()?.values).toMatchObject({
      where: { value: { selected_conversation: 'C1' } },
      boxes: { value: { selected_options: [option('b')] } },
    });
    const wrong = { ...box, initial_options: [option('c')] };
    expect(await failure(bench.open([input('b', wrong)]))).toMatchObject({
      errors: ['must match one of the options [json-pointer:/view/blocks/0/element/initial_options]'],
    });
  });

  it('sends what changes at once: no channel and no response_url, all values, signed', async () => {
    const pick = { type: 'static_select', action_id: 'pick', ...choices };
    const side = { type: 'section', block_id: 'side', text: plain('x'), accessory: pick };
    const id = await bench.open([side, input('live', text, { dispatch_action: true })], {
      private_metadata: 'pm',
    });
    await bench.slack.fill(id, of('live'), 'typed');
    expect(bench.app.payload()).toMatchObject({ actions: [{ type: 'plain_text_input', value: 'typed' }] });
    const delivery = await bench.slack.fill(id, { blockId: 'side', actionId: 'pick' }, 'b');
    expect(delivery).toMatchObject({ status: 200, responseUrl: '' });
    const sent = bench.app.payload();
    expect(sent).toMatchObject({
      type: 'block_actions',
      user: { id: 'U1' },
      container: { type: 'view', view_id: id },
      view: {
        id,
        hash: top()?.hash,
        root_view_id: id,
        private_metadata: 'pm',
        state: { values: { live: { value: { value: 'typed' } } } },
      },
      actions: [{ block_id: 'side', action_id: 'pick', type: 'static_select', selected_option: option('b') }],
    });
    expect(sent).not.toHaveProperty('channel');
    expect(sent).not.toHaveProperty('response_url');
    expect(await bench.call('views.push', { trigger_id: sent.trigger_id, view: modal([]) })).toMatchObject({
      ok: true,
    });
  });

  it('presses buttons, forged on demand', async () => {
    const elements = [{ type: 'button', action_id: 'go', text: plain('Go'), value: 'v' }];
    const id = await bench.open([{ type: 'actions', block_id: 'b', elements }]);
    await bench.slack.pressInView(id, { blockId: 'b', actionId: 'go' }, { forge: 'stale' });
    expect(bench.app.payload()).toMatchObject({ actions: [{ type: 'button', value: 'v', action_id: 'go' }] });
    const timestamp = Number(bench.app.last().headers['x-slack-request-timestamp']);
    expect(timestamp).toBe(bench.clock.nowMs / 1000 - 360);
  });

  it('throws where a person could not', async () => {
    const id = await bench.open([
      input('pick', { type: 'static_select', ...choices }),
      input('boxes', { type: 'checkboxes', options }),
      input('who', { type: 'users_select' }),
      input('where', { type: 'conversations_select', filter: { include: ['public'] } }),
      input('when', { type: 'timepicker' }),
      input('short', { ...text, max_length: 3 }),
    ]);
    const fill = (block: string, value: string | string[]) => bench.slack.fill(id, of(block), value);
    await expect(fill('none', 'a')).rejects.toThrow(/no element none/);
    await expect(fill('pick', 'c')).rejects.toThrow(/no option "c"/);
    await expect(fill('boxes', 'a')).rejects.toThrow(/takes a list/);
    await expect(fill('who', 'U9')).rejects.toThrow(/does not offer U9/);
    await expect(fill('where', 'D1')).rejects.toThrow(/does not offer D1/);
    await expect(fill('when', '9:30')).rejects.toThrow(/no time/);
    await expect(fill('short', 'four')).rejects.toThrow(/No more than 3/);
    await bench.call('views.push', { trigger_id: await bench.trigger(), view: modal([]) });
    await expect(fill('pick', 'a')).rejects.toThrow(/Another modal lies/);
  });
});

describe('an external select', () => {
  const select = input('ns', { type: 'external_select', min_query_length: 2 });
  const answer = (body: unknown) => {
    bench.app.answer = { status: 200, body: JSON.stringify(body) };
  };

  it('asks the app for options, which can then be chosen', async () => {
    const id = await bench.open([select]);
    answer({ options });
    expect((await bench.slack.options(id, of('ns'), 'pay')).options).toEqual(options);
    expect(bench.app.payload()).toMatchObject({
      type: 'block_suggestion',
      block_id: 'ns',
      action_id: 'value',
      value: 'pay',
      view: { id },
    });
    await bench.slack.fill(id, of('ns'), 'b');
    expect(top()?.values.ns?.value).toEqual({ type: 'external_select', selected_option: option('b') });
    answer({ option_groups: [{ label: plain('G'), options }] });
    expect((await bench.slack.options(id, of('ns'), 'pay')).options).toEqual(options);
    await expect(bench.slack.options(id, of('ns'), 'p')).rejects.toThrow(/from 2 characters/);
  });

  it('takes no more than a hundred, and nothing malformed', async () => {
    const id = await bench.open([select]);
    for (const body of [{ options: Array.from({ length: 101 }, () => option('a')) }, { options: [{}] }, []]) {
      answer(body);
      expect(await bench.slack.options(id, of('ns'), 'pay')).toMatchObject({
        delivery: { failure: 'invalid_options' },
        options: [],
      });
    }
  });
});
