import { dayMs } from '../../../src/cost/time.js';
import type { CostSource } from '../../../src/cost-service/ports.js';
import type { CostService } from '../../../src/cost-service/service.js';
import { KubecentError } from '../../../src/errors.js';
import { hostileNames } from '../../support/hostile-names.js';
import { createTestService, tuesdayMorningMs } from '../../support/service.js';
import {
  createSmallCluster,
  type Damage,
  type SmallClusterOptions,
  type SmallWorkload,
} from '../../support/small-cluster.js';

const nowMs = tuesdayMorningMs;
const todayMs = Date.parse('2026-11-24T00:00:00Z');
const firstMs = Date.parse('2026-09-20T00:00:00Z');
const day = (back: number) => todayMs - back * dayMs;

const team = (name: string) => ({ labels: { team: name, app: name } });

/** A cluster as most are: teams with and without a label, a GPU, volumes, load balancers, runs of a job, what came and what went. */
export const ordinaryWorkloads: readonly SmallWorkload[] = [
  {
    namespace: 'payments',
    controller: 'api',
    pod: 'api-1',
    ...team('pay'),
    cost: { cpu: 6_312_040, ram: 1_204_400, loadBalancer: 240_000, network: 41_230 },
  },
  {
    namespace: 'payments',
    controllerKind: 'statefulset',
    controller: 'ledger',
    pod: 'ledger-0',
    ...team('pay'),
    cost: { cpu: 1_420_110, ram: 2_210_000, storage: 860_000 },
    used: 0.81,
  },
  {
    namespace: 'checkout',
    controller: 'checkout-api',
    pod: 'checkout-api-1',
    ...team('shop'),
    cost: { cpu: 4_101_010, ram: 2_000_000 },
    used: 0.08,
  },
  {
    namespace: 'shop',
    controller: 'web',
    pod: 'web-1',
    ...team('shop'),
    cost: { cpu: 2_200_000, ram: 640_000, network: 310_400 },
  },
  {
    namespace: 'shop',
    controller: 'web',
    pod: 'web-2',
    ...team('shop'),
    cost: { cpu: 2_200_000, ram: 640_000, network: 300_100 },
    fromMs: day(6),
  },
  {
    namespace: 'search',
    controller: 'query',
    pod: 'query-1',
    ...team('search'),
    cost: { cpu: 1_800_000, ram: 3_310_000 },
    used: 0.66,
  },
  {
    namespace: 'ml',
    controller: 'train',
    pod: 'train-1',
    ...team('ml'),
    node: 'gpu-a',
    cost: { cpu: 500_000, ram: 400_000, gpu: 7_200_000 },
  },
  {
    namespace: 'batch',
    controllerKind: 'job',
    controller: 'import-29919000',
    pod: 'import-29919000-x7k2p',
    labels: {},
    cost: { cpu: 90_000, ram: 20_000 },
    used: 0.9,
  },
  {
    namespace: 'batch',
    controllerKind: 'job',
    controller: 'import-29919060',
    pod: 'import-29919060-b4d9f',
    labels: {},
    cost: { cpu: 80_000, ram: 20_000 },
    used: 0.9,
  },
  {
    namespace: 'kube-system',
    controllerKind: 'daemonset',
    controller: 'agent',
    pod: 'agent-1',
    labels: {},
    cost: { cpu: 300_000, ram: 200_000 },
    used: 0.3,
  },
  {
    namespace: 'tools',
    controllerKind: '',
    controller: '',
    pod: 'debug-shell',
    labels: {},
    cost: { cpu: 4_000, ram: 1_500 },
    used: 0,
  },
  {
    namespace: 'legacy',
    controller: 'legacy',
    pod: 'legacy-1',
    labels: {},
    cost: { cpu: 350_000, ram: 90_000 },
    untilMs: day(9),
  },
  {
    namespace: 'beta',
    controller: 'beta',
    pod: 'beta-1',
    labels: {},
    cost: { cpu: 420_000, ram: 110_000 },
    fromMs: day(3),
  },
  {
    namespace: 'dust',
    controller: 'dust',
    pod: 'dust-1',
    labels: {},
    cost: { cpu: 20, ram: 11 },
  },
  {
    namespace: 'data',
    controllerKind: '',
    controller: '',
    pod: 'data-unmounted-pvcs',
    container: '__unmounted__',
    node: '',
    labels: {},
    cost: { storage: 120_000 },
  },
  {
    kind: 'unmounted',
    namespace: '__unmounted__',
    controllerKind: '',
    controller: '',
    pod: '__unmounted__-unmounted-pvcs',
    container: '__unmounted__',
    node: '',
    labels: {},
    cost: { storage: 310_000 },
  },
];

const few = ordinaryWorkloads.filter(({ namespace }) =>
  ['payments', 'shop', 'kube-system'].includes(namespace ?? ''),
);

const hostileName = (place: number) => hostileNames[place % hostileNames.length] ?? '';

