import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { KubecentError, NotUnderstood } from '../../../src/errors.js';
import type { Document } from '../../../src/reports/document.js';
import type { Messenger, ReplyTarget } from '../../../src/slack/messenger.js';
import type { AnswerLine } from '../../../src/slack/ports.js';
import { createReply } from '../../../src/slack/reply.js';
import { sampleDocument } from './documents.js';
import { createFakeClock, settle } from './fake-clock.js';

const target: ReplyTarget = {
  responseUrl: 'http://slack',
  workspace: 'T1',
  channel: 'C1',
  user: 'U1',
  replaces: true,
};

function setUp(answerLine: AnswerLine) {
  const clock = createFakeClock();
  const sent: (string | { document: Document; replaces: boolean })[] = [];
  const logged: Record<string, unknown>[] = [];
  const messenger: Pick<Messenger, 'sendDocument' | 'sendLine'> = {
    async sendDocument(to, document) {
      sent.push({ document, replaces: to.replaces });
      return true;
    },
    async sendLine(_, text) {
      sent.push(text);
      return true;
    },
  };
  const stopping = new AbortController();
  const logger = pino({ level: 'trace' }, { write: (line: string) => logged.push(JSON.parse(line)) });
  const newReference = () => 'ab12cd34';
  const reply = createReply({
    answerLine,
    messenger,
    clock,
    logger,
    newReference,
    stopping: stopping.signal,
  });
  return { clock, sent, logged, stopping, reply };
}

const answerAfter =
  (clockOf: () => { after(ms: number, run: () => void): unknown }, ms: number): AnswerLine =>
  () =>
    new Promise((resolve) => clockOf().after(ms, () => resolve(sampleDocument())));

