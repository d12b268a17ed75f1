import { describe, expect, it } from '@jest/globals';
import { dayMs } from '../../../src/cost/time.js';
import { DatabaseUnreachable } from '../../../src/database/errors.js';
import { answerLine, type LineContext } from '../../../src/reports/answer-line.js';
import type { Document } from '../../../src/reports/document.js';
import { scopedSnoozes } from '../../../src/reports/scoped-snoozes.js';
import { snoozeLine } from '../../../src/reports/snooze-line.js';
import { createFakeSource } from '../../support/fake-source.js';
import { createTestService, tuesdayMorningMs } from '../../support/service.js';
import { createFakeSnoozes, snoozeOf } from '../../support/snoozes.js';

const { costs, clock } = createTestService({ prod: createFakeSource() });
const snoozes = createFakeSnoozes();
const context = {
  costs,
  snoozes,
  now: () => clock.nowMs,
  weekStarts: 'monday' as const,
  surface: 'terminal' as const,
};
const ask = (line: string, changed: Partial<LineContext> = {}) =>
  answerLine(line, { ...context, ...changed });
const fresh = () => {
  snoozes.kept.length = 0;
  clock.nowMs = tuesdayMorningMs;
};

interface Wire {
  recommendations: { id: string; kind: string; potential_savings: number }[];
  savings: { can_go_now: number; frees_capacity: number };
  snoozed: { count: number; can_go_now: number; frees_capacity: number } | null;
}
const jsonOf = async (line: string, changed?: Partial<LineContext>) =>
  (await ask(line, changed)).json() as Wire;
/** The idle nodes are all that the plain cluster could save. */
const idle = async () => (await jsonOf('savings')).recommendations[0] ?? { id: '', potential_savings: 0 };
const textOf = (document: Document) => JSON.stringify(document.sections);
const refused = (code: string) => expect.objectContaining({ code });

describe('a snoozed saving', () => {
  it('is in no list and no figure, is counted beside them, and comes back when its time is over', async () => {
    fresh();
    const before = await jsonOf('savings');
    const { id, potential_savings: money } = await idle();
    expect(before).toMatchObject({ savings: { frees_capacity: money }, snoozed: { count: 0 } });
    const document = (await ask(`savings snooze ${id} 7d`)).document();
    expect(document.command).toBe('savings');
    expect(textOf(document)).toContain('Snoozed until ');
    expect(textOf(document)).toContain('1 snoozed, $76.04 a month, in no figure here');
    expect(document.summary).toContain('Nothing else worth $1.00 a month found.');
    const after = await jsonOf('savings');
    expect(after.recommendations).toEqual([]);
    expect(after.savings.frees_capacity).toBe(0);
    expect(after.snoozed).toEqual({ count: 1, can_go_now: 0, frees_capacity: money });
    expect(textOf((await ask('overview')).document())).not.toContain('Do next');
    expect(textOf((await ask('digest')).document())).not.toContain('avings (');
    expect(snoozes.kept).toMatchObject([{ id, by: 'terminal', untilMs: tuesdayMorningMs + 7 * dayMs }]);
    clock.nowMs += 7 * dayMs;
    expect((await idle()).id).toBe(id);
    expect(textOf((await ask('overview')).document())).toContain('Do next');
  });

  it('comes back when it has grown by half, not when by less', async () => {
    fresh();
    const { id, potential_savings: money } = await idle();
    await snoozes.add(snoozeOf({ id, moneyPerMonth: Math.ceil((money * 100_000) / 1.5) + 10 }));
    expect((await jsonOf('savings')).recommendations).toEqual([]);
    await snoozes.add(snoozeOf({ id, moneyPerMonth: Math.floor((money * 100_000) / 1.5) - 10 }));
    expect((await idle()).id).toBe(id);
  });

  it('is undone, from the answer and from the list', async () => {
    fresh();
    const { id } = await idle();
    await ask(`savings dismiss ${id} window=14d cluster=prod why="reserved until May"`);
    const list = await ask('savings snoozed');
    expect(list.document().summary).toBe('1 dismissed.');
    expect(list.json()).toMatchObject({ snoozed: [{ id, why: 'reserved until May', by: 'terminal' }] });
    expect((await ask(`savings snoozed undo ${id}`)).document().summary).toBe(
      'No savings are snoozed or dismissed.',
    );
    const again = (await ask(`savings snooze ${id} 30d window=14d cluster=prod`)).document();
    expect(again.command).toBe('savings 14d cluster=prod');
    const undo = `savings undo ${id} window=14d cluster=prod`;
    expect(textOf(again)).toContain(undo);
    expect(textOf((await ask(undo)).document())).toContain('Shown again from now on: ');
    await expect(ask(undo)).rejects.toEqual(refused('NOT_SNOOZED'));
  });

  it('is shown all the same where nobody knows, and savings say so', async () => {
    fresh();
    const broken = { ...snoozes, active: () => Promise.reject(new DatabaseUnreachable(null)) };
    expect((await jsonOf('savings', { snoozes: broken })).snoozed).toBeNull();
    expect(textOf((await ask('savings', { snoozes: broken })).document())).toContain('could not be read');
    await expect(ask('digest', { snoozes: broken })).rejects.toEqual(refused('DATABASE_UNREACHABLE'));
  });
});