/** Every hostile name in about half of the places where a name can stand, each place with another half of them. */
const hostileWorkloads: readonly SmallWorkload[] = hostileNames.slice(0, hostileNames.length / 2).map(
  (_, index): SmallWorkload => ({
    namespace: hostileName(2 * index),
    controllerKind: index % 5 === 0 ? hostileName(index) : 'deployment',
    controller: hostileName(2 * index + 1),
    pod: index % 7 === 0 ? '' : hostileName(2 * index + 8),
    container: hostileName(2 * index + 9),
    node: hostileName(2 * index + 15),
    labels: {
      team: hostileName(2 * index + 1),
      app: hostileName(index),
      [hostileName(index)]: hostileName(2 * index),
    },
    cost: { cpu: 900_000 - index * 20_000, ram: 11_111 * index, storage: index % 4 === 0 ? 55_000 : 0 },
    ...(index % 6 === 0 ? { fromMs: day(4) } : {}),
    ...(index % 6 === 1 ? { untilMs: day(8) } : {}),
  }),
);

/** So many namespaces, each with one pod. */
const manyWorkloads = (count: number): SmallWorkload[] =>
  Array.from({ length: count }, (_, index) => ({
    namespace: `team-${String(index + 1).padStart(5, '0')}`,
    controller: 'app',
    pod: `app-${index + 1}`,
    labels: { team: `team-${index % 40}` },
    cost: { cpu: 1_000_000 - ((index * 7_919) % 999_983), ram: (index * 104_729) % 99_991 },
  }));

/** More than fits into one message, with names as long as they can be. */
const wideWorkloads: readonly SmallWorkload[] = manyWorkloads(130).map((workload) => {
  const long = `${workload.namespace}-${'of-a-department-'.repeat(14)}end`;
  return { ...workload, namespace: long, controller: long, pod: long, container: long, node: long };
});

const cluster = (workloads: readonly SmallWorkload[], more: Partial<SmallClusterOptions> = {}): CostSource =>
  createSmallCluster({ workloads, firstMs, nowMs, ...more });

const unreachable = new KubecentError({
  code: 'OPENCOST_UNREACHABLE',
  userMessage: 'OpenCost cannot be reached: <!channel> *connection* refused & closed.',
  retryable: true,
});

const holes: Record<number, Damage> = {
  [day(2)]: 'partial',
  [day(4)]: 'held',
  [day(5)]: 'missing',
  [day(10)]: 'held',
};

/** A service over each kind of data. Every one has the clock of `tuesdayMorningMs`. */
export const services = {
  ordinary: () => createTestService({ prod: cluster(ordinaryWorkloads) }).costs,
  empty: () => createTestService({ prod: cluster([], { firstMs: Number.POSITIVE_INFINITY }) }).costs,
  huge: () => createTestService({ prod: cluster(manyWorkloads(2_500), { firstMs: day(2) }) }).costs,
  wide: () => createTestService({ prod: cluster(wideWorkloads, { firstMs: day(3) }) }).costs,
  hostile: () =>
    createTestService({
      prod: cluster(hostileWorkloads, { firstMs: day(18) }),
      '<!here> & *co*': cluster(few),
    }).costs,
  partial: () =>
    createTestService({
      'prod-eu': cluster(ordinaryWorkloads, { damageOf: (startMs) => holes[startMs] ?? null }),
      'prod-us': cluster(few, { damageOf: () => unreachable }),
    }).costs,
  slow: () => createSlowService(),
  held: () => createTestService({ prod: cluster(few, { damageOf: () => 'held' }) }).costs,
  negative: () => createTestService({ prod: cluster(few, { idlePercent: -4 }) }).costs,
  several: () =>
    createTestService({
      'prod-eu': cluster(few),
      'prod-us': cluster(ordinaryWorkloads),
      staging: cluster(few.slice(0, 2), {
        damageOf: (startMs) => (startMs % (5 * dayMs) === 0 ? 'missing' : null),
      }),
    }).costs,
  /** What of `several` somebody sees who may see one cluster. */
  scopedTwin: () => createTestService({ 'prod-eu': cluster(few) }).costs,
  unlike: () =>
    createTestService(
      { europe: cluster(few), america: cluster(few) },
      { currencies: { europe: 'EUR', america: '<!>' } },
    ).costs,
  failing: () => createTestService({ prod: cluster([], { damageOf: () => unreachable }) }).costs,
} satisfies Record<string, () => CostService>;

export type ServiceName = keyof typeof services;

/** Days before 12 November never end; two seconds pass with every day that is asked for, and patience ends once nothing else goes on. */
function createSlowService(): CostService {
  const clock = { nowMs };
  const source = createSmallCluster({
    workloads: few,
    firstMs,
    nowMs,
    damageOf: (startMs) => (startMs < Date.parse('2026-11-12T00:00:00Z') ? 'hangs' : null),
    onAsked: () => {
      clock.nowMs += 2_000;
    },
  });
  const patience = () => {
    const waiting = new AbortController();
    afterTurns(5, () => waiting.abort());
    return waiting.signal;
  };
  return createTestService({ prod: source }, { now: () => clock.nowMs, patience, briefPatience: patience })
    .costs;
}

function afterTurns(turns: number, work: () => void): void {
  setImmediate(() => (turns <= 1 ? work() : afterTurns(turns - 1, work)));
}
