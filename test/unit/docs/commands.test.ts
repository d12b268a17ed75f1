import { describe, expect, it } from '@jest/globals';
import { resolveWindow } from '../../../src/cost/window.js';
import { parseSubscription } from '../../../src/digests/words.js';
import { NotUnderstood } from '../../../src/errors.js';
import { answerLine } from '../../../src/reports/answer-line.js';
import { reports } from '../../../src/reports/index.js';
import { optionKeys } from '../../../src/reports/params.js';
import { createFakeLedger } from '../../support/fake-ledger.js';
import { codeIn, fencedIn, sectionOf, tableRows } from '../../support/pages.js';
import { createTestService, tuesdayMorningMs } from '../../support/service.js';
import { textOf } from '../../support/source-files.js';

const typing = sectionOf('README.md', 'What you can type');
const rows = tableRows(typing);
const named = (cell = '') => codeIn(cell);
const { costs } = createTestService();

describe('README.md', () => {
  it('has a row for every command, and for no other', () => {
    const commands = rows.filter(([, , example = '']) => example.startsWith('`/kubecent'));
    expect(commands.map(([name]) => named(name)[0]).sort()).toEqual(reports.map(({ name }) => name).sort());
  });

  it('shows windows that can be asked for', () => {
    const windows = tableRows(typing.slice(typing.indexOf('| window |'), typing.indexOf('**Conditions')));
    const texts = windows.flatMap(([cell]) => named(cell));
    expect(texts.length).toBeGreaterThan(10);
    for (const text of texts) {
      expect(() => resolveWindow(text, { nowMs: tuesdayMorningMs, weekStarts: 'monday' })).not.toThrow();
    }
  });

  it('has every option of every report, and no other', () => {
    const options = tableRows(typing.slice(typing.indexOf('| option |')));
    const keys = options.flatMap(([cell]) => named(cell).map((code) => code.slice(0, code.indexOf('='))));
    const known = new Set(reports.flatMap((report) => optionKeys(report)).filter((key) => key !== 'window'));
    expect([...new Set(keys)].sort()).toEqual([...known].sort());
  });

  it('shows what options may be set to', async () => {
    const options = tableRows(typing.slice(typing.indexOf('| option |')));
    for (const [option = '', meaning = ''] of options) {
      const [key = '', value = ''] = named(option)[0]?.split('=') ?? [];
      if (value === '' || key === 'top') continue;
      const values = [value, ...named(meaning).filter((word) => /^[a-z]+$/.test(word))];
      for (const each of values) await expectUnderstood(`namespaces 7d ${key}=${each}`);
    }
  });
});

/** Lines that a page tells people to type, in Slack or in a terminal. */
function linesOf(page: string): string[] {
  const text = textOf(page);
  const pieces = [...codeIn(text), ...fencedIn(text).flatMap((block) => block.split('\n'))];
  return pieces.flatMap((piece) => {
    const [, line] = /(?:^|\s)(?:\/kubecent|npx kubecent|kubecent kubecent)(?:\s+(.*))?$/.exec(piece) ?? [];
    if (!/(^|\s)(\/|npx |kubecent )kubecent(\s|$)/.test(piece)) return [];
    if (line?.startsWith('failed with the error')) return [];
    return [(line ?? '').replace(/\s(--json|--csv|>).*$/, '')];
  });
}

/** A name that the cluster of the tests does not have is understood too. */
async function expectUnderstood(line: string): Promise<void> {
  const subscribing = /^subscribe(?:\s+(.+))?$/.exec(line);
  if (subscribing?.[1]) expect(() => parseSubscription(subscribing[1] ?? '', 'UTC')).not.toThrow();
  if (subscribing || /^subscriptions( all)?$/.test(line)) return;
  const context = {
    costs,
    ledger: createFakeLedger().desk,
    surface: 'terminal' as const,
    now: () => tuesdayMorningMs,
    weekStarts: 'monday' as const,
  };
  const error: unknown = await answerLine(line, context).catch((reason: unknown) => reason);
  const refused = error instanceof NotUnderstood && !/^UNKNOWN_(NAME|CLUSTER)$/.test(error.code);
  expect({ line, refused: refused ? error.userMessage : null }).toEqual({ line, refused: null });
}

describe.each([
  'README.md',
  'docs/configuration.md',
  'docs/troubleshooting.md',
  'docs/architecture.md',
  'docs/digests.md',
  'docs/ledger.md',
])('%s', (page) => {
  it('tells people to type nothing that is not understood', async () => {
    for (const line of linesOf(page)) await expectUnderstood(line);
  });
});

it('lines are found in the pages at all', () => {
  expect(linesOf('README.md')).toEqual(
    expect.arrayContaining(['', 'namespaces 7d', 'pods payments 7d', 'health', 'cost by=label:team 30d']),
  );
});
