import type { Grain } from './block.js';
import type { DayRow } from './day.js';
import type { Filter } from './filter.js';

/** What a row is called by. */
export type NamedRow = Pick<
  DayRow,
  'kind' | 'namespace' | 'controllerKind' | 'controller' | 'pod' | 'container' | 'node' | 'labelSet'
>;

/** What rows can be grouped and filtered by. */
export type Dimension =
  | 'cluster'
  | 'namespace'
  | 'controller'
  | 'pod'
  | 'container'
  | 'node'
  | `label:${string}`;

const plainDimensions = ['cluster', 'namespace', 'controller', 'pod', 'container', 'node'] as const;

/** "namespace", "label:team" → the dimension; null for anything else. Label names are written as OpenCost sanitises them: `.`, `/` and `-` become `_`. */
export function parseDimension(text: string): Dimension | null {
  const lower = text.toLowerCase();
  const plain = plainDimensions.find((name) => name === lower);
  if (plain) return plain;
  if (!lower.startsWith('label:')) return null;
  const name = text.slice('label:'.length).replace(/[^A-Za-z0-9_]/g, '_');
  return name === '' ? null : `label:${name}`;
}

/**
 * The row's value for one dimension; '' where it has none ("no team label", bare pods, claims on no node).
 * @param labelSets the dictionary of the row's own day
 */
export function dimensionValue(
  row: NamedRow,
  dimension: Dimension,
  cluster: string,
  labelSets: readonly Readonly<Record<string, string>>[],
): string {
  switch (dimension) {
    case 'cluster':
      return cluster;
    case 'namespace':
      return row.namespace;
    case 'controller':
      return row.controller;
    case 'pod':
      return row.pod;
    case 'container':
      return row.container;
    case 'node':
      return row.node;
    default:
      return labelValue(labelSets[row.labelSet], dimension.slice('label:'.length));
  }
}

/** Own labels only: a person may ask for `label:constructor`. */
function labelValue(labels: Readonly<Record<string, string>> | undefined, name: string): string {
  return labels !== undefined && Object.hasOwn(labels, name) ? (labels[name] ?? '') : '';
}

/** The row's part of a group key: as `dimensionValue`, but controllers of different kinds stay apart: "deployment/api". */
export function groupValue(
  row: NamedRow,
  dimension: Dimension,
  cluster: string,
  labelSets: readonly Readonly<Record<string, string>>[],
): string {
  if (dimension !== 'controller') return dimensionValue(row, dimension, cluster, labelSets);
  return row.controller === '' ? '' : `${row.controllerKind}/${row.controller}`;
}

/**
 * The dimensions that make a grouping safe: equal names of different namespaces or clusters are different things
 * (docs/definitions.md, "Names"). `namespace` and labels alone are merged over clusters on purpose.
 */
export function qualifiedDimensions(dimensions: readonly Dimension[]): Dimension[] {
  const needed: Record<string, readonly Dimension[]> = {
    controller: ['cluster', 'namespace', 'controller'],
    pod: ['cluster', 'namespace', 'pod'],
    container: ['cluster', 'namespace', 'controller', 'container'],
    node: ['cluster', 'node'],
  };
  return [...new Set(dimensions.flatMap((dimension) => needed[dimension] ?? [dimension]))];
}

/** How finely a day's rows must be known for a grouping and its conditions. */
export function grainFor(groupBy: readonly Dimension[], filter: Filter): Grain {
  const named = [...groupBy, ...filter.map(({ dimension }) => dimension)];
  if (named.some((dimension) => dimension === 'pod' || dimension === 'node')) return 'pod';
  return named.every((dimension) => dimension === 'cluster' || dimension === 'namespace')
    ? 'namespace'
    : 'workload';
}

/** Groupings of which the kind of controller says something. */
export function hasKind(groupBy: readonly Dimension[]): boolean {
  return groupBy.some((dimension) => ['controller', 'pod', 'container'].includes(dimension));
}
