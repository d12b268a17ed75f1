import { efficiency } from '../cost/efficiency.js';
import { type Money, moneyToNumber } from '../cost/money.js';
import type { CostResult } from './cost-result.js';
import { sortedRows } from './cost-table.js';
import type { CsvTable } from './report.js';
import { rowNamer } from './row-names.js';
import { moneyToJson, round } from './wire.js';

/** Every row in the order asked for, with its parts, unclaimed volumes and idle beside them: the column of totals adds up to the answer's total. */
export function costCsv({ answer, sort }: Pick<CostResult, 'answer' | 'sort'>): CsvTable {
  const nameOf = rowNamer(answer);
  const header = [
    'name',
    ...answer.question.groupBy,
    'currency',
    'cpu_cost',
    'memory_cost',
    'gpu_cost',
    'storage_cost',
    'network_cost',
    'load_balancer_cost',
    'other_cost',
    'total_cost',
    'used_cost',
    'efficiency',
    'change',
  ];
  const change = (compared: Money, baseline: Money | null) =>
    baseline === null ? '' : moneyToNumber(compared - baseline);
  const { groupBy } = answer.question;
  const keys = groupBy.map(() => '');
  return {
    header,
    rows: {
      *[Symbol.iterator]() {
        for (const row of sortedRows(answer, sort)) {
          yield [
            nameOf(row),
            ...row.key,
            answer.currency,
            ...Object.values(moneyToJson(row)),
            moneyToNumber(row.used.cpu + row.used.ram),
            round(efficiency(row).total, 4),
            change(row.compared, row.baseline),
          ];
        }
        if (!answer.idleInTotal) return;
        const { cpu, ram, gpu } = answer.idle;
        const parts = [cpu, ram, gpu, 0, 0, 0, 0, answer.idleTotal].map(moneyToNumber);
        const idleChange = change(answer.idleCompared, answer.idleBaseline);
        yield ['idle', ...keys, answer.currency, ...parts, 0, '', idleChange];
      },
    },
  };
}
