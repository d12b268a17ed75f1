import { beforeAll, expect, it } from '@jest/globals';
import type { Grain } from '../../../src/cost/block.js';
import type { DayCosts } from '../../../src/cost/day.js';
import type { Dimension } from '../../../src/cost/group.js';
import { type SumRequest, sumDays, type Totals } from '../../../src/cost/sum.js';
import { dayMs } from '../../../src/cost/time.js';
import type { Database } from '../../../src/database/database.js';
import { createLedger, type Ledger } from '../../../src/ledger/ledger.js';
import { describeOnEveryDatabase } from '../../support/databases.js';
import { sampleDay, sampleRow, someMidnightMs } from '../../support/sample-day.js';
import { firstEntry } from '../../support/sealed-day.js';

const entry = firstEntry(someMidnightMs + 2 * dayMs);

/** Two namespaces of equal names inside, a volume of nobody, a label of 6 kB, money from −1 to the largest. */
function variedDay(dayNumber: number, fields: Partial<DayCosts> = {}): DayCosts {
  return sampleDay(dayNumber, {
    idle: { cpu: 1_001, ram: -7, gpu: 0 },
    labelSets: [{}, { team: 'pay', note: 'x'.repeat(6_000) }],
    rows: [
      sampleRow({
        namespace: 'shop',
        cost: { cpu: 100, ram: 50 },
        cpuUsageCoreHours: 1.5,
        ramByteUsageMax: 4_096,
      }),
      sampleRow({ namespace: 'shop', pod: 'web-2', node: 'node-b', cost: { cpu: 201, network: 3 } }),
      sampleRow({ namespace: 'pay', labelSet: 1, cost: { cpu: Number.MAX_SAFE_INTEGER - 5_000, other: -1 } }),
      sampleRow({
        kind: 'unmounted',
        namespace: '',
        controllerKind: '',
        controller: '',
        pod: '',
        container: '',
        node: '',
        minutes: 0,
        podMinutes: 0,
        runs: 0,
        cost: { storage: 77 },
      }),
    ],
    ...fields,
  });
}

const requests: { grain: Grain; groupBy: Dimension[] }[] = [
  { grain: 'namespace', groupBy: ['cluster', 'namespace'] },
  { grain: 'workload', groupBy: ['cluster', 'namespace'] },
  { grain: 'workload', groupBy: ['label:team'] },
  { grain: 'workload', groupBy: ['controller', 'container'] },
  { grain: 'pod', groupBy: ['label:team', 'namespace'] },
  { grain: 'pod', groupBy: ['pod', 'node'] },
];

/** Groups come in the order in which their first rows came. */
function inOrder(totals: Totals): Totals {
  const id = ({ kind, key }: Totals['groups'][number]) => JSON.stringify([kind, key]);
  return { ...totals, groups: [...totals.groups].sort((a, b) => (id(a) < id(b) ? -1 : 1)) };
}

