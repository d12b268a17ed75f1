import { cost } from './cost.js';
import { digest } from './digest.js';
import { health } from './health.js';
import { help } from './help.js';
import { ledger } from './ledger.js';
import { monthly } from './monthly.js';
import { namespaces } from './namespaces.js';
import { overview } from './overview.js';
import { pods } from './pods.js';
import type { AnyReport } from './report.js';
import { reseal } from './reseal.js';
import { savings } from './savings.js';
import { snoozed } from './snoozed.js';

/** All reports, in the order of help. A new report is one file and one line here. */
export const reports: readonly AnyReport[] = [
  overview,
  namespaces,
  pods,
  monthly,
  cost,
  savings,
  snoozed,
  digest,
  ledger,
  reseal,
  health,
  help,
];

/** What a line without a command means: `7d` is `overview 7d`. */
export const defaultReport = overview;
