import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isJson } from '../../../sandbox/slack/blocks/check.js';
import { validateBlocks } from '../../../sandbox/slack/blocks/validate.js';
import { dayBars } from '../../../src/slack/views/day-bars.js';
import { dayChartSvg, dayChartWords } from '../../../src/slack/views/day-chart.js';
import { type Board, keepKnown } from '../../../src/slack/views/home-board.js';
import { homeDetails } from '../../../src/slack/views/home-details.js';
import { type HomeState, homeView } from '../../../src/slack/views/home-view.js';
import { subscriptionOf } from '../../support/digests.js';
import { hostileNames } from '../../support/hostile-names.js';
import { complaintsOf } from '../../support/message-check.js';
import { anyText } from './any-document.js';
import { homeFacts, homeNowMs } from './home-facts.js';

const boardOf = (change: Partial<Board> = {}): Board => ({
  facts: homeFacts(),
  monthOfMs: null,
  unknownSinceMs: null,
  fileId: null,
  ...change,
});
const viewOf = (change: Partial<HomeState> = {}) =>
  homeView({ board: boardOf(), digests: [], said: '', ...change });
const wordsOf = (value: unknown) => JSON.stringify(value);
const listed = (id: string, facts = {}) => ({
  subscription: subscriptionOf({ id, ...facts }),
  nextMs: homeNowMs,
  last: null,
});
const actionsIn = (blocks: readonly unknown[]): { action_id: string; value?: string }[] =>
  blocks.flatMap((block) =>
    isJson(block) && block.type === 'actions' ? (block.elements as { action_id: string }[]) : [],
  );

