import { unmountedVolumes, volumeGibHourPrice } from './cluster.js';
import { type Frame, gib } from './container-row.js';
import { removedVolumes } from './events.js';
import { emptyRow, type Row } from './row.js';
import { hoursOf, type Interval } from './time.js';

/** A volume as it was seen in a window. */
export interface Disk {
  name: string;
  gib: number;
  /** '' both: no claim. */
  namespace: string;
  claim: string;
  life: Interval;
  byteHours: number;
  cost: number;
}

/** A volume of that size over that time. */
export function diskOf(facts: Pick<Disk, 'name' | 'gib' | 'namespace' | 'claim' | 'life'>): Disk {
  const hours = hoursOf(facts.life);
  return { ...facts, byteHours: facts.gib * gib * hours, cost: facts.gib * hours * volumeGibHourPrice };
}

/** The volumes that no pod mounts. */
export function unmountedDisks(frame: Frame): Disk[] {
  const removed = removedVolumes(frame.model.events, frame.window.startMs);
  return unmountedVolumes
    .filter((volume) => !removed.has(volume.name))
    .map((volume) => diskOf({ ...volume, life: frame.seen }));
}

/** Splits the volume evenly over the containers of the pod that mounts it. */
export function mount(frame: Frame, disk: Disk, rows: readonly Row[]): void {
  for (const row of rows) addDisk(frame, row, disk, rows.length, `disk-${disk.name}`);
}

function addDisk(frame: Frame, row: Row, disk: Disk, parts: number, providerID: string): void {
  const share = { byteHours: disk.byteHours / parts, cost: disk.cost / parts, providerID, adjustment: 0 };
  row.pvs = { ...row.pvs, [`cluster=${frame.model.cluster}:name=${disk.name}`]: share };
  row.pvByteHours += share.byteHours;
  row.pvCost += share.cost;
}

/**
 * Rows of volumes without a pod: one pod "<namespace>-unmounted-pvcs" for the claims of a namespace, and
 * `__unmounted__` for volumes without a claim. They always claim the whole window.
 */
export function unmountedRows(frame: Frame, disks: readonly Disk[]): Row[] {
  const rows = new Map<string, Row>();
  for (const disk of disks) {
    const row = rows.get(disk.namespace) ?? unmountedRow(frame, disk.namespace);
    rows.set(disk.namespace, row);
    addDisk(frame, row, disk, 1, '');
  }
  return [...rows.values()];
}

/** An empty row of that kind; '' for what belongs to no namespace. */
export function unmountedRow(frame: Frame, ofNamespace: string): Row {
  const namespace = ofNamespace || '__unmounted__';
  const pod = ofNamespace ? `${ofNamespace}-unmounted-pvcs` : '__unmounted__';
  const { cluster } = frame.model;
  return emptyRow({
    name: [cluster, '', namespace, pod, '__unmounted__'].join('/'),
    properties: { cluster, container: '__unmounted__', namespace, pod },
    windowStartMs: frame.window.startMs,
    windowEndMs: frame.window.endMs,
    startMs: frame.window.startMs,
    endMs: frame.window.endMs,
  });
}
