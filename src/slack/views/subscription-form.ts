import type { Schedule } from '../../digests/schedule.js';
import type { SubscriptionChoice } from '../../digests/subscription.js';
import { digestReports } from '../../digests/words.js';
import { checkboxes, input, option, type PlainText, plain, select } from './form-elements.js';
import { advice, adviceButton, scheduleInputs } from './schedule-inputs.js';

/** A modal as Slack takes it. */
export interface ModalView {
  type: 'modal';
  callback_id: string;
  private_metadata: string;
  title: PlainText;
  submit?: PlainText;
  close: PlainText;
  blocks: Record<string, unknown>[];
}

export const formId = 'subscription-form';

/** What the form remembers of where it was opened. */
export interface FormMemory {
  /** null: a new one. */
  id: string | null;
  version: number;
  workspace: string;
  /** Counts times that a button has set: an input that is drawn again keeps what it had, a new one does not. */
  round: number;
}

/** The choice so far; what is written may be wrong. */
export interface FormState {
  memory: FormMemory;
  choice: SubscriptionChoice;
  /** A line above the buttons: what a press has done. */
  said: string;
}

const scheduleKinds: readonly { kind: Schedule['kind']; words: string }[] = [
  { kind: 'weekly', words: 'Every week' },
  { kind: 'daily', words: 'Every day' },
  { kind: 'weekdays', words: 'Monday to Friday' },
  { kind: 'monthly', words: 'First working day of the month' },
  { kind: 'cron', words: 'Cron expression' },
];

const reportWords: Readonly<Record<string, string>> = {
  namespaces: 'Namespaces',
  pods: 'Pods',
  savings: 'Savings',
  monthly: 'Months',
  cost: 'Cost by cluster',
};

/** Draws the form. Inputs that depend on the kind of schedule come and go; their block ids stay, so that what was typed does. */
export function subscriptionForm({ memory, choice, said }: FormState, nowMs: number): ModalView {
  const { schedule, zone } = choice;
  const isNew = memory.id === null;
  return {
    type: 'modal',
    callback_id: formId,
    private_metadata: JSON.stringify(memory),
    title: plain(isNew ? 'Subscribe' : 'Edit digest'),
    submit: plain(isNew ? 'Subscribe' : 'Save'),
    close: plain('Cancel'),
    blocks: [
      input('channel', 'Channel', {
        type: 'conversations_select',
        ...(choice.channel === '' ? {} : { initial_conversation: choice.channel }),
        filter: { include: ['public', 'private', 'im'], exclude_bot_users: true },
      }),
      input('name', 'Name', { type: 'plain_text_input', max_length: 75, initial_value: choice.name }),
      input(
        'kind',
        'When',
        select(
          scheduleKinds.map(({ kind, words }) => option(kind, words)),
          schedule.kind,
        ),
        {
          dispatch_action: true,
        },
      ),
      ...scheduleInputs(schedule, memory.round),
      input(
        'zone',
        'Time zone',
        {
          type: 'external_select',
          min_query_length: 0,
          initial_option: option(zone, zone),
          placeholder: plain('Europe/Berlin'),
        },
        { dispatch_action: true },
      ),
      ...advice(choice, nowMs),
      input(
        'reports',
        'Tables in the thread',
        checkboxes(
          digestReports.map((name) => option(name, reportWords[name] ?? name)),
          choice.reports,
        ),
        {
          optional: true,
        },
      ),
      input(
        'scope',
        'Only for',
        {
          type: 'plain_text_input',
          max_length: 500,
          ...(choice.scope === '' ? {} : { initial_value: choice.scope }),
          placeholder: plain('cluster=prod namespace=payments,checkout'),
        },
        {
          optional: true,
          hint: plain('Conditions as in a command: cluster= namespace= label:team= — all where it is empty.'),
        },
      ),
      input(
        'quiet',
        'Quiet',
        checkboxes([option('quiet', 'Send nothing while nothing matters')], choice.quiet ? ['quiet'] : []),
        {
          optional: true,
        },
      ),
      input(
        'owners',
        'Others who may change it',
        {
          type: 'multi_users_select',
          ...(choice.owners.length > 0 ? { initial_users: [...choice.owners] } : {}),
        },
        {
          optional: true,
        },
      ),
      {
        type: 'actions',
        block_id: 'do',
        elements: [
          { type: 'button', action_id: 'form:preview', text: plain('Preview to me') },
          ...adviceButton(choice, nowMs),
        ],
      },
      ...(said === '' ? [] : [{ type: 'context', block_id: 'said', elements: [plain(said)] }]),
    ],
  };
}
