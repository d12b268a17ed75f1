import { toCents } from '../cost/money.js';
import type { ResealOutcome } from '../cost-service/ledger-desk.js';
import type { Cell, Column, Document, Line, Section, TableRow } from './document.js';
import { showMoney, showSignedMoney } from './figures.js';
import { reasonsOf, stateWord } from './ledger-words.js';
import { unclaimedName } from './row-names.js';
import { dayName } from './trust.js';

export interface ResealResult {
  outcomes: readonly ResealOutcome[];
  write: boolean;
  command: string;
  severalClusters: boolean;
}

/** Before, after and difference of each day, what changed in it, and what was written. */
export function resealDocument(result: ResealResult): Document {
  const { outcomes, command, severalClusters } = result;
  const summary = summaryOf(result);
  const changed = outcomes.filter(({ changes }) => changes.length > 0);
  const details = changed.map(
    (outcome): Line => [
      { text: nameOf(outcome, severalClusters), style: 'bold' },
      `: ${outcome.changes.map((change) => changeWords(change, outcome.currency)).join(' · ')}`,
    ],
  );
  const named: Section[] = details.length > 0 ? [{ kind: 'text', lines: details }] : [];
  const writes = canWrite(result);
  return {
    title: 'OpenCost asked again',
    subtitle: '',
    summary,
    command,
    sections: [
      { kind: 'text', lines: [[{ text: summary, style: 'bold' }]] },
      {
        kind: 'table',
        caption: 'Before and after',
        currency: '',
        columns: columnsOf(severalClusters),
        rows: outcomes.map((outcome) => rowOf(outcome, result)),
        rowNoun: 'days',
      },
      ...named,
      ...(writes
        ? [
            {
              kind: 'note' as const,
              lines: [['To write it: ', { text: `kubecent ${command} --yes`, style: 'code' as const }]],
            },
          ]
        : []),
      {
        kind: 'actions',
        actions: [
          ...(writes ? [{ label: 'Write it', command: `${command} --yes` }] : []),
          { label: 'Ledger', command: 'ledger' },
        ],
      },
    ],
  };
}

function summaryOf(result: ResealResult): string {
  const { outcomes, write } = result;
  const several = new Set(outcomes.map(({ cluster }) => cluster)).size > 1;
  const noun = several ? 'cluster-days' : outcomes.length === 1 ? 'day' : 'days';
  const differing = outcomes.filter(differs).length;
  const failed = outcomes.filter(({ after }) => after === null).length;
  const written = outcomes.filter((outcome) => outcome.written).length;
  const asked = `${outcomes.length} ${noun} asked again: ${differing === 0 ? 'none differs' : `${differing} ${differing === 1 ? 'differs' : 'differ'}`}`;
  const lost = failed === 0 ? '' : `, ${failed} could not be read`;
  const ending = write && written > 0 ? `${written} written` : 'nothing was written';
  return `${asked}${lost}; ${ending}.`;
}

function differs({ before, after, changes }: ResealOutcome): boolean {
  if (!after) return false;
  return !before || before.total !== after.total || changes.length > 0 || isHeld(before) !== isHeld(after);
}

function isHeld({ state }: { state: string }): boolean {
  return state === 'quarantined';
}

/** Only what passes its checks can be written. */
function passes({ after }: ResealOutcome): boolean {
  return after !== null && after.state !== 'quarantined' && after.state !== 'missing';
}

function canWrite({ outcomes, write }: ResealResult): boolean {
  return !write && outcomes.some((outcome) => differs(outcome) && passes(outcome));
}

function nameOf({ cluster, startMs }: ResealOutcome, severalClusters: boolean): string {
  return severalClusters ? `${cluster} ${dayName(startMs)}` : dayName(startMs);
}

/** "payments $10.00 → $12.00 (+$2.00)". */
function changeWords(
  { namespace, before, after }: ResealOutcome['changes'][number],
  currency: string,
): string {
  const name = namespace === '' ? 'idle' : namespace === '__unmounted__' ? unclaimedName : namespace;
  const difference = showSignedMoney(after - before, currency) || 'under a cent';
  return `${name} ${showMoney(before, currency)} → ${showMoney(after, currency)} (${difference})`;
}

function columnsOf(severalClusters: boolean): Column[] {
  const column = (title: string, unit: Column['unit']): Column => ({ title, unit, total: null });
  return [
    column('Day', null),
    ...(severalClusters ? [column('Cluster', null)] : []),
    column('Before', 'cents'),
    column('Now', 'cents'),
    column('Difference', 'signedCents'),
    column('State now', null),
    column('What became of it', null),
  ];
}

const nothing: Cell = { number: 0, text: '–' };

function rowOf(outcome: ResealOutcome, { write, severalClusters }: ResealResult): TableRow {
  const { before, after, currency, cluster, startMs } = outcome;
  const money = (side: { total: number } | null): Cell =>
    side ? { number: toCents(side.total), text: showMoney(side.total, currency) } : nothing;
  const difference = before && after ? after.total - before.total : null;
  return {
    cells: [
      { text: dayName(startMs) },
      ...(severalClusters ? [{ text: cluster }] : []),
      money(before),
      money(after),
      difference === null
        ? nothing
        : { number: toCents(difference), text: showSignedMoney(difference, currency) || 'the same' },
      { text: after ? stateWord(after.state) : '–' },
      { text: fateOf(outcome, write) },
    ],
    command: null,
  };
}

function fateOf(outcome: ResealOutcome, write: boolean): string {
  const { after, failure, before, written } = outcome;
  if (!after) return failure ?? 'could not be read';
  if (written) return before ? 'written; the earlier revision is kept' : 'written';
  if (after.state === 'missing') return 'OpenCost has nothing of the day any more';
  if (after.state === 'quarantined') return `fails a check: ${reasonsOf(after.findings)}`;
  if (write) return 'not written: another process was quicker; ask again';
  return differs(outcome) ? 'not written' : 'the same';
}
