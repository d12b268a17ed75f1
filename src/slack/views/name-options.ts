import { type FilterTerm, nameMatcher } from '../../cost/filter.js';
import { type Dimension, parseDimension } from '../../cost/group.js';
import type { KnownNames } from '../../cost-service/ports.js';
import { cleanText } from '../render/clean-text.js';
import { cutMiddle } from '../render/cut-text.js';
import { limits } from '../render/limits.js';
import { option } from './form-elements.js';

/** Inputs of the form that names are chosen in; `label` holds "team=pay". */
export const nameInputs = ['cluster', 'namespace', 'controller', 'label'] as const;
export type NameInput = (typeof nameInputs)[number];

const groupings: readonly string[] = ['cluster', 'namespace', 'controller', 'pod', 'container', 'node'];

/** What there is to choose from in an input. */
export function namesFor(input: NameInput | 'by', names: KnownNames): readonly string[] {
  switch (input) {
    case 'by':
      return [...groupings, ...names.labels.map((label) => `label:${label}`)];
    case 'cluster':
      return names.clusters;
    case 'namespace':
      return names.namespaces;
    case 'controller':
      return names.controllers;
    case 'label':
      return names.labelValues;
  }
}

/** At most a hundred options for what was typed: names that begin with it, then those that contain it. */
export function findNames(names: readonly string[], typed: string): ReturnType<typeof option>[] {
  const wanted = typed.trim().toLowerCase();
  const begins: string[] = [];
  const contains: string[] = [];
  for (const name of names) {
    const at = name.toLowerCase().indexOf(wanted);
    if (at === 0) begins.push(name);
    else if (at > 0 && contains.length < limits.options) contains.push(name);
    if (begins.length >= limits.options * 2) break;
  }
  const options = new Map<string, ReturnType<typeof option>>();
  for (const name of [...begins, ...contains]) {
    const value = writtenName(name);
    if (value !== null && options.size < limits.options) options.set(value, nameOption(value));
  }
  return [...options.values()];
}

/** A value as an option. */
export function nameOption(value: string): ReturnType<typeof option> {
  return option(value, cutMiddle(cleanText(value), limits.optionLabel) || '–');
}

/** What is written for a name: the name, or its beginning and `*` where it is longer than a value; null for one that no line can hold. */
function writtenName(name: string): string | null {
  if (/[",*]/.test(name) || cleanText(name) !== name || name === '') return null;
  return name.length <= limits.choiceValue ? name : `${name.slice(0, limits.choiceValue - 1)}*`;
}

/** Whether a value can have come from the list: it is one of the names, or a pattern for some. */
export function isOffered(value: string, names: readonly string[]): boolean {
  if (value.includes('*')) return names.some(nameMatcher([value]));
  return names.includes(value);
}

/** Conditions of chosen labels, "team=pay" and "team=shop" as one; null where one is not of that form. */
export function labelTerms(values: readonly string[]): FilterTerm[] | null {
  const terms = new Map<Dimension, string[]>();
  for (const value of values) {
    const at = value.indexOf('=');
    const dimension = at > 0 ? parseDimension(`label:${value.slice(0, at)}`) : null;
    if (dimension === null || at === value.length - 1) return null;
    terms.set(dimension, [...(terms.get(dimension) ?? []), value.slice(at + 1)]);
  }
  return [...terms].map(([dimension, list]) => ({ dimension, negated: false, values: list }));
}
