import * as z from 'zod';

/** How a limit is written: between what, and whether in whole numbers. */
interface LimitRange {
  least: number;
  most: number;
  whole: boolean;
}

const minutes: LimitRange = { least: 0, most: 1_440, whole: true };
const share: LimitRange = { least: 0, most: 1, whole: false };
/** Sums of money are counted in units of 0.00001. */
const unitsPerCurrencyUnit = 100_000;

/** The limits of the checks of a day, as they are written under `checks:`. What each means: docs/configuration.md. */
export const limitRanges = {
  wholeDayMinutes: { least: 1, most: 1_440, whole: true },
  ghostMinutes: minutes,
  liveLagMinutes: minutes,
  negativeIdleShare: share,
  reconciliationAgreedShare: share,
  reconciliationNotedShareOfBill: share,
  reconciliationHeldShare: share,
  reconciliationHeldShareOfBill: share,
  neighbourDays: { least: 2, most: 30, whole: true },
  leastNeighbours: { least: 1, most: 14, whole: true },
  unitPriceFactor: { least: 1.01, most: 1_000, whole: false },
  newLevelDays: { least: 2, most: 30, whole: true },
  disappearedShare: share,
  disappearedCostShare: share,
  nodesPaidShare: share,
  restatedShare: share,
  restatedMoney: { least: 0, most: 1_000_000_000, whole: false },
} as const satisfies Record<string, LimitRange>;

type LimitName = keyof typeof limitRanges;

/** The limits that were given; money as a count of 0.00001 units. */
export type CheckSettings = Readonly<Partial<Record<LimitName, number>>>;

const limitNames = Object.keys(limitRanges) as LimitName[];

function limit({ least, most, whole }: LimitRange) {
  const message = `must be a ${whole ? 'whole ' : ''}number from ${least} to ${most}`;
  const number = z.number(message).min(least, message).max(most, message);
  return (whole ? number.refine(Number.isInteger, message) : number).optional();
}

const shape = Object.fromEntries(limitNames.map((name) => [name, limit(limitRanges[name])]));

/** What stands under `checks:` in kubecent.yaml. Comes out as CheckSettings. */
export const checksSchema = z
  .strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? undefined : 'must hold limits, each as name: number',
  })
  .superRefine(({ neighbourDays, leastNeighbours }, context) => {
    if (neighbourDays === undefined || leastNeighbours === undefined) return;
    if (leastNeighbours <= 2 * neighbourDays) return;
    const message = 'must not be more than twice neighbourDays: so many days are never found';
    context.addIssue({ code: 'custom', path: ['leastNeighbours'], message });
  })
  .transform(toSettings);

/** Every name that may stand under `checks:`. */
export const checkKeys: readonly string[] = limitNames;

function toSettings(written: Readonly<Record<string, number | undefined>>): CheckSettings {
  const settings: Partial<Record<LimitName, number>> = {};
  for (const name of limitNames) {
    const value = written[name];
    if (value === undefined) continue;
    settings[name] = name === 'restatedMoney' ? Math.round(value * unitsPerCurrencyUnit) : value;
  }
  return settings;
}