describe('a reply', () => {
  it('is one message when the answer comes within two seconds', async () => {
    const world = setUp(answerAfter(() => world.clock, 1_999));
    const done = world.reply({ triggerId: 'trigger', line: 'namespaces', target });
    await world.clock.advance(10_000);
    await done;
    expect(world.sent).toEqual([{ document: sampleDocument(), replaces: true }]);
    expect(world.clock.waiting()).toBe(0);
  });

  it('says after two seconds what is being done, then answers', async () => {
    const world = setUp((_, { onProgress }) => {
      onProgress?.('reading 18 of 30 days');
      return new Promise((resolve) => world.clock.after(5_000, () => resolve(sampleDocument())));
    });
    const done = world.reply({ triggerId: 'trigger', line: 'namespaces 30d', target });
    await world.clock.advance(1_999);
    expect(world.sent).toEqual([]);
    await world.clock.advance(1);
    expect(world.sent).toEqual(['Working on it: reading 18 of 30 days']);
    await world.clock.advance(10_000);
    await done;
    expect(world.sent).toHaveLength(2);
    expect(world.sent[1]).toEqual({ document: sampleDocument(), replaces: true });
  });

  it('waits for a working line that is on its way, so that the answer stands below it', async () => {
    const world = setUp(answerAfter(() => world.clock, 2_001));
    let lineArrives = () => {};
    const messenger: Pick<Messenger, 'sendDocument' | 'sendLine'> = {
      sendLine: () =>
        new Promise((resolve) => {
          lineArrives = () => {
            world.sent.push('line');
            resolve(true);
          };
        }),
      sendDocument: async () => {
        world.sent.push('answer');
        return true;
      },
    };
    const reply = createReply({
      answerLine: answerAfter(() => world.clock, 2_001),
      messenger,
      clock: world.clock,
      logger: pino({ level: 'silent' }),
      newReference: () => '',
      stopping: world.stopping.signal,
    });
    const done = reply({ triggerId: 'trigger', line: '', target });
    await world.clock.advance(3_000);
    expect(world.sent).toEqual([]);
    lineArrives();
    await done;
    expect(world.sent).toEqual(['line', 'answer']);
  });

  it('adds an error below the old answer, with the suggestions as buttons', async () => {
    const world = setUp(async () => {
      throw new NotUnderstood('There is no command "namspaces". Did you mean "namespaces"?', [
        { label: 'namespaces', command: 'namespaces 7d' },
      ]);
    });
    await world.reply({ triggerId: 'trigger', line: 'namspaces', target });
    expect(world.sent).toEqual([
      {
        replaces: false,
        document: expect.objectContaining({
          summary: 'There is no command "namspaces". Did you mean "namespaces"?',
          sections: [{ kind: 'actions', actions: [{ label: 'namespaces', command: 'namespaces 7d' }] }],
        }),
      },
    ]);
  });

  it('shows nothing of an unknown error but a reference, which the log has with the cause', async () => {
    const world = setUp(async () => {
      throw new Error('connect ECONNREFUSED 10.0.0.7:9003 token=hunter2');
    });
    await world.reply({ triggerId: 'trigger', line: 'pods', target });
    const shown = JSON.stringify(world.sent);
    expect(shown).toContain('Something went wrong on our side (reference ab12cd34).');
    expect(shown).not.toMatch(/ECONNREFUSED|10\.0\.0\.7|hunter2/);
    expect(world.logged).toEqual([
      expect.objectContaining({
        reference: 'ab12cd34',
        line: 'pods',
        msg: 'line could not be answered',
      }),
    ]);
    expect(JSON.stringify(world.logged)).toContain('ECONNREFUSED');
  });

  it('offers to try again what may work later', async () => {
    const world = setUp(async () => {
      throw new KubecentError({
        code: 'X',
        userMessage: 'OpenCost does not answer.',
        retryable: true,
        cause: 'secret',
      });
    });
    await world.reply({ triggerId: 'trigger', line: 'pods 7d', target });
    const shown = JSON.stringify(world.sent);
    expect(shown).toContain('OpenCost does not answer.');
    expect(shown).toContain('{"label":"Try again","command":"pods 7d"}');
    expect(shown).toContain('Reference ab12cd34');
    expect(shown).not.toContain('secret');
  });

  it('survives an answer that throws at once', async () => {
    const world = setUp(() => {
      throw new Error('at once');
    });
    await world.reply({ triggerId: 'trigger', line: '', target });
    expect(world.sent).toHaveLength(1);
  });

  it('drops an answer that is no longer wanted', async () => {
    const world = setUp(async () => sampleDocument());
    await world.reply({ triggerId: 'trigger', line: '', target, isWanted: () => false });
    expect(world.sent).toEqual([]);
  });

  it('tells who still waits that the process stops, and aborts the work', async () => {
    let signal: AbortSignal | undefined;
    const world = setUp((_, context) => {
      signal = context.signal;
      return new Promise(() => {});
    });
    const done = world.reply({ triggerId: 'trigger', line: '', target });
    await settle();
    world.stopping.abort();
    await done;
    expect(signal?.aborted).toBe(true);
    expect(JSON.stringify(world.sent)).toContain('Kubecent is being restarted');
    expect(world.clock.waiting()).toBe(0);
  });

  it('gives up before the response_url ends', async () => {
    const world = setUp(() => new Promise(() => {}));
    const done = world.reply({ triggerId: 'trigger', line: '', target });
    await world.clock.advance(25 * 60_000);
    await done;
    expect(JSON.stringify(world.sent.at(-1))).toContain('25 minutes');
  });

  it('answers with an error where the answer cannot be rendered', async () => {
    const world = setUp(async () => sampleDocument());
    let calls = 0;
    const messenger: Pick<Messenger, 'sendDocument' | 'sendLine'> = {
      sendLine: async () => true,
      sendDocument: async (_, document) => {
        calls += 1;
        if (calls === 1) throw new Error('cannot render');
        world.sent.push({ document, replaces: false });
        return true;
      },
    };
    const { clock, stopping } = world;
    const logger = pino({ level: 'silent' });
    await createReply({
      answerLine: async () => sampleDocument(),
      messenger,
      clock,
      logger,
      newReference: () => 'ff00ff00',
      stopping: stopping.signal,
    })({ triggerId: 'trigger', line: '', target });
    expect(JSON.stringify(world.sent)).toContain('ff00ff00');
  });
});
