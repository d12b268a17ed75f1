/** Shown before anything is typed. */
const common = [
  'UTC',
  'Europe/London',
  'Europe/Berlin',
  'Europe/Helsinki',
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Los_Angeles',
  'America/Sao_Paulo',
  'Africa/Johannesburg',
  'Asia/Dubai',
  'Asia/Kolkata',
  'Asia/Singapore',
  'Asia/Tokyo',
  'Australia/Sydney',
];
/** Slack takes a hundred options. */
const mostOptions = 100;

/** Time zones whose name contains what was typed, those that begin with it first. */
export function findZones(typed: string): string[] {
  const wanted = typed.trim().toLowerCase().replaceAll(' ', '_');
  if (wanted === '') return common;
  const all = ['UTC', ...Intl.supportedValuesOf('timeZone')];
  const places = all.filter((zone) => zone.toLowerCase().includes(wanted));
  const begins = (zone: string) =>
    zone
      .toLowerCase()
      .split('/')
      .some((part) => part.startsWith(wanted));
  return [...places.filter(begins), ...places.filter((zone) => !begins(zone))].slice(0, mostOptions);
}
