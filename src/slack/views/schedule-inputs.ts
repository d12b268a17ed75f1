import { localClock, placeOf } from '../../digests/local-time.js';
import { lateness } from '../../digests/period.js';
import { nextSlots, type Schedule, scheduleProblem, weekdayNames } from '../../digests/schedule.js';
import type { SubscriptionChoice } from '../../digests/subscription.js';
import { whenWords } from '../../digests/when-words.js';
import { cleanText } from '../render/clean-text.js';
import { input, option, plain, select } from './form-elements.js';

/** Day and time, or a cron expression: what the kind of schedule takes. */
export function scheduleInputs(schedule: Schedule, round: number): Record<string, unknown>[] {
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
export function advice(choice: SubscriptionChoice, nowMs: number): Record<string, unknown>[] {
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
export function adviceButton(choice: SubscriptionChoice, nowMs: number): Record<string, unknown>[] {
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
