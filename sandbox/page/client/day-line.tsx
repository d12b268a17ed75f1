import { isoDay, nearDay } from './text/slack-date.js';
import { viewerNow } from './text/viewer.js';

/** The day of a message's time stamp where the viewer is; '' for none. */
export function dayOf(ts: string): string {
  const seconds = Number(ts);
  return ts === '' || Number.isNaN(seconds) ? '' : isoDay(seconds * 1000, viewerNow().timeZone);
}

/** "Today", "Yesterday" or the date, between the messages of two days. */
export function DayLine({ ts }: { ts: string }) {
  const atMs = Number(ts) * 1000;
  if (Number.isNaN(atMs)) return null;
  const viewer = viewerNow();
  const words =
    nearDay(atMs, viewer) ??
    new Intl.DateTimeFormat(viewer.locale, { weekday: 'long', month: 'long', day: 'numeric' }).format(atMs);
  return (
    <div class="day-line">
      <span>{words.charAt(0).toLocaleUpperCase() + words.slice(1)}</span>
    </div>
  );
}