describe('snoozing', () => {
  it.each([
    ['savings snooze', 'BAD_VALUE'],
    ['savings snooze wiki 7d', 'BAD_VALUE'],
    ['savings snooze 0123456789 0d', 'BAD_VALUE'],
    ['savings snooze 0123456789 soon', 'BAD_VALUE'],
    ['savings snooze 0123456789 forever', 'OPTION_NEEDED'],
    ['savings dismiss 0123456789', 'OPTION_NEEDED'],
    ['savings dismiss 0123456789 why=""', 'BAD_VALUE'],
    ['savings undo 0123456789 why=x', 'UNKNOWN_OPTION'],
    ['savings why=x', 'UNKNOWN_OPTION'],
    ['savings snooze 0123456789 7d', 'SAVING_GONE'],
  ])('“%s” is refused with %s', async (line, code) => {
    fresh();
    await expect(ask(line)).rejects.toEqual(refused(code));
    expect(snoozes.kept).toEqual([]);
  });

  it('says who was quicker, and where nobody can', async () => {
    fresh();
    const line = `savings snooze ${(await idle()).id} 7d`;
    const part = `${line} node=*`;
    await expect(ask(part)).rejects.toEqual(refused('SNOOZE_PART'));
    await expect(ask(line, { snoozes: null })).rejects.toEqual(refused('NO_SNOOZES'));
    await expect(ask(line, { surface: 'api' })).rejects.toEqual(refused('NO_SNOOZES'));
    await ask(line, { surface: 'slack', asker: 'U7' });
    expect(snoozes.kept[0]?.by).toBe('U7');
    await expect(ask(line)).rejects.toEqual(refused('SNOOZED_ALREADY'));
  });

  it('offers the times where the line has none, and nothing where it cannot be done', async () => {
    fresh();
    const { id } = await idle();
    const offered = (await ask(`savings snooze ${id} window=30d`)).document();
    expect(offered.summary).toBe('Snooze idle capacity of nodes: for how long?');
    expect(textOf(offered)).toContain(`savings snooze ${id} 30d window=30d`);
    const plain = textOf((await ask('savings', { snoozes: null })).document());
    expect(plain).not.toMatch(/snooz/i);
    expect((await ask('savings snoozed', { snoozes: null })).document().summary).toContain(
      'without a data folder',
    );
  });

  it('leaves namespaces of these names to namespace=', async () => {
    await expect(ask('savings namespace=snoozed')).rejects.toEqual(refused('UNKNOWN_NAME'));
    expect((await ask('savings snoozed')).report).toBe('snoozed');
  });

  it('is known by its line, with or without its reason', () => {
    const read = (line: string) => snoozeLine(line, tuesdayMorningMs);
    expect(read('savings snooze 0123456789 7d')).toEqual({ lacksReason: false });
    expect(read('savings snooze 0123456789 forever window=2026-10')).toEqual({ lacksReason: true });
    expect(read('savings dismiss 0123456789')).toEqual({ lacksReason: true });
    expect(read('savings snoozed undo 0123456789')).toEqual({ lacksReason: false });
    for (const line of [
      'savings',
      'ledger verify',
      'savings snooze me 7d',
      'savings snooze 0123456789 9y',
      '',
    ])
      expect(read(line)).toBeNull();
  });
});

it('is listed to programs as far as they may see', async () => {
  const place = snoozeOf().place;
  const all = createFakeSnoozes([
    snoozeOf({ id: 'a' }),
    snoozeOf({ id: 'b', place: { ...place, namespace: 'shop' } }),
    snoozeOf({ id: 'c', place: { ...place, cluster: 'test' } }),
  ]);
  const seen = async (clusters: string[] | null, namespaces: string[] | null) =>
    (await scopedSnoozes(all, { clusters, namespaces }).active(0)).map(({ id }) => id);
  expect(await seen(null, null)).toEqual(['a', 'b', 'c']);
  expect(await seen(['prod'], null)).toEqual(['a', 'b']);
  expect(await seen(null, ['too*'])).toEqual(['a', 'c']);
});
