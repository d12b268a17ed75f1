import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ShownMessage } from '../../sandbox/slack/contract.js';
import { type RawDay, readRawDays, tenthsOf } from '../support/raw-days.js';
import { dollars } from '../support/raw-sums.js';
import { startWholeApp, type WholeApp } from '../support/whole-app.js';

let whole: WholeApp;
let october: RawDay[];
let november: RawDay[];
let today: RawDay;
let lines: string[];
beforeAll(async () => {
  // the two months that are compared, and not all that is kept
  whole = await startWholeApp({ openCost: { retentionDays: 56 } });
  const { url } = whole.openCost;
  october = await readRawDays(url, '2026-10-01', '2026-10-31');
  november = await readRawDays(url, '2026-11-01', '2026-11-23');
  today = (await readRawDays(url, '2026-11-24', '2026-11-24'))[0] as RawDay;
  await whole.ask('monthly');
  lines = linesOf(await whole.ask(''));
}, 60_000);
afterAll(() => whole.stop());

const sum = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n);
const between = (first: string, last: string) => november.filter(({ date }) => date >= first && date <= last);

/** Days with negative idle are held back; in the weeks compared that is Friday the 13th, and so the 20th has no partner. */
const isHeld = ({ idle }: RawDay) => idle < 0n;
const week = () => between('2026-11-17', '2026-11-23');
const comparedNow = () => week().filter(({ date }) => date !== '2026-11-20');
const comparedBefore = () => between('2026-11-10', '2026-11-16').filter((day) => !isHeld(day));

const rowNames: Record<string, string> = { __unmounted__: 'unclaimed volumes' };

/** What each row cost, idle among them, largest first; what is gone costs nothing. */
function rowsOf(): { name: string; cost: bigint; change: bigint }[] {
  const costs = (days: readonly RawDay[], name: string) =>
    sum(days.map((day) => (name === 'idle' ? day.idle : (day.byNamespace.get(name) ?? 0n))));
  const names = new Set(
    [...week(), ...comparedBefore()].flatMap(({ byNamespace }) => [...byNamespace.keys()]),
  );
  return [...names, 'idle']
    .map((name) => ({
      name: rowNames[name] ?? name,
      cost: costs(week(), name),
      change: costs(comparedNow(), name) - costs(comparedBefore(), name),
    }))
    .sort((a, b) => (a.cost === b.cost ? (a.name < b.name ? -1 : 1) : a.cost < b.cost ? 1 : -1));
}

/** The words of a message's rich text, line by line, with single spaces. */
function linesOf({ blocks }: ShownMessage): string[] {
  const texts = blocks.filter(({ type }) => type === 'rich_text').map((block) => textsIn(block).join(''));
  return texts.flatMap((text) => text.split('\n')).map((line) => line.replace(/\s+/g, ' ').trim());
}

function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  const { text, elements } = value as { text?: unknown; elements?: unknown };
  return typeof text === 'string' ? [text] : textsIn(elements);
}

const cents = (amount: bigint) => BigInt(dollars(amount).replace(/[$,.]/g, '').replace('−', '-'));
const signed = (amount: bigint) => (cents(amount) > 0n ? `+${dollars(amount)}` : dollars(amount));
const percent = (tenths: bigint) => `${tenths / 10n}.${tenths % 10n} %`;

/** "▲ $541.45 (6.1 %)" or, under 1 %, "= (+$1.20)". */
function changeWords(change: number, before: number): string {
  const amount = BigInt(Math.round(change));
  const tenths = Math.round((change * 1000) / before);
  if (Math.abs(tenths) < 10) return `= (${signed(amount)})`;
  const shown =
    Math.abs(tenths) < 100 ? (Math.abs(tenths) / 10).toFixed(1) : String(Math.round(Math.abs(tenths) / 10));
  return `${change > 0 ? '▲' : '▼'} ${dollars(amount < 0n ? -amount : amount)} (${shown} %)`;
}

