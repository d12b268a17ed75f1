import fc from 'fast-check';
import type { Allocation, Asset, CostParts } from '../../src/cost/allocation.js';
import { dayMs } from '../../src/cost/time.js';
import type { Answer } from '../../src/cost-service/answer.js';
import type { CostService, CostServiceOptions } from '../../src/cost-service/service.js';
import { KubecentError } from '../../src/errors.js';
import { createTestService, tuesdayMorningMs } from './service.js';
import { createSmallCluster, type Damage, type SmallWorkload } from './small-cluster.js';

/** A cluster day as OpenCost gave it: what the tests sum by themselves. */
export interface GivenDay {
  allocations: Allocation[];
  assets: readonly Asset[];
}

export interface RandomWorld {
  costs: CostService;
  /** Every answer of the service so far, oldest first. */
  answers: Answer[];
  /** By cluster and the day's beginning: "prod 1795478400000". */
  given: Map<string, GivenDay>;
}

export interface RandomCluster {
  workloads: SmallWorkload[];
  idlePercent: number;
  damages: (Damage | null)[];
}

const todayMs = Date.parse('2026-11-24T00:00:00Z');
const failure = new KubecentError({ code: 'OPENCOST_TIMEOUT', userMessage: 'OpenCost took too long.' });

const anyMoney = fc.oneof(
  { weight: 2, arbitrary: fc.constant(0) },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 2_000 }) },
  { weight: 5, arbitrary: fc.integer({ min: 1, max: 9_999_999 }) },
);

const anyCost: fc.Arbitrary<Partial<CostParts>> = fc.record({
  cpu: anyMoney,
  ram: anyMoney,
  gpu: fc.option(anyMoney, { freq: 3, nil: 0 }),
  storage: anyMoney,
  network: anyMoney,
  loadBalancer: fc.option(anyMoney, { freq: 3, nil: 0 }),
});

const anyContainer = fc.record({
  namespace: fc.constantFrom('shop', 'payments', 'search', 'batch', 'a', 'b', 'c', 'd', 'e'),
  controllerKind: fc.constantFrom('deployment', 'statefulset', 'job', ''),
  controller: fc.constantFrom('web', 'api', 'import-29919000', 'import-29919060', ''),
  pod: fc.constantFrom('p1', 'p2', 'p3'),
  container: fc.constantFrom('main', 'agent'),
  node: fc.constantFrom('node-a', 'node-b'),
  labels: fc.constantFrom<Record<string, string>>({}, { team: 'red' }, { team: 'blue', app: 'x' }),
  used: fc.double({ min: 0, max: 1.2, noNaN: true }),
  cost: anyCost,
  fromMs: fc.option(
    fc.integer({ min: 1, max: 16 }).map((back) => todayMs - back * dayMs),
    { freq: 4, nil: 0 },
  ),
  untilMs: fc.option(
    fc.integer({ min: 1, max: 16 }).map((back) => todayMs - back * dayMs),
    { freq: 4, nil: Number.POSITIVE_INFINITY },
  ),
});

const anyVolume: fc.Arbitrary<SmallWorkload> = fc
  .tuple(fc.constantFrom('__unmounted__', 'shop'), anyMoney)
  .map(([namespace, storage]) => ({
    kind: namespace === 'shop' ? 'workload' : 'unmounted',
    namespace,
    controllerKind: '',
    controller: '',
    pod: `${namespace}-unmounted-pvcs`,
    container: '__unmounted__',
    node: '',
    labels: {},
    cost: { storage },
  }));

const anyDamage: fc.Arbitrary<Damage | null> = fc.oneof(
  { weight: 20, arbitrary: fc.constant(null) },
  {
    weight: 3,
    arbitrary: fc.oneof(fc.constantFrom<Damage[]>('missing', 'partial', 'held'), fc.constant(failure)),
  },
);

export const anyCluster: fc.Arbitrary<RandomCluster> = fc.record({
  workloads: fc
    .tuple(fc.array(anyContainer, { minLength: 1, maxLength: 14 }), fc.array(anyVolume, { maxLength: 2 }))
    .map(([containers, volumes]) => [...containers, ...volumes]),
  idlePercent: fc.constantFrom(30, 7, 0, -3, 250),
  damages: fc.oneof(
    fc.constant<(Damage | null)[]>([]),
    fc.array(anyDamage, { minLength: 20, maxLength: 20 }),
  ),
});

/** One to three clusters, some with days that are missing, partial, held back or cannot be read. */
export const anyClusters = fc.array(anyCluster, { minLength: 1, maxLength: 3 });

/** A service over the clusters that keeps what went in and what came out. Clusters are called prod-0, prod-1, … */
export function createRandomWorld(
  clusters: readonly RandomCluster[],
  { prefix = 'prod', ...options }: Partial<CostServiceOptions> & { prefix?: string } = {},
): RandomWorld {
  const given: RandomWorld['given'] = new Map();
  const answers: Answer[] = [];
  const sources = clusters.map(({ workloads, idlePercent, damages }, index) => {
    const name = `${prefix}-${index}`;
    const source = createSmallCluster({
      workloads,
      idlePercent,
      firstMs: 0,
      nowMs: tuesdayMorningMs,
      damageOf: (startMs) => damages[(todayMs - startMs) / dayMs] ?? null,
    });
    const dayOf = (startMs: number) => {
      const day = given.get(`${name} ${startMs}`) ?? { allocations: [], assets: [] };
      given.set(`${name} ${startMs}`, day);
      return day;
    };
    const recorded: typeof source = {
      ...source,
      async *allocation(request) {
        for await (const allocation of source.allocation(request)) {
          dayOf(request.startMs).allocations.push(allocation);
          yield allocation;
        }
      },
      async assets(request) {
        const assets = await source.assets(request);
        dayOf(request.startMs).assets = assets;
        return assets;
      },
    };
    return [name, recorded] as const;
  });
  const { costs } = createTestService(Object.fromEntries(sources), options);
  return {
    given,
    answers,
    costs: {
      ...costs,
      async ask(question, options) {
        const answer = await costs.ask(question, options);
        answers.push(answer);
        return answer;
      },
    },
  };
}

/** The days of the window that are in the answer's figures, as OpenCost gave them. */
export function daysInFigures(world: RandomWorld, answer: Answer): (GivenDay & { cluster: string })[] {
  return answer.days
    .filter(({ role, missing, state }) => {
      const counts = state !== 'quarantined' || answer.question.includeHeld;
      return role === 'window' && missing === null && counts;
    })
    .map(({ cluster, startMs }) => ({
      ...(world.given.get(`${cluster} ${startMs}`) as GivenDay),
      cluster,
    }));
}
