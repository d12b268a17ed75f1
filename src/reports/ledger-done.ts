import { isoDate } from '../cost/time.js';
import type { ClusterGrain } from '../cost-service/ledger-ports.js';
import type { Action, Document, Line, Section } from './document.js';
import { showMoney } from './figures.js';
import { formatNumber } from './format.js';
import type { LedgerDay, LedgerDays, LedgerResult } from './ledger-result.js';
import { showBytes } from './ledger-words.js';
import { writeOption } from './line.js';
import { dayName } from './trust.js';

type Done = Exclude<LedgerResult, LedgerDays | LedgerDay>;

/** What was done, in a sentence and what goes with it. */
export function doneDocument(result: Done): Document {
  const { summary, lines, actions } = wordsOf(result);
  const details: Section[] = lines.length > 0 ? [{ kind: 'text', lines }] : [];
  return {
    title: 'Ledger',
    subtitle: '',
    summary,
    command: result.command,
    sections: [
      { kind: 'text', lines: [[{ text: summary, style: 'bold' }]] },
      ...details,
      { kind: 'actions', actions: [...actions, { label: 'Ledger', command: 'ledger' }] },
    ],
  };
}

interface Words {
  summary: string;
  lines: readonly Line[];
  actions: readonly Action[];
}

function wordsOf(result: Done): Words {
  const days = (count: number) => `${formatNumber('count', count, '')} ${count === 1 ? 'day' : 'days'}`;
  switch (result.kind) {
    case 'accepted': {
      const { head, total, accepted } = result.sealed;
      const cluster = result.severalClusters ? ` of ${head.cluster}` : '';
      const condition = result.severalClusters ? ` ${writeOption('cluster', head.cluster)}` : '';
      return {
        summary: `${dayName(head.startMs)}${cluster} counts from now on: ${showMoney(total, head.currency)}.`,
        lines: [[`accepted: ${accepted?.why ?? ''}`]],
        actions: [{ label: 'The day', command: `ledger ${isoDate(head.startMs)}${condition}` }],
      };
    }
    case 'verified': {
      const { faulty } = result;
      const faults = faulty.map(
        ({ cluster, startMs, faults }): Line => [
          { text: `${cluster} ${dayName(startMs)}`, style: 'bold' },
          `: ${faults.join('; ')}`,
        ],
      );
      return {
        summary:
          faulty.length === 0
            ? `${days(result.days)} verified: all are as they were sealed.`
            : `${faulty.length} of ${days(result.days)} ${faulty.length === 1 ? 'is' : 'are'} not as sealed.`,
        lines: faults,
        actions: faulty.slice(0, 3).map(({ cluster, startMs }) => {
          const command = `reseal ${isoDate(startMs)} ${writeOption('cluster', cluster)}`;
          return { label: `Ask again ${dayName(startMs)}`, command };
        }),
      };
    }
    case 'purged':
      return result.written
        ? {
            summary: `${result.namespace} was removed from ${days(result.days)}; what was removed is gone.`,
            lines: [['Totals of these days are lower by what it cost.']],
            actions: [],
          }
        : {
            summary: `Nothing was removed: this would search all ${days(result.days)} and remove every row of ${result.namespace}, for good.`,
            lines: [
              ['Earlier revisions of these days would go too, and their totals would fall by what it cost.'],
              ['To do it: ', { text: `kubecent ${result.command} --yes`, style: 'code' }],
            ],
            actions: [],
          };
    case 'grains':
      return grainWords(result.grains, result.changed);
    case 'exported':
      return {
        summary: `${days(result.days)} written to ${result.file}, ${showBytes(result.bytes)}.`,
        lines: [],
        actions: [],
      };
    case 'imported':
      return {
        summary: `${days(result.added)} taken from ${result.file}; ${days(result.known)} were there already.`,
        lines: [],
        actions: [],
      };
  }
}

function grainWords(grains: readonly ClusterGrain[], changed: boolean): Words {
  const coarse = grains.filter(({ grain }) => grain === 'workload');
  const names = coarse.map(({ cluster }) => cluster).join(', ');
  const now = grains.map(({ cluster }) => cluster).join(', ');
  return {
    summary: changed
      ? `${now} is read by ${coarse.length > 0 ? 'controller' : 'container again'}, from the next day on.`
      : coarse.length === 0
        ? 'All clusters are read by container.'
        : `Read by controller, because their answers were too large: ${names}.`,
    lines: grains.map(
      ({ cluster, grain, why, sinceMs }): Line => [
        { text: cluster, style: 'bold' },
        `  by ${grain === 'container' ? 'container' : 'controller'}`,
        ...(why === '' ? [] : [`: ${why}, since `, { dateMs: sinceMs, style: 'date-time' } as const]),
      ],
    ),
    actions: [],
  };
}