describe('each figure of the overview is that of OpenCost’s raw bytes', () => {
  it('total, change and today so far', () => {
    const total = sum(week().map((day) => day.total));
    const before = sum(comparedBefore().map((day) => day.total));
    const change = sum(comparedNow().map((day) => day.total)) - before;
    expect(comparedBefore()).toHaveLength(6);
    expect(lines[0]).toBe(
      `${dollars(total)} ${changeWords(Number(change), Number(before))} on 10–16 Nov, 6 of 7 days compared`,
    );
    expect(lines[1]).toBe(`today so far ${dollars(today.total)} until 09:00 UTC (not included)`);
  });

  it('each part of the split of the bill', () => {
    const part = (name: keyof RawDay['parts']) => sum(week().map(({ parts }) => parts[name]));
    const used = sum(week().map((day) => day.used));
    const parts = [
      ['used', used],
      ['requested, unused', part('cpuAndRam') - used],
      ['GPU', part('gpu')],
      ['idle', sum(week().map(({ idle }) => idle))],
      ['storage', part('storage')],
      ['load balancers', part('loadBalancers')],
      ['network', part('network')],
    ] as const;
    const tenths = tenthsOf(parts.map(([, amount]) => amount));
    const words = parts.map(
      ([name, amount], at) => `${name} ${dollars(amount)} (${percent(tenths[at] ?? 0n)})`,
    );
    expect(`${lines[2]} · ${lines[3]}`.split(' · ')).toEqual(words);
    expect(used > 0n && part('gpu') > 0n && part('network') > 0n).toBe(true);
  });

  it('each row, and the rest in one', () => {
    const rows = rowsOf();
    const tenths = tenthsOf(rows.map(({ cost }) => cost));
    const named = rows.slice(0, 6);
    const words = named.map(
      ({ name, cost, change }, at) =>
        `${name} ${dollars(cost)} ${percent(tenths[at] ?? 0n)} ${signed(change)}`,
    );
    const rest = (of: (row: (typeof rows)[number]) => bigint) =>
      (cents(sum(rows.map(of))) - sum(named.map((row) => cents(of(row))))) * 1000n;
    const change = sum(rows.map((row) => row.change));
    expect(lines.slice(4, 11)).toEqual([
      ...words,
      `${rows.length - 6} more ${dollars(rest((row) => row.cost))} ${percent(sum(tenths.slice(6)))} ` +
        `${signed(rest((row) => row.change))} (changes add up to ${signed(change)})`,
    ]);
  });

  it('month to date, its change by the day, and the run rate', () => {
    const counted = (days: readonly RawDay[]) => days.filter((day) => !isHeld(day));
    const covered = (days: readonly RawDay[]) =>
      days.reduce((total, { minutes }) => total + (minutes >= 1425 ? 1 : minutes / 1440), 0);
    const [now, before] = [counted(november), counted(october)];
    expect([covered(now), covered(before)]).toEqual([22, 29.75]);
    const total = sum(now.map((day) => day.total));
    const average = Math.round(Number(total) / covered(now));
    const averageBefore = Math.round(Number(sum(before.map((day) => day.total))) / covered(before));
    const rate = BigInt(Math.round((Number(total) * 30) / covered(now)));
    expect(lines[11]).toBe(
      `November ${dollars(total)} in 22 of 30 days · ${changeWords(average - averageBefore, averageBefore)} ` +
        `a day on the month before · run rate ${dollars(rate)} (monthly 2026-11)`,
    );
  });

  it('the share of cost that carries a team label, and each team', async () => {
    const teams = new Map<string, bigint>();
    for (const { byTeam } of week()) {
      for (const [team, cost] of byTeam) teams.set(team, (teams.get(team) ?? 0n) + cost);
    }
    const allocated = sum([...teams.values()]);
    const tenths = Math.round((Number(allocated - (teams.get('') ?? 0n)) * 1000) / Number(allocated));
    const { blocks } = await whole.ask('cost by=label:team');
    expect(JSON.stringify(blocks)).toContain(`team label on ${(tenths / 10).toFixed(1)} % of allocated cost`);
    const table = blocks.find(({ type }) => type === 'data_table')?.rows as { text: string }[][];
    const shown = new Map(table.map((cells) => [cells[0]?.text, cells[1]?.text]));
    for (const [team, cost] of teams) {
      expect([team, shown.get(team === '' ? 'no team label' : team)]).toEqual([team, dollars(cost)]);
    }
    expect(teams.size).toBeGreaterThan(4);
  });
});
