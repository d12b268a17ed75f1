import type { Config } from '../config.js';
import { defaultLimits } from '../cost/quality/limits.js';
import { isoDate } from '../cost/time.js';
import type { CostServiceOptions } from '../cost-service/service.js';
import type { Database } from '../database/database.js';
import { ledgerFiles } from '../ledger/files.js';
import { createLedger } from '../ledger/ledger.js';
import type { Logger } from '../logger.js';
import { createDeliveryLog } from '../store/deliveries.js';
import { createSnoozes } from '../store/snoozes.js';
import { createSubscriptions } from '../store/subscriptions.js';
import { storeLines, takeStoreLine } from '../store/transfer.js';

/** Where closed days are kept, and what is said of it in the log. */
export function historyOf(
  config: Config,
  database: Database,
  parent: Logger,
): NonNullable<CostServiceOptions['history']> {
  const logger = parent.child({ part: 'ledger' });
  const { pool } = database;
  const kept = {
    subscriptions: createSubscriptions(pool),
    log: createDeliveryLog(pool),
    snoozes: createSnoozes(pool),
  };
  return {
    ledger: createLedger(database),
    rights: database.rights,
    files: ledgerFiles,
    beside: {
      lines: () => storeLines(kept),
      take: (line) => takeStoreLine(kept, line),
    },
    backfillDays: config.backfillDays,
    podHistoryDays: config.podHistoryDays,
    limits: { ...defaultLimits, ...config.checks },
    notices: {
      fault: (err) => logger.error({ err }, 'Sealing failed; it is tried again'),
      sealed: ({ startMs, ...facts }) => logger.info({ day: isoDate(startMs), ...facts }, 'A day is sealed'),
      grain: (grain) => logger.warn(grain, 'How a cluster is read has changed'),
      unread: (cluster, { sinceMs, reason, firstLostDayMs, lostAtMs }) =>
        logger.error(
          {
            cluster,
            since: new Date(sinceMs).toISOString(),
            reason,
            day: isoDate(firstLostDayMs),
            lostOn: isoDate(lostAtMs),
          },
          'A cluster cannot be read; days of it will be lost',
        ),
    },
  };
}
