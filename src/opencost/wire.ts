import type { z } from 'zod';
import { type Money, moneyFromWire } from '../cost/money.js';
import { OpenCostWrongType } from './answer-errors.js';

/** The row as its schema says; throws OpenCostWrongType with the path of the first field that is not. */
export function readRow<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const path = result.error.issues[0]?.path ?? [];
  throw new OpenCostWrongType(path.length === 0 ? 'row' : path.join('.'));
}

/** An instant of the wire in milliseconds; throws OpenCostWrongType when the text is none ("null" for open ends). */
export function instantMs(field: string, text: string): number {
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw new OpenCostWrongType(field);
  return ms;
}

/** Reads the figures of one row and remembers which of them were null. */
export interface Reading {
  readonly nullFields: readonly string[];
  /** 0 for null (noted) and for a field that is not there (not noted). */
  number(field: string, value: number | null | undefined): number;
  /** As `number`, in units of money; throws OpenCostWrongType for more money than there can be. */
  money(field: string, value: number | null | undefined): Money;
  /** Kept labels of all sources; the first that has a label decides. */
  labels(sources: readonly unknown[], keeps: (label: string) => boolean): Record<string, string>;
}

const noFields: readonly string[] = [];

export function createReading(): Reading {
  let nullFields: string[] | null = null;

  const number = (field: string, value: number | null | undefined): number => {
    if (value === null) {
      nullFields ??= [];
      nullFields.push(field);
    }
    return value ?? 0;
  };

  return {
    get nullFields() {
      return nullFields ?? noFields;
    },
    number,
    money(field, value) {
      try {
        return value === 0 ? 0 : moneyFromWire(number(field, value));
      } catch (cause) {
        throw new OpenCostWrongType(field, cause);
      }
    },
    labels: readLabels,
  };
}

/** Checked by hand in the one pass that also sorts out: a schema for maps costs as much as all other fields together. */
function readLabels(sources: readonly unknown[], keeps: (label: string) => boolean): Record<string, string> {
  const labels: Record<string, string> = {};
  for (const source of sources) {
    if (source === undefined || source === null) continue;
    if (typeof source !== 'object' || Array.isArray(source)) throw new OpenCostWrongType('properties.labels');
    for (const [label, value] of Object.entries(source)) {
      if (typeof value !== 'string') throw new OpenCostWrongType('properties.labels');
      if (keeps(label) && !Object.hasOwn(labels, label)) labels[label] = value;
    }
  }
  return labels;
}