describeOnEveryDatabase('the ledger', (engine) => {
  let database: Database;
  let ledger: Ledger;
  beforeAll(async () => {
    database = await engine.open();
    ledger = createLedger(database);
  });

  const blockOf = async (revisionId: number, grain: Grain, from: Ledger = ledger) => {
    for await (const block of from.blocks([revisionId], grain)) return block;
    return null;
  };

  it('has nothing at first', async () => {
    expect(await ledger.days(['prod'], someMidnightMs, someMidnightMs + dayMs)).toEqual([]);
    expect(await ledger.grainOf('prod')).toMatchObject({ grain: 'container' });
  });

  it('gives back what was written: the head as it was, sums to the last unit at every grain', async () => {
    const day = variedDay(0);
    const { written, visible } = await ledger.write(day, entry, null);
    const { rows: _rows, labelSets: _sets, ...head } = day;
    expect(written).toBe(true);
    expect(visible).toMatchObject({ head, number: 1, looks: 1, grains: ['namespace', 'workload', 'pod'] });
    expect(visible.contentHash).toBe(await ledger.hashOf(day));
    // a ledger that did not write it, so nothing is in its memory
    const reader = createLedger(database);
    for (const { grain, groupBy } of requests) {
      const block = await blockOf(visible.revisionId, grain, reader);
      if (!block) throw new Error(`no block by ${grain}`);
      const request: SumRequest = { groupBy, filter: [], idle: 'share', namespaces: null };
      expect(inOrder(sumDays([{ ...head, block }], request))).toEqual(inOrder(sumDays([day], request)));
    }
  });

  it('lets one of two writers win, and the other see it', async () => {
    const [first, second] = await Promise.all([
      ledger.write(variedDay(1), entry, null),
      createLedger(database).write(variedDay(1, { idle: { cpu: 5, ram: 0, gpu: 0 } }), entry, null),
    ]);
    expect([first.written, second.written].sort()).toEqual([false, true]);
    expect(first.visible.revisionId).toBe(second.visible.revisionId);
    expect(await ledger.history('prod', someMidnightMs + dayMs)).toHaveLength(1);
  });

  it('keeps the earlier revision when a newer one is made visible', async () => {
    const startMs = someMidnightMs + 2 * dayMs;
    const first = await ledger.write(variedDay(2), entry, null);
    const again = variedDay(2, { idle: { cpu: 9, ram: 0, gpu: 0 } });
    const second = await ledger.write(again, { ...entry, look: 'second' }, first.visible.revisionId);
    expect(second).toMatchObject({ written: true, visible: { number: 2, look: 'second' } });
    expect((await ledger.history('prod', startMs)).map(({ number }) => number)).toEqual([2, 1]);
    const late = await ledger.write(again, { ...entry, look: 'again' }, first.visible.revisionId);
    expect(late).toMatchObject({ written: false, visible: { number: 2 } });
  });

  it('changes what is known of a visible day, for everybody', async () => {
    const { visible } = await ledger.write(variedDay(3), entry, null);
    const other = createLedger(database);
    await other.days(['prod'], visible.head.startMs, visible.head.startMs + 1);
    const accepted = { why: 'checked by hand', atMs: 5 };
    expect(await ledger.amend(visible.revisionId, { state: 'final', looks: 2, accepted })).toBe(true);
    const [seen] = await other.days(['prod'], visible.head.startMs, visible.head.startMs + 1);
    expect(seen).toMatchObject({ head: { state: 'final' }, looks: 2, accepted });
    expect(await ledger.amend(1_000_000, { state: 'final' })).toBe(false);
  });

  it('keeps an empty day without rows', async () => {
    const { visible } = await ledger.write(sampleDay(4, { state: 'missing' }), entry, null);
    expect(visible).toMatchObject({ grains: [], total: 0, head: { state: 'missing' } });
  });

  it('tells equal names in two clusters apart', async () => {
    const { visible } = await ledger.write({ ...variedDay(0), cluster: 'staging' }, entry, null);
    const [prod] = await ledger.days(['prod'], someMidnightMs, someMidnightMs + 1);
    expect(visible.head.cluster).toBe('staging');
    expect(prod?.revisionId).not.toBe(visible.revisionId);
  });

  it('sweeps old pods and what a killed writer left', async () => {
    const killed = createLedger({
      ...database,
      onStep: async (step) => {
        if (step === 'before-visible') throw new Error('killed');
      },
    });
    await expect(killed.write(variedDay(5), entry, null)).rejects.toThrow('killed');
    expect(await ledger.days(['prod'], someMidnightMs + 5 * dayMs, someMidnightMs + 6 * dayMs)).toEqual([]);
    const before = await ledger.size();
    const swept = await ledger.sweep({
      nowMs: entry.writtenMs + 2 * 3_600_000,
      podsBeforeMs: someMidnightMs + dayMs,
    });
    expect(swept).toEqual({ revisions: 1, podBlocks: 2 });
    expect((await ledger.size()).revisions).toBe(before.revisions - 1);
    const [day] = await ledger.days(['prod'], someMidnightMs, someMidnightMs + 1);
    expect(day?.grains).toEqual(['namespace', 'workload']);
    expect(await blockOf(day?.revisionId ?? 0, 'pod', createLedger(database))).toBeNull();
    expect(await blockOf(day?.revisionId ?? 0, 'workload')).not.toBeNull();
  });

  it('finds a byte that is not what was sealed', async () => {
    const good = [];
    for await (const day of ledger.verify()) good.push(...day.faults);
    expect(good).toEqual([]);
    const { visible } = await ledger.write(variedDay(6), entry, null);
    await database.pool.query(
      `update ledger_block set bytes = set_byte(bytes, length(bytes) / 2, 255 - get_byte(bytes, length(bytes) / 2))
       where revision_id = $1 and grain = 'workload'`,
      [visible.revisionId],
    );
    const faulty = [];
    for await (const day of createLedger(database).verify()) if (day.faults.length > 0) faulty.push(day);
    expect(faulty.map(({ revisionId }) => revisionId)).toEqual([visible.revisionId]);
  });
});
