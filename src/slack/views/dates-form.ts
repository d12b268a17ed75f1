import { dayMs, isoDate } from '../../cost/time.js';
import type { Window } from '../../cost/window.js';
import { plain } from './form-elements.js';
import { askInput } from './question-form.js';
import type { ModalView } from './subscription-form.js';

export const datesFormId = 'ask:dates';

/** A form for the first and the last day of a window, filled in with those it has now. */
export function datesForm({ startMs, endMs }: Window, memory: string): ModalView {
  const lastMs = Math.max(startMs, endMs - dayMs);
  const day = (id: string, label: string, ms: number) => ({
    ...askInput(id, label, { type: 'datepicker', initial_date: isoDate(ms) }),
    optional: false,
  });
  return {
    type: 'modal',
    callback_id: datesFormId,
    private_metadata: memory,
    title: plain('Dates'),
    submit: plain('Show'),
    close: plain('Cancel'),
    blocks: [
      day('first', 'First day (UTC)', startMs),
      day('last', 'Last day (UTC), included', lastMs),
      {
        type: 'context',
        block_id: 'said',
        elements: [plain('Days that are over. Of the running day use Today.')],
      },
    ],
  };
}
