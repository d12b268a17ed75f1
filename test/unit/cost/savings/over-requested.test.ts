import { describe, expect, it } from '@jest/globals';
import type { DayRow } from '../../../../src/cost/day.js';
import { findSavings } from '../../../../src/cost/savings/index.js';
import { cpuRule, sizeRequest } from '../../../../src/cost/savings/size-request.js';
import { evidenceOf, type Usage, usingRow, week } from '../../../support/savings-evidence.js';

/** Two cores and 4 GiB asked for; 0.21 cores and 700 MiB at most. */
const large: Usage = {
  cpuRequest: 2,
  cpuUsed: 0.1,
  cpuMax: 0.21,
  ramRequestGib: 4,
  ramUsedGib: 0.6,
  ramMaxGib: 700 / 1024,
};
const savingsOf = (rowsOn: (day: number) => DayRow[]) => findSavings(evidenceOf(week(rowsOn)));
const only = (rowsOn: (day: number) => DayRow[]) => savingsOf(rowsOn).recommendations[0];
const alone = (usage: Partial<Usage>, fields: Partial<DayRow> = {}) =>
  only(() => [usingRow({ ...large, ...usage }, fields)]);

describe('requests that are too large', () => {
  it('are sized by the highest use ÷ 0.7, and priced by what the window would have cost less', () => {
    // CPU: 0.21 ÷ 0.7 = 0.3 cores; 168 h × 1.7 cores × $0.10 = $28.56
    // RAM: 700 ÷ 0.7 = 1,000 MiB; 168 h × (4 − 1000/1024) GiB × $0.01 = $5.07937(5)
    // a month: $33.63937 × 730 ÷ 168 = $146.17107(2)
    expect(alone({})).toMatchObject({
      kind: 'over-requested',
      what: 'requests of web',
      namespace: 'shop',
      controller: 'web',
      controllerKind: 'deployment',
      container: 'web',
      moneyPerMonth: 14_617_107,
      costPerMonth: 17_520_000,
      figure: 'frees_capacity',
      priority: 'high',
      risk: 'low',
      nextStep: 'set requests: cpu 300m, memory 1000Mi',
      evidence:
        'CPU: 2 cores asked for, 100 mCPU used on average, 210 mCPU at most; ' +
        'memory: 4 GiB asked for, 614 MiB used on average, 700 MiB at most; ' +
        '1 replica on average on 7 days, 16 Nov to 22 Nov',
    });
  });

  it('are those of each replica: five cost and save five times as much', () => {
    const pods = ['a', 'b', 'c', 'd', 'e'].map((pod) => usingRow(large, { pod }));
    expect(only(() => pods)).toMatchObject({
      moneyPerMonth: Math.floor((16_819_687 * 730) / 168),
      nextStep: 'set requests: cpu 300m, memory 1000Mi',
    });
  });

  it('follow the busiest replica on its busiest day', () => {
    const rows = (day: number) => [
      usingRow(large, { pod: 'a' }),
      usingRow({ ...large, cpuMax: day === 2 ? 0.7 : 0.2 }, { pod: 'b' }),
    ];
    expect(only(rows)?.nextStep).toContain('cpu 1000m');
  });

  it('never go under 10 mCPU and 20 MiB', () => {
    const usage = { cpuUsed: 0.0005, cpuMax: 0.001, ramUsedGib: 0.004, ramMaxGib: 0.005 };
    expect(alone(usage)?.nextStep).toBe('set requests: cpu 10m, memory 20Mi');
  });

  it('are left alone where the highest use needs them', () => {
    const usage = { cpuMax: 1.4, ramMaxGib: 2.8 };
    expect(alone(usage)).toBeUndefined();
    expect(alone({ ...usage, ramMaxGib: 0.7 })?.nextStep).toBe('set requests: memory 1024Mi');
  });

  it('rest on the highest daily average ÷ 0.65 where no maximum is known, and say so', () => {
    const usage = { ...large, cpuMax: null, ramMaxGib: null };
    const found = only((day) => [usingRow({ ...usage, cpuUsed: day === 4 ? 0.13 : 0.05 })]);
    // 0.13 ÷ 0.65 = 0.2 cores; 0.6 GiB ÷ 0.65 = 945.2 MiB
    expect(found).toMatchObject({ nextStep: 'set requests: cpu 200m, memory 946Mi', risk: 'high' });
    expect(found?.evidence).toContain('no maximum known');
    expect(found?.riskReason).toContain('no maximum of memory');
  });

  it('do not trust a maximum below the average of a day', () => {
    expect(alone({ cpuMax: 0.05 })?.nextStep).toContain('cpu 154m');
  });

  it('are judged by what is asked for on the last day: what was mended during the window is done', () => {
    const mended = { ...large, cpuRequest: 0.3, ramRequestGib: 1000 / 1024 };
    expect(only((day) => [usingRow(day < 4 ? large : mended)])).toBeUndefined();
    const half = only((day) => [usingRow({ ...large, cpuRequest: day < 4 ? 2 : 1 })]);
    // from now on only 0.7 of the last day's one core can go: 168 h × 0.7 × $0.10, and the RAM as before
    expect(half?.moneyPerMonth).toBe(Math.floor(((1_176_000 + 507_937) * 730) / 168));
  });

  it.each([
    ['steady use over a week', {}, {}, 'low'],
    ['a StatefulSet', {}, { controllerKind: 'statefulset' }, 'medium'],
    ['a DaemonSet', {}, { controllerKind: 'daemonset' }, 'medium'],
    ['CPU that peaks at 6 times its average', { cpuMax: 0.6 }, {}, 'medium'],
    ['memory that peaks at twice its average', { ramMaxGib: 1.2 }, {}, 'medium'],
    ['the cluster itself', {}, { namespace: 'kube-system' }, 'high'],
  ])('are of a risk with a reason: %s', (_, usage, fields, risk) => {
    const found = alone(usage, fields);
    expect(found?.risk).toBe(risk);
    expect(found?.riskReason).not.toBe('');
  });

  it('are a medium risk where less than a week was seen', () => {
    const found = only((day) => (day < 2 ? [] : [usingRow(large)]));
    expect(found).toMatchObject({ risk: 'medium' });
    expect(found?.riskReason).toContain('seen on 5 days only');
  });

  it.each([
    ['jobs', { controllerKind: 'job' }, 'containers of jobs'],
    ['bare pods', { controllerKind: '', controller: '' }, 'containers of bare pods'],
    [
      'DaemonSets of kube-system',
      { controllerKind: 'daemonset', namespace: 'kube-system' },
      'containers of DaemonSets in kube-system',
    ],
    ['what never ran all day', { minutes: 800 }, 'containers seen all day on fewer than 3 days'],
    ['what was not measured', { ramUsageByteHours: 0 }, 'containers whose use was not measured'],
  ])('are not judged for %s, which is counted', (_, fields, what) => {
    const { recommendations, leftOut } = savingsOf(() => [usingRow(large, fields)]);
    expect(recommendations).toEqual([]);
    expect(leftOut).toEqual([{ what, count: 1 }]);
  });

  it('are judged over a weekend without pods, but not once the controller is gone', () => {
    expect(only((day) => (day < 5 ? [usingRow(large)] : []))).toBeDefined();
    expect(only((day) => (day < 4 ? [usingRow(large)] : []))).toBeUndefined();
  });

  it('never save what was used, even where its cost and its hours disagree', () => {
    const demand = {
      cost: 1_000,
      used: 950,
      allocatedHours: 100,
      usageHours: 10,
      containerHours: 100,
      requestNow: 1,
      maximum: 0.14,
      highestAverage: 0.12,
    };
    expect(sizeRequest(demand, cpuRule)).toMatchObject({ recommended: 0.2, saving: 50 });
    expect(sizeRequest({ ...demand, used: 100 }, cpuRule)).toMatchObject({ saving: 800 });
  });
});
