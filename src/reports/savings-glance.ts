import type { z } from 'zod';
import { moneyFromWire } from '../cost/money.js';
import { writeOption } from './line.js';
import type { GlanceRow } from './month-glance.js';
import { type ReportAnswer, wholeList } from './report.js';
import type { savingsWire } from './savings-wire.js';

/** What could be saved first. Money is a month's. */
export interface SavingsGlance {
  currency: string;
  rows: readonly (GlanceRow & { figure: 'can_go_now' | 'frees_capacity' })[];
}

export const savingsGlanceLine = 'savings 7d';
const named = 3;

/** The first recommendations with money, as the report of savings orders them. */
export function savingsGlance(answer: ReportAnswer, clusters: number): SavingsGlance {
  const { recommendations, currency } = answer.json(wholeList) as z.infer<typeof savingsWire>;
  const rows = recommendations.flatMap((one) => {
    const { figure, what, namespace, cluster, potential_savings: money } = one;
    if (figure === 'none') return [];
    const place = [what, namespace, clusters > 1 ? cluster : ''].filter(Boolean).join(' · ');
    const conditions = [
      ...(namespace === '' ? [] : [writeOption('namespace', namespace)]),
      ...(clusters > 1 ? [writeOption('cluster', cluster)] : []),
    ];
    const command = [savingsGlanceLine, ...conditions].join(' ');
    return [{ name: place, total: moneyFromWire(money), command, figure }];
  });
  return { currency, rows: rows.slice(0, named) };
}
