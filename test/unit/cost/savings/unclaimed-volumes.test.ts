import { describe, expect, it } from '@jest/globals';
import type { DayRow } from '../../../../src/cost/day.js';
import { findSavings } from '../../../../src/cost/savings/index.js';
import { sampleRow } from '../../../support/sample-day.js';
import { evidenceOf, gib, week } from '../../../support/savings-evidence.js';

const volume = (fields: Partial<DayRow> & { cost?: { storage: number } } = {}) =>
  sampleRow({
    kind: 'unmounted',
    namespace: '',
    controllerKind: '',
    controller: '',
    pod: '',
    container: '',
    node: '',
    minutes: 0,
    pvByteHours: 80 * 24 * gib,
    cost: { storage: 19_200 },
    ...fields,
  });
const claims = (fields: Partial<DayRow> = {}) =>
  volume({ kind: 'workload', namespace: 'data', container: '__unmounted__', ...fields });
const found = (rowsOn: (day: number) => DayRow[]) => findSavings(evidenceOf(week(rowsOn)));

describe('volumes that no pod mounts', () => {
  it('can go now, for a month of 730 h: 80 GiB at $0.0001 an hour are $5.84', () => {
    const { recommendations, canGoNow, freesCapacity } = found(() => [volume()]);
    expect(recommendations).toEqual([
      expect.objectContaining({
        kind: 'unclaimed-volumes',
        what: 'unclaimed volumes',
        cluster: 'prod',
        moneyPerMonth: 584_000,
        figure: 'can_go_now',
        risk: 'low',
        priority: 'high',
        evidence: '80 GiB that no pod mounted on 7 days, 16 Nov to 22 Nov',
      }),
    ]);
    expect([canGoNow, freesCapacity]).toEqual([584_000, 0]);
  });

  it('tell the claims of a namespace apart, whose data somebody may want', () => {
    const { recommendations } = found(() => [claims(), volume()]);
    expect(recommendations.map(({ what, namespace, risk }) => [what, namespace, risk])).toEqual([
      ['unclaimed volumes', '', 'low'],
      ['unmounted claims', 'data', 'medium'],
    ]);
  });

  it('are no advice once they are gone', () => {
    expect(found((day) => (day < 6 ? [volume()] : [])).recommendations).toEqual([]);
  });

  it('are a high risk where something mounts them now and then', () => {
    const [recommendation] = found((day) => (day === 3 ? [] : [claims()])).recommendations;
    expect(recommendation).toMatchObject({ risk: 'high', moneyPerMonth: Math.floor((584_000 * 6) / 7) });
    expect(recommendation?.riskReason).toContain('on 1 of 7 days');
  });

  it('under one unit of currency a month are counted, not listed', () => {
    const { recommendations, small, canGoNow } = found(() => [
      volume({ cost: { ...claims().cost, storage: 3_000 } }),
    ]);
    expect(recommendations).toEqual([]);
    expect(small).toEqual({ count: 1, money: 91_250 });
    expect(canGoNow).toBe(0);
  });
});
