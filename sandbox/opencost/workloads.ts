import type { Pool } from './nodes.js';

export type ControllerKind = 'deployment' | 'statefulset' | 'daemonset' | 'job' | '';

/** When usage is high: working hours, never, by night, in the evening. */
export type Rhythm = 'office' | 'flat' | 'night' | 'evening';

export interface Container {
  name: string;
  /** Requests; 0: none. */
  cpuCores: number;
  ramGib: number;
  gpus: number;
  /** Usage at the rhythm's height, absolute. */
  cpuUsedCores: number;
  ramUsedGib: number;
}

/** Jobs: when a run starts in the day and how long it takes. */
export interface Runs {
  startMinutes: readonly number[];
  minutes: number;
  /** A CronJob's run number, or the random suffix of a workflow engine. */
  naming: 'cron' | 'workflow';
}

export interface Workload {
  namespace: string;
  name: string;
  kind: ControllerKind;
  pool: Pool;
  replicas: number;
  /** Working-day replicas on the nodes of the burst pool. */
  burstReplicas: number;
  /** Replicas of the jump: see calendar.ts. */
  jumpReplicas: number;
  /** One replica more from the 3rd of each of these months. */
  growthMonths: readonly number[];
  containers: readonly Container[];
  rhythm: Rhythm;
  /** Bytes a second in and out of a pod at the rhythm's height; 0: no traffic. */
  trafficBytesPerSecond: number;
  /** Part of the outgoing traffic that leaves to the internet. */
  internetShare: number;
  services: readonly string[];
  labels: Readonly<Record<string, string>>;
  runs: Runs | null;
  /** Size of the volume of each pod. */
  volumeGib: number;
}

type Requests = [cpuCores: number, ramGib: number, cpuUsed: number, ramUsed: number];

/** A container: requests and usage in cores and GiB. */
export function container(name: string, [cpuCores, ramGib, cpuUsed, ramUsed]: Requests, gpus = 0): Container {
  return { name, cpuCores, ramGib, gpus, cpuUsedCores: cpuUsed, ramUsedGib: ramUsed };
}

/** A workload with one container of its own name, unless `more` says otherwise. */
export function workload(
  namespace: string,
  name: string,
  pool: Pool,
  replicas: number,
  requests: Requests,
  more: Partial<Workload> = {},
): Workload {
  return {
    namespace,
    name,
    kind: 'deployment',
    pool,
    replicas,
    burstReplicas: 0,
    jumpReplicas: 0,
    growthMonths: [],
    containers: [container(name, requests)],
    rhythm: 'office',
    trafficBytesPerSecond: 20_000,
    internetShare: 0,
    services: [],
    labels: {},
    runs: null,
    volumeGib: 0,
    ...more,
  };
}
