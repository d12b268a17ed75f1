import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { KubecentError } from '../../../src/errors.js';
import { answerLine } from '../../../src/reports/answer-line.js';
import type { Document } from '../../../src/reports/document.js';
import { reports } from '../../../src/reports/index.js';
import { errorDocument } from '../../../src/slack/error-reply.js';
import { renderDocument } from '../../../src/slack/render/document.js';
import { createFakeLedger } from '../../support/fake-ledger.js';
import {
  abridge,
  difference,
  holdAgainstGolden,
  updatesGoldens,
  writeReadably,
} from '../../support/golden.js';
import { hostileNames } from '../../support/hostile-names.js';
import { complaintsOf } from '../../support/message-check.js';
import { tuesdayMorningMs } from '../../support/service.js';
import { createFakeSnoozes, snoozeOf } from '../../support/snoozes.js';
import { services } from './services.js';

const folder = new URL('../../fixtures/goldens/', import.meta.url).pathname;

/** Help is the same over whatever data, and what is said of the ledger and of snoozes depends on these alone. */
const sameOverAll = ['help', 'ledger', 'reseal', 'snoozed'];
const everyReport = reports.map(({ name }) => name).filter((name) => !sameOverAll.includes(name));

/** All others are asked in Slack. */
const inTerminals = ['ledger verify', 'reseal 2026-11-20..2026-11-23'];

const lines = {
  ordinary: [
    ...everyReport,
    'help',
    'help pods',
    'help ledger',
    'ledger',
    'ledger 2026-11-20',
    'ledger 2026-11-18',
    'ledger grain',
    'ledger verify',
    'reseal 2026-11-20..2026-11-23',
    'reseal',
    'savings snoozed',
    'savings 14d cluster=prod',
    'namespaces payments,shop idle=share',
    'namespaces 30d sort=change top=3',
    'pods today',
    'cost by=label:team',
    'cost by=cluster',
    'nodes',
    'monthly lastmonth',
    'pods paymnets',
    'namespases 7d',
  ],
  empty: [...everyReport, 'monthly lastmonth'],
  huge: [...everyReport, 'namespaces sort=name'],
  hostile: [...everyReport, 'cost by=label:team', 'cost by=controller,label:app', 'nodes', 'pods cluster=*'],
  partial: [...everyReport, 'namespaces held=include', 'cost by=cluster', 'monthly month', 'pods 2026-11-20'],
  slow: ['overview', 'namespaces', 'monthly', 'monthly month', 'savings'],
  failing: ['overview', 'monthly', 'savings', 'health'],
} satisfies Partial<Record<keyof typeof services, readonly string[]>>;

const cases = Object.entries(lines).flatMap(([data, list]) =>
  list.map((line) => ({
    data: data as keyof typeof lines,
    line,
    file: join(folder, data, `${line.replace(/[^a-z0-9]+/gi, '-').replace(/-$/, '')}.json`),
  })),
);

async function documentOf(data: keyof typeof services, line: string): Promise<Document> {
  const context = {
    costs: services[data](),
    ledger: createFakeLedger().desk,
    snoozes: line.startsWith('savings ') ? createFakeSnoozes([snoozeOf()]) : null,
    surface: inTerminals.includes(line) ? ('terminal' as const) : ('slack' as const),
    now: () => tuesdayMorningMs,
    weekStarts: 'monday' as const,
  };
  return answerLine(line, context).then(
    (answer) => answer.document(),
    (error: unknown) => {
      if (error instanceof KubecentError) return errorDocument(error, { line, reference: 'k-7f3a' });
      throw error;
    },
  );
}

describe('every report over every kind of data reads as it was reviewed', () => {
  it.each(cases)('$data: $line', async ({ data, line, file }) => {
    const document = await documentOf(data, line);
    const { text, blocks } = renderDocument(document, { level: 'native' });
    const words = renderDocument(document, { level: 'text' });
    expect(complaintsOf({ text, blocks }, 'native', hostileNames)).toEqual([]);
    expect(complaintsOf(words, 'text', hostileNames)).toEqual([]);
    const answer = { document, message: { text, blocks } };
    const shown = data === 'huge' ? abridge(answer) : answer;
    holdAgainstGolden(file, writeReadably({ line, ...shown, without_blocks: words.text.split('\n') }));
  });

  it('has no file that no case makes', () => {
    const stored = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    const known = new Set(cases.map(({ file }) => file));
    const left = stored.filter((file) => !known.has(file));
    if (updatesGoldens) for (const file of left) rmSync(file);
    else expect(left).toEqual([]);
  });
});

describe('a golden that reads otherwise', () => {
  it('is told by the lines that differ', () => {
    expect(difference('a\nb\nc\nd', 'a\nx\ny\nc\nd')).toBe('from line 2:\n- b\n+ x\n+ y');
    expect(difference('a\nb', 'a\nb\nc')).toBe('from line 3:\n+ c');
  });

  it('shows what cannot be seen', () => {
    expect(writeReadably({ name: 'a\u202eb', list: ['\u200d', 1, null] })).toBe(
      '{ "name": "a\\u202eb", "list": ["\\u200d", 1, null] }\n',
    );
  });
});
