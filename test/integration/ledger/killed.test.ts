import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { DayCosts } from '../../../src/cost/day.js';
import { dayMs, hourMs } from '../../../src/cost/time.js';
import type { DatabasePlace } from '../../../src/database/database.js';
import { createLedger, type Ledger } from '../../../src/ledger/ledger.js';
import type { WriteStep } from '../../../src/ledger/writer.js';
import { type Children, prepareChildren } from '../../support/children.js';
import { describeOnEveryDatabase } from '../../support/databases.js';
import { sampleDay, sampleRow, someMidnightMs } from '../../support/sample-day.js';
import { firstEntry } from '../../support/sealed-day.js';

const entry = firstEntry(someMidnightMs + 3 * dayMs);

const dayOf = (dayNumber: number, cpu: number): DayCosts =>
  sampleDay(dayNumber, {
    rows: [
      sampleRow({ namespace: 'shop', cost: { cpu } }),
      sampleRow({ namespace: 'pay', cost: { ram: 7 } }),
    ],
  });

/** What was sealed before, what replaces it, and a day that was never there. */
const sealed = dayOf(0, 1_000);
const again = dayOf(0, 2_000);
const fresh = dayOf(1, 3_000);

/** Seals a day, then stands still for ever at a step of the next write. */
const script = `
import { createLedger } from './ledger/ledger.js';
import { ledgerMigrations } from './ledger/migrations.js';
const { sealed, next, replaces, step, entry } = JSON.parse(process.argv[3]);
const database = await openDatabase({ at, migrations: ledgerMigrations, logger });
const first = await createLedger(database).write(sealed, entry, null);
const onStep = async (reached) => {
  if (reached !== step) return;
  process.stdout.write('halfway\\n');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
};
await createLedger({ ...database, onStep }).write(next, { ...entry, look: 'second' }, replaces ? first.visible.revisionId : null);
`;

const cases: [WriteStep, 'restated' | 'new'][] = [
  ['revision', 'restated'],
  ['block', 'restated'],
  ['before-visible', 'restated'],
  ['visible', 'restated'],
  ['before-visible', 'new'],
];

describeOnEveryDatabase('a process that is killed while it seals', (engine) => {
  let children: Children;
  beforeAll(() => {
    children = prepareChildren();
  });
  afterAll(() => children.clear());

  async function killAt(at: DatabasePlace, step: WriteStep, what: 'restated' | 'new'): Promise<void> {
    const next = what === 'restated' ? again : fresh;
    const request = { sealed, next, replaces: what === 'restated', step, entry };
    const child = children.start(script, [JSON.stringify(at), JSON.stringify(request)]);
    await child.says('halfway');
    await child.kill();
  }

  const totalsOf = async (ledger: Ledger) =>
    (await ledger.days(['prod'], someMidnightMs, someMidnightMs + 9 * dayMs)).map(({ total }) => total);

  const faultsOf = async (ledger: Ledger) => {
    const faults: string[] = [];
    for await (const day of ledger.verify()) faults.push(...day.faults);
    return faults;
  };

  // of a process with an embedded database each takes seconds: there, one case of each kind
  const own =
    engine.engine === 'embedded'
      ? cases.filter(([step, what]) => step !== 'revision' && (what === 'new' || step !== 'before-visible'))
      : cases;
  it.each(own)('at the step “%s” of a day that is %s loses and doubles nothing', async (step, what) => {
    const at = await engine.freshPlace();
    await killAt(at, step, what);
    const ledger = createLedger(await engine.open(at));
    const isVisible = step === 'visible';
    expect(await totalsOf(ledger)).toEqual([isVisible ? 2_007 : 1_007]);
    expect(await faultsOf(ledger)).toEqual([]);
    // the next process does the work again, and clears up
    const [before] = await ledger.days(['prod'], someMidnightMs, someMidnightMs + 1);
    const replaces = what === 'restated' ? (before?.revisionId ?? null) : null;
    const next = what === 'restated' ? again : fresh;
    expect(await ledger.write(next, { ...entry, look: 'second' }, replaces)).toMatchObject({ written: true });
    expect(await totalsOf(ledger)).toEqual(what === 'restated' ? [2_007] : [1_007, 3_007]);
    const swept = await ledger.sweep({ nowMs: entry.writtenMs + 2 * hourMs, podsBeforeMs: 0 });
    expect(swept.revisions).toBe(isVisible ? 0 : 1);
    expect(await faultsOf(ledger)).toEqual([]);
    expect(await totalsOf(ledger)).toEqual(what === 'restated' ? [2_007] : [1_007, 3_007]);
  });
});
