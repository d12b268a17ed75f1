import { type LoadBalancerShare, type Properties, type Row, sums, type VolumeShare } from './row.js';

/**
 * Two rows as one under `name`: sums added, the span of both, properties that both share. Labels go, as the
 * real server drops them, unless `keepLabels` asks for those that both carry alike. Changes neither.
 */
export function mergeRows(name: string, one: Row, other: Row, keepLabels = false): Row {
  const merged: Row = {
    ...one,
    name,
    properties: sharedProperties(one.properties, other.properties, keepLabels),
    windowStartMs: Math.min(one.windowStartMs, other.windowStartMs),
    windowEndMs: Math.max(one.windowEndMs, other.windowEndMs),
    startMs: Math.min(one.startMs, other.startMs),
    endMs: Math.max(one.endMs, other.endMs),
    pvs: mergeVolumes(one.pvs, other.pvs),
    max: null,
    lbAllocations: mergeLoadBalancers(one.lbAllocations, other.lbAllocations),
  };
  for (const field of sums) merged[field] += other[field];
  return merged;
}

const texts = [
  'cluster',
  'node',
  'container',
  'controller',
  'controllerKind',
  'namespace',
  'pod',
  'providerID',
] as const;

function sharedProperties(one: Properties, other: Properties, keepLabels: boolean): Properties {
  const shared: Properties = {};
  for (const field of texts) {
    const value = one[field];
    if (value !== undefined && value === other[field]) shared[field] = value;
  }
  if (keepLabels) {
    const entries = Object.entries(one.labels ?? {}).filter(([key, value]) => other.labels?.[key] === value);
    if (entries.length > 0) shared.labels = Object.fromEntries(entries);
  }
  const namespaceLabels = one.namespaceLabels ?? other.namespaceLabels;
  if (shared.namespace !== undefined && namespaceLabels) shared.namespaceLabels = namespaceLabels;
  return shared;
}

function mergeVolumes(one: Row['pvs'], other: Row['pvs']): Row['pvs'] {
  if (!one || !other) return one ?? other;
  const merged: Record<string, VolumeShare> = { ...one };
  for (const [key, share] of Object.entries(other)) {
    const known = merged[key];
    merged[key] = known
      ? {
          ...known,
          byteHours: known.byteHours + share.byteHours,
          cost: known.cost + share.cost,
          providerID: '',
        }
      : share;
  }
  return merged;
}

function mergeLoadBalancers(one: Row['lbAllocations'], other: Row['lbAllocations']): Row['lbAllocations'] {
  if (!one || !other) return one ?? other;
  const merged: Record<string, LoadBalancerShare> = { ...one };
  for (const [key, share] of Object.entries(other)) {
    const known = merged[key];
    merged[key] = known
      ? { ...known, cost: known.cost + share.cost, hours: known.hours + share.hours, ip: '' }
      : share;
  }
  return merged;
}
