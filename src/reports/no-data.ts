import type { CostResult } from './cost-result.js';
import type { Action, Section } from './document.js';
import { subtitleOf } from './headline.js';
import { coarserActions } from './pods-kept.js';
import { dayName } from './trust.js';

/** What is said where there is no figure: the reason, and what to do. Never an empty table, never $0.00. */
export function noDataSections(result: CostResult): { summary: string; sections: Section[] } {
  const { sentence, todo, actions } = reasonOf(result);
  const summary = `No costs for ${subtitleOf(result)}: ${sentence}`;
  const sections: Section[] = [{ kind: 'text', lines: [[summary], ...(todo === '' ? [] : [[todo]])] }];
  if (actions.length > 0) sections.push({ kind: 'actions', actions });
  return { summary, sections };
}

/** A button that sums days that failed their checks, too, where there are some in the window. */
export function heldActions({ answer, command }: CostResult): Action[] {
  const isHeld = answer.days.some(({ role, state }) => role === 'window' && state === 'quarantined');
  if (!isHeld || answer.question.includeHeld) return [];
  return [{ label: 'Include held back', command: `${command} held=include` }];
}

interface Reason {
  sentence: string;
  todo: string;
  actions: readonly Action[];
}

function reasonOf(result: CostResult): Reason {
  const { answer } = result;
  const days = answer.days.filter((day) => day.role === 'window');
  const held = days.filter((day) => day.state === 'quarantined');
  const failure = answer.failures[0];
  if (answer.unread && !failure) {
    const seconds = answer.unread.secondsLeft;
    const wait = seconds === null ? 'in a moment' : `in about ${seconds} s`;
    return {
      sentence: 'the days are still being read from OpenCost.',
      todo: `Ask again ${wait}.`,
      actions: [],
    };
  }
  if (failure)
    return {
      sentence: failure.userMessage,
      todo: 'The health command says which parts answer.',
      actions: [{ label: 'Health', command: 'health' }],
    };
  if (held.length > 0 && !answer.question.includeHeld) {
    const names = held
      .slice(0, 3)
      .map((day) => dayName(day.startMs))
      .join(', ');
    const more = held.length > 3 ? ` and ${held.length - 3} more` : '';
    const reason = held[0]?.findings.find(({ severity }) => severity === 'held')?.reason ?? 'a check failed';
    return {
      sentence: `held back because the answer cannot be right (${names}${more}): ${reason}.`,
      todo: 'Include it if you know better.',
      actions: heldActions(result),
    };
  }
  if (days.length === 0)
    return { sentence: 'no day of it is over yet.', todo: 'Ask for today.', actions: [] };
  if (days.some((day) => day.missing === 'expired' || day.missing === 'coarse')) {
    const isCoarse = days.some((day) => day.missing === 'coarse');
    return {
      sentence: isCoarse
        ? 'this cluster is read by controller because its answer is too large, so pods and nodes are not known.'
        : 'pods and nodes are kept for a while only, and those of these days are not kept any more.',
      todo: 'Ask by controller.',
      actions: coarserActions(answer),
    };
  }
  if (days.every((day) => day.missing === 'empty')) {
    return {
      sentence: 'OpenCost has no data for these days.',
      todo: 'It keeps what its Prometheus keeps, often 15 days. Ask for a later window.',
      actions: [],
    };
  }
  return {
    sentence: 'nothing matches these conditions.',
    todo: 'Leave one out, or ask without a window.',
    actions: [],
  };
}
