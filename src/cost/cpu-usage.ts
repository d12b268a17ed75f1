/** What a row says of its usage; average and maximum in cores or bytes. */
export interface UsageReading {
  average: number;
  maximum: number | null;
  /** The row's span. */
  minutes: number;
  /** Length of the window asked. */
  windowMinutes: number;
}

/** OpenCost loses up to this much of a row that ends inside the window, so the row's minutes may be short by it. */
const lostMinutes = 5;
/** Averages come with five decimals, maxima are sampled: so much more than the maximum is not yet a contradiction. */
const tolerance = 1.02;

/**
 * Core-hours that a container used: docs/definitions.md, "Used"; docs/opencost-integration.md for the fact.
 * OpenCost averages CPU usage over the window asked, whatever the row's minutes: hours = average × hours of the window.
 * Newer data sources average over the row's minutes instead. The maximum tells them apart: where the first reading
 * would need more cores than the container ever used, the second is right. A maximum that is missing, zero or below
 * the average itself contradicts both readings, so it decides nothing and the first one stands.
 */
export function cpuUsageCoreHours({ average, maximum, minutes, windowMinutes }: UsageReading): number {
  if (!(average > 0) || !(minutes > 0)) return 0;
  const overWindow = (average * windowMinutes) / 60;
  if (maximum === null || !(maximum > 0) || average > maximum * tolerance) return overWindow;
  const most = (maximum * (minutes + lostMinutes) * tolerance) / 60;
  return overWindow <= most ? overWindow : (average * minutes) / 60;
}

/** Byte-hours of an average over the row's own minutes: RAM usage, and requests of CPU and RAM likewise. */
export function hoursOfAverage(average: number, minutes: number): number {
  return average > 0 && minutes > 0 ? (average * minutes) / 60 : 0;
}
