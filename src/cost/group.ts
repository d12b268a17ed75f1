import type { Grain, Place } from './block.js';

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

/** A place's value for one dimension; '' where it has none ("no team label", bare pods). Pods and nodes are not known of a place. */
export function placeValue(place: Omit<Place, 'kind'>, dimension: Dimension, cluster: string): string {
  switch (dimension) {
    case 'cluster':
      return cluster;
    case 'namespace':
      return place.namespace;
    case 'controller':
      return place.controller;
    case 'container':
      return place.container;
    case 'pod':
    case 'node':
      return '';
    default:
      return labelValue(place.labels, dimension);
  }
}

/** The value of `label:…`. Own labels only: a person may ask for `label:constructor`. */
export function labelValue(labels: Place['labels'] | undefined, dimension: Dimension): string {
  const name = dimension.slice('label:'.length);
  return labels !== undefined && Object.hasOwn(labels, name) ? (labels[name] ?? '') : '';
}

/** A controller's part of a group key: those of different kinds stay apart: "deployment/api". */
export function controllerKey({
  controllerKind,
  controller,
}: Pick<Place, 'controllerKind' | 'controller'>): string {
  return controller === '' ? '' : `${controllerKind}/${controller}`;
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
export function grainFor(groupBy: readonly Dimension[], filter: readonly { dimension: Dimension }[]): Grain {
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