describe('Home', () => {
  it('says health first, then the month, its days, what costs most and what to save', () => {
    const words = wordsOf(viewOf().blocks);
    const order = [
      'All numbers current.',
      '28,361.30',
      'Mon 23 Nov',
      'payments',
      '3 nodes',
      'Your digests',
      'How to start',
    ];
    const places = order.map((text) => words.indexOf(text));
    expect(places.every((place) => place > 0)).toBe(true);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
  });

  it('shows the days as a picture with its words where there is one', () => {
    const { blocks } = viewOf({ board: boardOf({ fileId: 'F0ABCDEFGH' }) });
    const image = blocks.find(({ type }) => type === 'image');
    expect(image).toMatchObject({ slack_file: { id: 'F0ABCDEFGH' } });
    expect(wordsOf(image)).toContain('23 days: lowest $600.00 on Sun 1 Nov');
    expect(wordsOf(blocks)).not.toContain('█');
  });

  it('says what is not known and since when, and goes on to offer what can be done', () => {
    const facts = homeFacts({
      health: null,
      month: null,
      savings: null,
      unknown: ['This month is not known: no.'],
    });
    const unknown = wordsOf(viewOf({ board: boardOf({ facts, unknownSinceMs: homeNowMs }), digests: null }));
    expect(unknown).toContain('This month is not known: no.');
    expect(unknown).toContain('Not known since');
    expect(unknown).toContain('24 Nov 2026, 09:00 UTC');
    expect(unknown).toContain('Your digests cannot be read');
    expect(wordsOf(viewOf({ board: null }))).toContain('being looked up');
    expect(actionsIn(viewOf({ board: null }).blocks).map(({ value }) => value)).toContain('overview');
  });

  it('lets one pause or resume, edit and run digests, and says nothing of them where none are kept', () => {
    const paused = { state: { kind: 'paused' as const, by: 'U1', atMs: 0 } };
    const { blocks } = viewOf({
      digests: [listed('a'), listed('b', paused), listed('c', { managed: true })],
    });
    const home = actionsIn(blocks).filter(({ action_id: id }) => /^home:(?!details)/.test(id));
    expect(home.map(({ action_id: id, value }) => `${id} ${value}`)).toEqual([
      'home:pause a',
      'home:edit a',
      'home:run a',
      'home:resume b',
      'home:edit b',
      'home:run b',
      'home:run c',
    ]);
    expect(wordsOf(viewOf({ digests: 'none kept' }))).not.toContain('Your digests');
  });

  it('is the same content whenever it is drawn, and another one when something changes', () => {
    expect(viewOf().private_metadata).toBe(viewOf().private_metadata);
    expect(viewOf({ said: 'x' }).private_metadata).not.toBe(viewOf().private_metadata);
  });

  it('shows hostile names as they are, in blocks that Slack takes', () => {
    const named = (name: string) => ({
      name,
      total: 1,
      command: `pods namespace="${name.replaceAll('"', '')}"`,
    });
    const month = homeFacts().month;
    if (!month) throw new Error('no month');
    const facts = homeFacts({ month: { ...month, namespaces: hostileNames.map(named) } });
    const digests = hostileNames.slice(0, 9).map((name, at) => listed(`d${at}`, { name, scope: name }));
    const { blocks } = viewOf({ board: boardOf({ facts }), digests, said: hostileNames.join(' ') });
    expect(validateBlocks(blocks, 'home')).toEqual([]);
    // the words alone: a message has room for fewer blocks
    expect(complaintsOf({ text: 'Home', blocks: blocks.slice(0, 25) }, 'native', hostileNames)).toEqual([]);
    expect(complaintsOf({ text: 'Home', blocks: blocks.slice(25) }, 'native', hostileNames)).toEqual([]);
  });

  it('keeps the limits of Slack with any text', () => {
    const text = fc.array(anyText, { maxLength: 30 });
    fc.assert(
      fc.property(text, anyText, fc.integer({ min: 0, max: 60 }), (texts, said, count) => {
        const facts = homeFacts({ unknown: texts });
        const digests = Array.from({ length: count }, (_, at) =>
          listed(`d${at}`, { name: texts[at % 7] ?? '' }),
        );
        const board = boardOf({ facts, unknownSinceMs: homeNowMs });
        expect(validateBlocks(viewOf({ board, digests, said }).blocks, 'home')).toEqual([]);
        expect(validateBlocks(homeDetails(board, true).blocks, 'modal')).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});

describe('details of health', () => {
  it('tell everybody of OpenCost, and admins of cache, engines and version', () => {
    const [seen, admin] = [false, true].map((isAdmin) => wordsOf(homeDetails(boardOf(), isAdmin)));
    expect(seen).toContain('OpenCost prod');
    expect(seen).not.toMatch(/Cache|Version|For admins/);
    expect(admin).toMatch(/OpenCost prod.*For admins.*Cache.*Version/);
    expect(wordsOf(homeDetails(null, false))).toContain('not known yet');
  });
});

describe('what is known', () => {
  const unknown = homeFacts({ month: null, savings: null, unknown: ['no'], atMs: homeNowMs + 60_000 });

  it('stays with its age while it cannot be read anew', () => {
    const first = { ...keepKnown(null, homeFacts()), fileId: null };
    const second = { ...keepKnown(first, unknown), fileId: null };
    const third = keepKnown(second, { ...unknown, atMs: homeNowMs + 120_000 });
    expect(third.facts.month).toEqual(homeFacts().month);
    expect(third).toMatchObject({ monthOfMs: homeNowMs, unknownSinceMs: homeNowMs + 60_000 });
    expect(wordsOf(viewOf({ board: { ...third, fileId: null } }))).toContain('could not be read since');
    expect(keepKnown({ ...third, fileId: null }, homeFacts())).toMatchObject({
      monthOfMs: null,
      unknownSinceMs: null,
    });
  });
});

describe('days', () => {
  const days = homeFacts().month?.days;
  if (!days) throw new Error('no days');

  it('are drawn with an axis that begins at nothing, and gaps where a day is not known', () => {
    const gap = { ...days, days: days.days.filter((_, index) => index !== 3) };
    const svg = dayChartSvg(gap);
    expect(svg.match(/<rect x=/g)).toHaveLength(22);
    expect(svg.match(/<circle/g)).toHaveLength(8);
    expect(svg).toContain('$2,000.00');
    expect(dayChartSvg({ ...days, currency: '<&' })).not.toMatch(/<&|, </);
  });

  it('are written with the figures of the last seven', () => {
    const text = wordsOf(dayBars(days));
    expect(text).toMatch(/1 Nov [▄▇█]{23} 23 Nov/);
    expect(text.match(/█ *\s+\$[\d,]+\.\d\d/g)).toHaveLength(7);
    expect(validateBlocks([dayBars(days)], 'home')).toEqual([]);
    expect(dayBars({ ...days, days: [] })).toBeNull();
    expect(dayChartWords({ ...days, days: [] })).toContain('no day is known');
  });
});
