import { expect, it } from '@jest/globals';
import { actionsFor } from '../../../../src/slack/actions/message-actions.js';
import { sampleDocument } from '../documents.js';

const actions = (command: string) => actionsFor(sampleDocument({ command }), { csv: true, digests: true });

it.each(['namespaces 7d', 'cost 7d', 'cost by=cluster', 'cost 30d by=cluster namespace!=ml', 'overview'])(
  '%s can be scheduled',
  (line) => {
    expect(actions(line)).toContain('schedule');
  },
);

it.each(['cost by=label:team 7d', 'cost 7d by=namespace', 'cost 7d by=cluster,namespace', 'health'])(
  '%s cannot: no digest has its table',
  (line) => {
    expect(actions(line)).not.toContain('schedule');
    expect(actions(line)).toContain('csv');
  },
);
