import { mergeRows } from './merge.js';
import type { Properties, Row } from './row.js';

const unallocated = '__unallocated__';

/** One part of a key: reads it out of a row's properties. */
type Part = (properties: Properties) => string;

const ofKind =
  (kind: string): Part =>
  (properties) =>
    (properties.controllerKind === kind ? properties.controller : '') || unallocated;

const ofLabel =
  (label: string): Part =>
  (properties) =>
    properties.labels?.[label] || unallocated;

const parts: Readonly<Record<string, Part | null>> = {
  cluster: (properties) => properties.cluster ?? '',
  node: (properties) => properties.node ?? '',
  namespace: (properties) => properties.namespace ?? '',
  controllerkind: (properties) => properties.controllerKind || unallocated,
  controller: ({ controller, controllerKind }) =>
    controller ? `${controllerKind}:${controller}` : unallocated,
  deployment: ofKind('deployment'),
  statefulset: ofKind('statefulset'),
  daemonset: ofKind('daemonset'),
  job: ofKind('job'),
  service: (properties) => properties.services?.[0] ?? unallocated,
  pod: (properties) => properties.pod ?? '',
  container: (properties) => properties.container ?? '',
  department: ofLabel('department'),
  environment: ofLabel('env'),
  owner: ofLabel('owner'),
  product: ofLabel('app'),
  team: ofLabel('team'),
  // Known, but without a part in the key.
  providerid: null,
};

/**
 * The key parts of an aggregate such as "namespace,controller" or "label:team". Unknown names are dropped
 * without a word; where nothing is left, every row has the key ''. Null stands for no aggregate at all:
 * rows stay as they are, under cluster/node/namespace/pod/container.
 */
export function parseAggregate(text: string | null): Part[] | null {
  if (text === null || text.trim() === '') return null;
  return text.split(',').flatMap((each) => {
    const name = each.trim();
    const label = /^label:(.+)$/i.exec(name)?.[1];
    if (label) return [ofLabel(label.replace(/[^a-zA-Z0-9_]/g, '_'))];
    if (/^annotation:.+$/i.test(name)) return [() => unallocated];
    const key = name.toLowerCase();
    const part = Object.hasOwn(parts, key) ? parts[key] : null;
    return part ? [part] : [];
  });
}

/** Folds rows by the parts; `keepLabels` as in mergeRows. Rows by name, in no order. */
export function aggregate(
  rows: readonly Row[],
  by: readonly Part[] | null,
  keepLabels: boolean,
): Map<string, Row> {
  const folded = new Map<string, Row>();
  for (const row of rows) {
    const name = by ? by.map((part) => part(row.properties)).join('/') : row.name;
    const known = folded.get(name);
    folded.set(name, known ? mergeRows(name, known, row, keepLabels) : { ...row, name });
  }
  return folded;
}
