import { dayMs } from '../../../src/cost/time.js';
import type { HomeFacts } from '../../../src/slack/views/home-facts.js';

const novemberMs = Date.parse('2026-11-01');
export const homeNowMs = Date.parse('2026-11-24T09:00:00Z');

/** What Home shows on a Tuesday, with any part replaced. */
export function homeFacts(change: Partial<HomeFacts> = {}): HomeFacts {
  const days = Array.from({ length: 23 }, (_, index) => ({
    startMs: novemberMs + index * dayMs,
    total: index % 7 === 0 ? 60_000_000 : 120_000_000 + (index % 7) * 1_234_000,
  }));
  return {
    atMs: homeNowMs,
    health: {
      sentence: ['All numbers current.'],
      details: [[[{ text: 'OpenCost prod', style: 'bold' }, '  up, 12 ms, Prometheus answers']]],
      adminDetails: [[{ text: 'Cache', style: 'bold' }, '  in memory, 91.0 % of 200 from cache']],
    },
    month: {
      lines: [[{ text: 'November', style: 'bold' }, ' $28,361.30 in 23 of 30 days · run rate $38,674.50']],
      days: { name: 'November 2026', startMs: novemberMs, currency: 'USD', days },
      namespaces: [
        { name: 'payments', total: 132_014_000, command: 'pods 2026-11 namespace=payments' },
        { name: 'search', total: 54_487_000, command: 'pods 2026-11 namespace=search' },
      ],
      currency: 'USD',
      today: [],
      unreadDays: 0,
      failures: [],
    },
    savings: {
      currency: 'USD',
      rows: [{ name: '3 nodes', total: 42_048_000, command: 'savings 7d', figure: 'can_go_now' }],
    },
    adminDetails: [[{ text: 'Version', style: 'bold' }, '  1.2.3']],
    unknown: [],
    ...change,
  };
}
