import { z } from 'zod';
import { moneyToNumber } from '../cost/money.js';
import { isoInstant } from '../cost/time.js';
import { defineReport, type ReportContext } from './report.js';
import type { ReportParams } from './report-params.js';
import { undo } from './savings-deed.js';
import { snoozedActions } from './snooze-actions.js';
import { type SnoozedResult, snoozedDocument } from './snoozed-document.js';
import type { Snooze } from './snoozes.js';

const snoozeWire = z.strictObject({
  id: z.string(),
  kind: z.string(),
  what: z.string(),
  cluster: z.string(),
  namespace: z.string(),
  controller: z.string(),
  controller_kind: z.string(),
  container: z.string(),
  /** A month, when it was snoozed. */
  potential_savings: z.number(),
  figure: z.enum(['can_go_now', 'frees_capacity', 'none']),
  currency: z.string(),
  dismissed: z.boolean(),
  /** null: it does not come back by itself. */
  until: z.string().nullable(),
  why: z.string(),
  by: z.string(),
  at: z.string(),
});

/** What is snoozed and dismissed of savings, by whom and why, and the way back: docs/savings.md. */
export const snoozed = defineReport<SnoozedResult>({
  name: 'snoozed',
  aliases: [],
  summary: 'Savings that are snoozed or dismissed, by whom, why and until when',
  examples: ['savings snoozed'],
  bareWord: 'action',
  takesWindow: false,
  defaultWindow: 'today',
  options: [],
  actions: snoozedActions,
  path: '/savings/snoozed',
  result: z.strictObject({ snoozed: z.array(snoozeWire) }),
  collect: collectSnoozed,
  present: snoozedDocument,
  list: { key: 'snoozed', count: ({ snoozes }) => snoozes.length },
  toJson: ({ snoozes }, { from, to }) => ({ snoozed: snoozes.slice(from, to).map(snoozeToJson) }),
  toCsv: ({ snoozes }) => ({
    header: Object.keys(snoozeWire.shape),
    rows: snoozes.map((snooze) =>
      Object.values(snoozeToJson(snooze)).map((value) =>
        typeof value === 'number' ? value : String(value ?? ''),
      ),
    ),
  }),
});

async function collectSnoozed(
  { action, words }: ReportParams,
  context: ReportContext,
): Promise<SnoozedResult> {
  const { snoozes, nowMs } = context;
  const active = async () => (await snoozes?.active(nowMs)) ?? [];
  const before = await active();
  const done = action === 'undo' ? await undo((words[1] ?? '').toLowerCase(), before, context) : null;
  const isKept = snoozes !== null;
  return {
    snoozes: done ? await active() : before,
    done,
    isKept,
    canUndo: isKept && context.surface !== 'api',
  };
}

function snoozeToJson({ place, ...snooze }: Snooze): z.infer<typeof snoozeWire> {
  const { id, what, moneyPerMonth, figure, currency, dismissed, untilMs, why, by, atMs } = snooze;
  return {
    id,
    kind: place.kind.replaceAll('-', '_'),
    what,
    cluster: place.cluster,
    namespace: place.namespace,
    controller: place.controller,
    controller_kind: place.controllerKind,
    container: place.container,
    potential_savings: moneyToNumber(moneyPerMonth),
    figure,
    currency,
    dismissed,
    until: untilMs === null ? null : isoInstant(untilMs),
    why,
    by,
    at: isoInstant(atMs),
  };
}
