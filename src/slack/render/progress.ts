import type { ProgressSection } from '../../reports/document.js';
import { cleanText } from './clean-text.js';
import { cutEnd } from './cut-text.js';

const barLength = 10;

/** "██████░░░░ 18 of 30 days · about 40 s left". */
export function writeProgress({ what, done, total, secondsLeft }: ProgressSection): string {
  const share = total > 0 ? Math.min(1, Math.max(0, done / total)) : 0;
  const full = Math.floor(share * barLength) || 0;
  const bar = '█'.repeat(full) + '░'.repeat(barLength - full);
  const left = secondsLeft === null ? '' : ` · about ${writeSeconds(secondsLeft)} left`;
  return `${bar} ${done} of ${total} ${cutEnd(cleanText(what), 200)}${left}`;
}

function writeSeconds(seconds: number): string {
  const whole = Math.max(1, Math.ceil(seconds));
  return whole < 90 ? `${whole} s` : `${Math.ceil(whole / 60)} min`;
}
