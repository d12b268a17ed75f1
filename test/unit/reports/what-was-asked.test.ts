import { describe, expect, it } from '@jest/globals';
import { NotUnderstood } from '../../../src/errors.js';
import { answerLine } from '../../../src/reports/answer-line.js';
import { totalWords } from '../../../src/reports/headline.js';
import { createTestService, questionFor, tuesdayMorningMs } from '../../support/service.js';

const { costs } = createTestService();
const context = { costs, now: () => tuesdayMorningMs, weekStarts: 'monday' as const };
const documentOf = async (line: string) => (await answerLine(line, context)).document();
const commandsOf = async (line: string) =>
  (await documentOf(line)).sections.flatMap((section) =>
    section.kind === 'actions' ? section.actions.map(({ command }) => command) : [],
  );
const suggestionsOf = async (line: string) => {
  const error: unknown = await documentOf(line).catch((reason: unknown) => reason);
  if (!(error instanceof NotUnderstood)) throw new Error(`“${line}” was not refused`);
  return error.suggestions.map(({ command }) => command);
};

describe('an answer says what was asked', () => {
  it.each([
    ['pods payments', 'namespace=payments'],
    ['namespaces namespace!=kube-* idle=share', 'namespace!=kube-* idle=share'],
    ['namespaces idle=hide', 'idle=hide'],
    ['namespaces held=include', 'held=include'],
    ['overview payments', 'namespace=payments'],
    ['monthly payments', 'namespace=payments'],
    ['monthly lastmonth payments', 'namespace=payments'],
    ['savings payments', 'namespace=payments'],
  ])('“%s” names its conditions', async (line, conditions) => {
    expect((await documentOf(line)).subtitle.split(' · ')).toContain(conditions);
  });

  it('and nothing where nothing narrows it', async () => {
    expect((await documentOf('namespaces 7d top=1 sort=name')).subtitle).toBe(
      '7 closed days, 17–23 Nov (UTC)',
    );
  });

  it.each([
    ['monthly payments', 'monthly 2026-10 namespace=payments'],
    ['monthly lastmonth payments', 'monthly namespace=payments'],
    ['monthly lastmonth payments', 'namespaces 2026-10 namespace=payments'],
  ])('“%s” keeps its conditions in “%s”', async (line, command) => {
    expect(await commandsOf(line)).toContain(command);
  });
});

describe('a name that does not exist', () => {
  it.each([
    ['cost by=node namespace=paymnets,shop top=3', 'cost by=node namespace=payments,shop top=3'],
    ['pods 3d paymnets sort=name', 'pods 3d namespace=payments sort=name'],
    ['monthly 2026-10 paymnets', 'monthly 2026-10 namespace=payments'],
  ])('“%s” is put right in place: “%s”', async (line, command) => {
    expect(await suggestionsOf(line)).toContain(command);
  });

  it('leads to those that there are, and to help, where no name is near', async () => {
    expect(await suggestionsOf('namespaces wuthering')).toEqual(['namespaces', 'help namespaces']);
    expect(await suggestionsOf('pods controller=wuthering')).toEqual(['help pods']);
  });
});

describe('figures named with their days', () => {
  it('a running month is compared with as many days of the month before', async () => {
    expect((await documentOf('namespaces month')).summary).toMatch(/ on 1–23 Oct\.$/);
  });

  it('days that are not all there never read as all of them', async () => {
    const answer = await costs.ask(questionFor('7d'));
    expect(totalWords({ ...answer, coveredDays: 6.97 })).toContain('(6.9 of 7 days)');
    expect(totalWords({ ...answer, coveredDays: 0.75, windowDays: 1 })).toContain('(0.8 of 1 day)');
  });

  it('hours are not called a day', async () => {
    const { sections } = await documentOf('namespaces 2026-11-20T00:00Z,2026-11-20T06:00Z');
    const notes = JSON.stringify(sections.filter(({ kind }) => kind === 'note'));
    expect(notes).toContain('seen from end to end · ');
    expect(notes).not.toContain('day is complete');
  });
});

describe('help', () => {
  it('says what an option can be', async () => {
    expect(JSON.stringify(await documentOf('help pods'))).toContain('[sort=cost|change|name|used] ');
    expect(JSON.stringify(await documentOf('help'))).toContain('idle=separate|share|hide');
  });

  it('is suggested once', async () => {
    const suggestions = await suggestionsOf('n');
    expect(suggestions).toContain('help');
    expect(new Set(suggestions).size).toBe(suggestions.length);
  });
});

describe('months for programs', () => {
  it('figures in CSV are numbers, so that no minus is taken for a formula', async () => {
    const { header, rows } = (await answerLine('monthly', context)).csv();
    const changes = [...rows].map((row) => row[header.indexOf('average_daily_change')]);
    expect(changes).toContain(0);
    for (const change of changes) expect(change === '' || typeof change === 'number').toBe(true);
  });
});

describe('a window that is written wrong, and so taken for a namespace', () => {
  it.each([
    ['namespaces 7dd', 'namespaces 7d'],
    ['pods 30dd', 'pods 30d'],
    ['savings 14dy', 'savings 14d'],
    ['cost 90dd by=controller', 'cost 90d by=controller'],
  ])('“%s” offers the window', async (line, offered) => {
    const suggestions = await suggestionsOf(line);
    expect(suggestions[0]).toBe(offered);
    for (const command of suggestions) await expect(documentOf(command)).resolves.toBeDefined();
  });

  it.each(['monthly 7dd', 'namespaces 999dd', 'namespaces 30d 7dd'])(
    '“%s” offers none that is not understood',
    async (line) => {
      for (const command of await suggestionsOf(line))
        await expect(documentOf(command)).resolves.toBeDefined();
    },
  );
});
