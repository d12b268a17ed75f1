import type { Money } from '../cost/money.js';
import { shares } from '../cost/shares.js';
import type { Answer } from '../cost-service/answer.js';
import { showMoney } from './figures.js';
import { formatNumber } from './format.js';

/** One part of the bill. */
export interface BillPart {
  name: string;
  money: Money;
  /** Permille of the total; the parts' shares add up to 1000. */
  share: number;
}

/**
 * The split of the bill: docs/definitions.md, "Used". Used and unused are CPU and RAM; with shared idle inside the
 * parts there is no split, since then nobody can tell requests from idle. Parts that are nothing are left out.
 */
export function billSplit(answer: Answer): BillPart[] {
  const { totalParts, used, idleTotal, total, question } = answer;
  if (total <= 0 || question.idle === 'share') return [];
  const usedMoney = used.cpu + used.ram;
  const parts: [string, Money][] = [
    ['used', usedMoney],
    ['requested, unused', totalParts.cpu + totalParts.ram - usedMoney],
    ['GPU', totalParts.gpu],
    ['idle', idleTotal],
    ['storage', totalParts.storage],
    ['load balancers', totalParts.loadBalancer],
    ['network', totalParts.network],
    ['other', totalParts.other],
  ];
  const permille = shares(parts.map(([, money]) => money));
  return parts
    .map(([name, money], index) => ({ name, money, share: permille[index] ?? 0 }))
    .filter(({ money }) => money !== 0);
}

/** "used $3,012.10 (32.0 %)". */
export function partWords({ name, money, share }: BillPart, currency: string): string {
  return `${name} ${showMoney(money, currency)} (${formatNumber('permille', share, '')})`;
}
