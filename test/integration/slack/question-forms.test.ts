import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ShownView } from '../../../sandbox/slack/contract.js';
import type { FormName } from '../../../src/reports/document.js';
import { tuesdayMorningMs } from '../../support/service.js';
import { until } from '../../support/until.js';
import { sampleDocument } from '../../unit/slack/documents.js';
import { startWorld, type World } from './world.js';

const many = Array.from({ length: 300 }, (_, index) => `team-${index}`);
const long = `payments-${'x'.repeat(80)}`;
const names = {
  clusters: ['prod', 'staging'],
  namespaces: ['payments', 'payroll', 'shop', 'a,b', 'a"b', ...many],
  controllers: ['api', long],
  labels: ['team'],
  labelValues: ['team=blue', 'team=red'],
};

let world: World;
let known = true;
beforeAll(async () => {
  world = await startWorld({
    answerLine: async (line) => {
      const actions = (['dates', 'question'] as const).map((form: FormName) => ({
        label: form,
        command: line,
        form,
      }));
      return sampleDocument({ title: `Answer to ${line}`, sections: [{ kind: 'actions', actions }] });
    },
    slack: {
      now: () => tuesdayMorningMs,
      questions: {
        names: async () => {
          if (!known) throw new Error('the ledger is away');
          return names;
        },
        weekStarts: 'monday',
      },
    },
  });
});
afterAll(() => world.stop());
beforeEach(() => {
  known = true;
});

const messages = () => world.double.messages(world.channel);
const titles = () => messages().map(({ blocks }) => JSON.stringify(blocks[0]));
const at = (id: string) => ({ blockId: id, actionId: `ask:${id}` });

/** Asks, and presses the button that opens a form about the answer. */
async function press(line: string, form: FormName) {
  const before = messages().length;
  await world.double.command(line);
  const message = await until(() => messages()[before]);
  const block = message.blocks.find(({ type }) => type === 'actions');
  const actionId = `ask:${form}:${form === 'dates' ? 0 : 1}`;
  await world.double.press(message.ts, { actionId, blockId: String(block?.block_id) });
  return before;
}

async function open(line: string, form: FormName): Promise<{ view: ShownView; at: number }> {
  const place = await press(line, form);
  return { view: await until(() => world.double.views()[0]), at: place };
}

async function submitted(view: ShownView, place: number): Promise<string> {
  const delivery = await world.double.submit(view.id);
  expect(delivery).toMatchObject({ status: 200 });
  await until(() => messages()[place]?.edited === true);
  return titles()[place] ?? '';
}

describe('the form for dates', () => {
  it('asks the same over the days chosen, in the place of the message', async () => {
    const { view, at: place } = await open('pods namespace=shop 3d idle=share', 'dates');
    expect(view.values).toMatchObject({
      first: { 'ask:first': { selected_date: '2026-11-21' } },
      last: { 'ask:last': { selected_date: '2026-11-23' } },
    });
    await world.double.fill(view.id, at('first'), '2026-11-02');
    await world.double.fill(view.id, at('last'), '2026-11-08');
    const title = await submitted(view, place);
    expect(title).toContain('Answer to pods 2026-11-02..2026-11-08 namespace=shop idle=share');
    expect(world.double.views()).toEqual([]);
  });

  it('says beside the day what is wrong with it', async () => {
    const { view } = await open('pods 3d', 'dates');
    await world.double.fill(view.id, at('first'), '2026-11-20');
    await world.double.fill(view.id, at('last'), '2026-11-19');
    await world.double.submit(view.id);
    expect(world.double.views()[0]?.errors).toEqual({ last: 'The last day is before the first.' });
    await world.double.fill(view.id, at('first'), '2031-01-01');
    await world.double.fill(view.id, at('last'), '2031-01-02');
    await world.double.submit(view.id);
    expect(world.double.views()[0]?.errors.first).toContain('2031');
    await world.double.closeView(view.id);
  });
});

describe('the form to group and filter', () => {
  it('begins with what the line has, and writes what was chosen', async () => {
    const { view, at: place } = await open('pods namespace=shop pod!=x-* 7d sort=name', 'question');
    expect(view.values.namespace).toMatchObject({
      'ask:namespace': { selected_options: [{ value: 'shop' }] },
    });
    const { options } = await world.double.options(view.id, at('namespace'), 'PAY');
    expect(options.map(({ value }) => value)).toEqual(['payments', 'payroll']);
    await world.double.fill(view.id, at('namespace'), ['payments']);
    const grouped = await world.double.options(view.id, at('by'), 'team');
    expect(grouped.options.map(({ value }) => value)).toEqual(['label:team']);
    await world.double.fill(view.id, at('by'), ['label:team']);
    await world.double.options(view.id, at('label'), 'blue');
    await world.double.fill(view.id, at('label'), ['team=blue']);
    await world.double.fill(view.id, at('sort'), 'change');
    expect(await submitted(view, place)).toContain(
      'Answer to cost 7d by=label:team namespace=payments label:team=blue pod!=x-* sort=change',
    );
  });

  it('offers at most a hundred names, none that a line cannot hold, and a long one by its beginning', async () => {
    const { view } = await open('pods 7d', 'question');
    const { options, delivery } = await world.double.options(view.id, at('namespace'), '');
    expect(delivery.failure).toBeUndefined();
    expect(options).toHaveLength(100);
    expect(options.some(({ value }) => /[",]/.test(value))).toBe(false);
    const controllers = await world.double.options(view.id, at('controller'), 'payments-x');
    expect(controllers.options.map(({ value }) => value)).toEqual([`${long.slice(0, 74)}*`]);
    await world.double.closeView(view.id);
  });

  it('refuses what was not offered', async () => {
    const { view } = await open('pods 7d', 'question');
    await world.double.options(view.id, at('namespace'), 'shop');
    await world.double.fill(view.id, at('namespace'), ['shop']);
    names.namespaces.splice(names.namespaces.indexOf('shop'), 1);
    await world.double.submit(view.id);
    expect(world.double.views()[0]?.errors).toEqual({ namespace: '“shop” is not in the list any more.' });
    names.namespaces.push('shop');
    await world.double.closeView(view.id);
  });

  it('offers nothing where names cannot be read, and opens all the same', async () => {
    known = false;
    const { view } = await open('pods 7d', 'question');
    const { options, delivery } = await world.double.options(view.id, at('cluster'), 'p');
    expect({ options, status: delivery.status }).toEqual({ options: [], status: 200 });
    await world.double.closeView(view.id);
  });
});

describe('a form that Slack does not open', () => {
  it('is answered with what to do, and the answer stays', async () => {
    world.double.setFaults({
      next: [{ method: 'views.open', times: 1, kind: 'error', detail: 'expired_trigger_id' }],
    });
    const place = await press('namespaces 7d', 'dates');
    const said = await until(() => messages()[place + 1]);
    expect(said.text).toContain('Slack did not open the form');
    expect(titles()[place]).toContain('Answer to namespaces 7d');
    expect(world.double.views()).toEqual([]);
  });

  it('is not opened for a line that makes no sense any more', async () => {
    const place = await press('namespaces nonsense=1', 'question');
    const said = await until(() => messages()[place + 1]);
    expect(said.text).toContain('has no option “nonsense”');
  });
});
