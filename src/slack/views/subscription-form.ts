import { localClock, placeOf } from '../../digests/local-time.js';
import { lateness } from '../../digests/period.js';
import { nextSlots, type Schedule, scheduleProblem, weekdayNames } from '../../digests/schedule.js';
import type { SubscriptionChoice } from '../../digests/subscription.js';
import { whenWords } from '../../digests/when-words.js';
import { digestReports } from '../../digests/words.js';
import { cleanText } from '../render/clean-text.js';

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

interface PlainText {
  type: 'plain_text';
  text: string;
  emoji: false;
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

function scheduleInputs(schedule: Schedule, round: number): Record<string, unknown>[] {
  if (schedule.kind === 'cron')
    return [
      input(
        'cron',
        'Cron expression',
        {
          type: 'plain_text_input',
          max_length: 100,
          initial_value: schedule.expression,
          dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] },
        },
        {
          dispatch_action: true,
          hint: plain(
            'Minute, hour, day, month, weekday: 0 9 * * 1 is Monday at 09:00. Enter shows its next dates.',
          ),
        },
      ),
    ];
  const weekday = weekdayNames.map((name, at) => option(String(at + 1), name));
  return [
    ...(schedule.kind === 'weekly'
      ? [input('weekday', 'Day', select(weekday, String(schedule.weekday)), { dispatch_action: true })]
      : []),
    input(
      'time',
      'Time',
      { type: 'timepicker', initial_time: schedule.time },
      { block_id: `time-${round}`, dispatch_action: true },
    ),
  ];
}

/** The next three dates, and when the days close, where the digest would always be late. */
function advice(choice: SubscriptionChoice, nowMs: number): Record<string, unknown>[] {
  const problem = scheduleProblem(choice.schedule, choice.zone);
  const words = problem ?? dateWords(choice, nowMs);
  return [{ type: 'context', block_id: 'advice', elements: [plain(cleanText(words))] }];
}

function dateWords(choice: SubscriptionChoice, nowMs: number): string {
  const slots = nextSlots(choice, nowMs, 3);
  const dates = `Next: ${slots.map((slot) => whenWords(slot, choice.zone)).join(', ')}.`;
  const late = slots[0] === undefined ? null : lateness(choice, slots[0]);
  if (!late) return dates;
  const place = placeOf(choice.zone);
  return `${dates} Days are UTC: yours close ${whenWords(late.closesMs, choice.zone)}, so the digest would always wait for that; earliest complete digest at ${localClock(late.completeMs, choice.zone)} in ${place}.`;
}

/** Offers the first time at which the digest is complete. */
function adviceButton(choice: SubscriptionChoice, nowMs: number): Record<string, unknown>[] {
  const better = betterTime(choice, nowMs);
  if (better === null) return [];
  return [{ type: 'button', action_id: 'form:better', value: better, text: plain(`Use ${better}`) }];
}

/** "12:00"; null where the digest is on time as it is, or comes by a cron expression. */
export function betterTime({ schedule, zone }: SubscriptionChoice, nowMs: number): string | null {
  if (schedule.kind === 'cron' || scheduleProblem(schedule, zone) !== null) return null;
  const [slot] = nextSlots({ schedule, zone }, nowMs, 1);
  const late = slot === undefined ? null : lateness({ schedule, zone }, slot);
  return late && localClock(late.completeMs, zone);
}

function plain(text: string): PlainText {
  return { type: 'plain_text', text, emoji: false };
}

export function option(value: string, words: string) {
  return { text: plain(words), value };
}

function select(options: ReturnType<typeof option>[], chosen: string) {
  const initial = options.find(({ value }) => value === chosen);
  return { type: 'static_select', options, ...(initial ? { initial_option: initial } : {}) };
}

function checkboxes(options: ReturnType<typeof option>[], chosen: readonly string[]) {
  const initial = options.filter(({ value }) => chosen.includes(value));
  return { type: 'checkboxes', options, ...(initial.length > 0 ? { initial_options: initial } : {}) };
}

function input(
  id: string,
  label: string,
  element: Record<string, unknown>,
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    type: 'input',
    block_id: id,
    label: plain(label),
    element: { action_id: `form:${id}`, ...element },
    ...more,
  };
}
