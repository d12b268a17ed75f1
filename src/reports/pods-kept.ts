import type { Dimension } from '../cost/group.js';
import type { Answer } from '../cost-service/answer.js';
import type { Action } from './document.js';
import { writeFilter, writeOption } from './line.js';

/** What only rows of pods can say. */
const finest = new Set<Dimension>(['pod', 'container', 'node']);

/** The same days by controller, where some have no pods and nodes, or none any more: without what only these could say. */
export function coarserActions({ days, question }: Answer): Action[] {
  const lacks = days.some(
    ({ role, missing }) => role === 'window' && (missing === 'expired' || missing === 'coarse'),
  );
  if (!lacks) return [];
  const filter = question.filter.filter(({ dimension }) => !finest.has(dimension));
  const idle = question.idle === 'separate' ? '' : writeOption('idle', question.idle);
  const command = ['cost', question.window.name, 'by=controller', writeFilter(filter), idle];
  return [{ label: 'By controller, all days', command: command.filter(Boolean).join(' ') }];
}
