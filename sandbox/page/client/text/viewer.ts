import type { Viewer } from './slack-date.js';

let aheadMs = 0;

/** From now on the page lives at this time, which goes on from here. */
export function setPageClock(nowMs: number): void {
  aheadMs = nowMs - Date.now();
}

/** The person at this browser, at the time of the page. */
export function viewerNow(): Viewer {
  const { locale, timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return { locale, timeZone, nowMs: Date.now() + aheadMs };
}
