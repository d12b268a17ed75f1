import { afterEach, describe, expect, it } from '@jest/globals';
import { NotUnderstood } from '../../../src/errors.js';
import type { AnswerLine } from '../../../src/slack/ports.js';
import { until } from '../../support/until.js';
import { sampleDocument } from '../../unit/slack/documents.js';
import { post, startWorld, type World } from './world.js';

let world: World;
afterEach(() => world.stop());

const answer: AnswerLine = async (line) => {
  if (line === 'broken') throw new NotUnderstood('There is no command "broken".');
  const actions = ['pods payments 7d', 'namespaces 30d', 'broken'].map((command) => ({
    label: command,
    command,
  }));
  return sampleDocument({ title: `Answer to ${line}`, sections: [{ kind: 'actions', actions }] });
};

const messages = () => world.double.messages(world.channel);

/** Asks once and hands back the message and its buttons. */
async function ask(answerLine: AnswerLine = answer) {
  world = await startWorld({ answerLine });
  await world.double.command('namespaces 7d');
  await until(() => messages().length === 1);
  const [message] = messages();
  const block = message?.blocks.find(({ type }) => type === 'actions');
  const blockId = String(block?.block_id);
  return { ts: message?.ts ?? '', button: (number: number) => ({ actionId: `run:${number}`, blockId }) };
}

const titles = () => messages().map((message) => JSON.stringify(message.blocks[0]));

describe('a button', () => {
  it('runs its command line and puts the answer in the place of its message', async () => {
    const { ts, button } = await ask();
    const delivery = await world.double.press(ts, button(0));
    expect(delivery).toMatchObject({ status: 200, body: '' });
    await until(() => messages()[0]?.edited === true);
    expect(world.asked).toEqual(['namespaces 7d', 'pods payments 7d']);
    expect(messages()).toHaveLength(1);
    expect(titles()[0]).toContain('Answer to pods payments 7d');
  });

  it('or a list runs the line that is picked in it', async () => {
    const choices = ['a', 'b'].map((name) => ({ label: name, command: `pods 7d namespace=${name}` }));
    const menus = [{ label: 'Open …', choices }];
    const sections = [{ kind: 'actions' as const, actions: [], menus }];
    const { ts, button } = await ask(async (line) =>
      sampleDocument({ title: `Answer to ${line}`, sections }),
    );
    await world.double.press(ts, { ...button(0), actionId: 'run:25:pods 7d ', value: 'namespace=b' });
    await until(() => messages()[0]?.edited === true);
    expect(world.asked).toEqual(['namespaces 7d', 'pods 7d namespace=b']);
  });

  it('leaves the old answer where the new one fails, and says so below', async () => {
    const { ts, button } = await ask();
    await world.double.press(ts, button(2));
    await until(() => messages().length === 2);
    expect(titles()[0]).toContain('Answer to namespaces 7d');
    expect(messages()[1]?.text).toContain('There is no command "broken".');
  });

  it('acts once when it is pressed twice', async () => {
    let finish: () => void = () => {};
    const { ts, button } = await ask((line, context) =>
      line === 'namespaces 7d'
        ? answer(line, context)
        : new Promise((resolve) => {
            finish = () => resolve(answer(line, context));
          }),
    );
    await world.double.press(ts, button(0));
    await world.double.press(ts, button(0));
    await until(() => world.asked.length === 2);
    finish();
    await until(() => messages()[0]?.edited === true);
    expect(world.asked).toHaveLength(2);
  });

  it('gives way to another that was pressed later on the same message', async () => {
    const finish = new Map<string, () => void>();
    const { ts, button } = await ask((line, context) =>
      line === 'namespaces 7d'
        ? answer(line, context)
        : new Promise((resolve) => finish.set(line, () => resolve(answer(line, context)))),
    );
    await world.double.press(ts, button(0));
    await world.double.press(ts, button(1));
    await until(() => finish.size === 2);
    finish.get('namespaces 30d')?.();
    await until(() => messages()[0]?.edited === true);
    finish.get('pods payments 7d')?.();
    await until(() => world.slack.health().inFlight === 0);
    expect(titles()[0]).toContain('Answer to namespaces 30d');
  });

  it('adds a working line after two seconds and leaves the old answer until the new one is there', async () => {
    let finish: () => void = () => {};
    const { ts, button } = await ask((line, context) =>
      line === 'namespaces 7d'
        ? answer(line, context)
        : new Promise((resolve) => {
            finish = () => resolve(answer(line, context));
          }),
    );
    await world.double.press(ts, button(0));
    await until(() => world.asked.length === 2);
    await world.clock.advance(2_000);
    await until(() => messages().length === 2);
    expect(titles()[0]).toContain('Answer to namespaces 7d');
    expect(messages()[1]?.text).toBe('Working on it …');
    finish();
    await until(() => messages()[0]?.edited === true);
    expect(messages()).toHaveLength(2);
  });

  it('answers without data_ blocks in the place of its message where Slack refuses them', async () => {
    const { ts, button } = await ask(async (line) => {
      const document = await answer(line, {});
      return { ...sampleDocument(), sections: [...document.sections, ...sampleDocument().sections] };
    });
    world.double.setFaults({ refuseDataBlocks: true });
    await world.double.press(ts, button(0));
    await until(() => messages()[0]?.edited === true);
    expect(JSON.stringify(messages()[0]?.blocks)).not.toContain('data_');
    expect(messages()).toHaveLength(1);
  });
});

describe('other buttons', () => {
  const show = async (element: Record<string, unknown>) => {
    world = await startWorld({ answerLine: answer });
    const blocks = [{ type: 'actions', block_id: 'b', elements: [element] }];
    const { responseUrl } = await world.double.command('namespaces 7d');
    await until(() => messages().length === 1);
    await post(responseUrl, { text: 'x', blocks });
    const ts = messages().at(-1)?.ts ?? '';
    return world.double.press(ts, { actionId: String(element.action_id), blockId: 'b' });
  };
  const text = { type: 'plain_text', text: 'Open' };

  it('that are links are acknowledged and nothing else', async () => {
    const delivery = await show({ type: 'button', action_id: 'docs', text, url: 'https://opencost.io' });
    expect(delivery.status).toBe(200);
    await until(() => world.slack.health().inFlight === 0);
    expect(messages()).toHaveLength(2);
  });

  it('that nobody knows are acknowledged and answered', async () => {
    const delivery = await show({ type: 'button', action_id: 'old:thing', text, value: 'x' });
    expect(delivery.status).toBe(200);
    await until(() => messages().length === 3);
    expect(messages()[2]?.text).toContain('from an older version');
    expect(world.asked).toEqual(['namespaces 7d']);
  });
});
