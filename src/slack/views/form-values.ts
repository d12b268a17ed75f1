import { plainScope } from '../../digests/asking.js';
import { type Schedule, scheduleProblem } from '../../digests/schedule.js';
import type { SubscriptionChoice } from '../../digests/subscription.js';
import { NotUnderstood } from '../../errors.js';
import type { FormMemory } from './subscription-form.js';

/** A view as Slack hands it back. */
export interface FilledView {
  private_metadata: string;
  state: { values: Readonly<Record<string, Readonly<Record<string, FilledValue>>>> };
}

interface FilledValue {
  value?: string | null;
  selected_option?: { value: string } | null;
  selected_options?: readonly { value: string }[];
  selected_time?: string | null;
  selected_conversation?: string | null;
  selected_users?: readonly string[];
}

type Filled = (id: string) => FilledValue;

/** What the form was opened for. Throws NotUnderstood for what is not ours. */
export function readMemory({ private_metadata: text }: FilledView): FormMemory {
  try {
    const { id, version, workspace, round } = JSON.parse(text) as Record<string, unknown>;
    return {
      id: typeof id === 'string' ? id : null,
      version: Number(version),
      workspace: String(workspace),
      round: Number(round),
    };
  } catch {
    throw new NotUnderstood('This form is from an older version. Close it and open it again.');
  }
}

/** What was chosen, as it stands: nothing of it is checked. */
export function readChoice(view: FilledView): SubscriptionChoice {
  const filled: Filled = (id) => {
    const blockId = Object.keys(view.state.values).find(
      (block) => block === id || block.startsWith(`${id}-`),
    );
    return (blockId && view.state.values[blockId]?.[`form:${id}`]) || {};
  };
  const options = (id: string) => (filled(id).selected_options ?? []).map(({ value }) => value);
  return {
    channel: filled('channel').selected_conversation ?? '',
    name: (filled('name').value ?? '').trim() || 'Kubernetes cost',
    owners: [...(filled('owners').selected_users ?? [])],
    reports: options('reports'),
    scope: (filled('scope').value ?? '').trim(),
    schedule: readSchedule(filled),
    zone: filled('zone').selected_option?.value ?? 'UTC',
    quiet: options('quiet').includes('quiet'),
  };
}

function readSchedule(filled: Filled): Schedule {
  const kind = filled('kind').selected_option?.value;
  if (kind === 'cron') return { kind, expression: (filled('cron').value ?? '0 9 * * 1').trim() };
  const time = filled('time').selected_time ?? '09:00';
  if (kind === 'daily' || kind === 'weekdays' || kind === 'monthly') return { kind, time };
  return { kind: 'weekly', weekday: Number(filled('weekday').selected_option?.value ?? 1), time };
}

/** The choice in its plain form, or a sentence beside each input that is wrong. */
export function checkChoice(
  choice: SubscriptionChoice,
  { round }: Pick<FormMemory, 'round'>,
): { choice: SubscriptionChoice } | { errors: Record<string, string> } {
  const errors: Record<string, string> = {};
  const problem = scheduleProblem(choice.schedule, choice.zone);
  if (problem !== null) errors[choice.schedule.kind === 'cron' ? 'cron' : `time-${round}`] = problem;
  if (choice.channel === '') errors.channel = 'Choose a channel.';
  try {
    const scope = plainScope(choice.scope);
    return Object.keys(errors).length > 0 ? { errors } : { choice: { ...choice, scope } };
  } catch (error) {
    if (!(error instanceof NotUnderstood)) throw error;
    return { errors: { ...errors, scope: error.userMessage } };
  }
}
