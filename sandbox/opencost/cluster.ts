import { type Container, container, type Workload, workload } from './workloads.js';

/** Team labels that namespaces carry; namespaces that are not named here have none. */
export const teams: Readonly<Record<string, string>> = {
  beta: 'storefront',
  checkout: 'checkout',
  data: 'data',
  ingress: 'platform',
  'kube-system': 'platform',
  ml: 'science',
  monitoring: 'platform',
  payments: 'checkout',
  search: 'storefront',
  shop: 'storefront',
};

const proxy: Container = container('proxy', [0.1, 0.125, 0.03, 0.07]);
const hourly = Array.from({ length: 24 }, (_, hour) => hour * 60 + 5);

/** The made-up cluster: about 60 controllers in 14 namespaces, two of which come and go. */
export const workloads: readonly Workload[] = [
  workload('payments', 'api', 'general', 6, [0.5, 1, 0.42, 0.8], {
    containers: [container('app', [0.5, 1, 0.42, 0.8]), proxy],
    services: ['api'],
    jumpReplicas: 4,
    trafficBytesPerSecond: 60_000,
    internetShare: 0.2,
  }),
  workload('payments', 'fraud', 'general', 3, [0.4, 1, 0.25, 0.5], { labels: { team: 'risk' } }),
  workload('payments', 'ledger', 'memory', 2, [0.5, 2, 0.3, 1.4]),
  workload('payments', 'worker', 'spot', 4, [0.5, 1, 0.35, 0.6]),
  workload('payments', 'refunds', 'spot', 1, [0.2, 0.5, 0.08, 0.3]),
  workload('payments', 'webhooks', 'general', 2, [0.2, 0.25, 0.1, 0.2], { internetShare: 0.6 }),
  // Over-requested by far: 2 cores and 4 GiB each, of which 0.15 and 0.6 are used.
  workload('checkout', 'checkout-api', 'compute', 5, [2, 4, 0.15, 0.6], { services: ['checkout'] }),
  workload('checkout', 'cart', 'general', 3, [0.25, 0.5, 0.15, 0.3]),
  workload('checkout', 'pricing', 'compute', 2, [0.5, 1, 0.3, 0.6]),
  workload('checkout', 'tax', 'spot', 1, [0.1, 0.25, 0.05, 0.15]),
  workload('checkout', 'sessions', 'memory', 1, [0.2, 1, 0.1, 0.7], { kind: 'statefulset', volumeGib: 10 }),
  workload('shop', 'web', 'compute', 5, [0.4, 0.5, 0.3, 0.39], {
    burstReplicas: 6,
    growthMonths: [4, 9],
    services: ['web'],
    trafficBytesPerSecond: 150_000,
    internetShare: 0.7,
  }),
  workload('shop', 'catalog', 'compute', 4, [0.5, 1, 0.3, 0.7], { growthMonths: [6] }),
  workload('shop', 'images', 'spot', 2, [0.5, 1, 0.7, 0.8], {
    trafficBytesPerSecond: 200_000,
    internetShare: 0.5,
  }),
  workload('shop', 'recommend', 'compute', 3, [1, 2, 0.4, 1.1]),
  workload('shop', 'reviews', 'spot', 2, [0.2, 0.5, 0.1, 0.3]),
  workload('shop', 'redis', 'memory', 1, [0.2, 1, 0.1, 0.7], {
    kind: 'statefulset',
    services: ['redis'],
    volumeGib: 10,
  }),
  workload('search', 'query', 'compute', 5, [1, 2, 0.6, 1.5], {
    burstReplicas: 3,
    services: ['query'],
    rhythm: 'evening',
  }),
  workload('search', 'indexer', 'spot', 3, [0.5, 2, 0.4, 1.6], { rhythm: 'night', growthMonths: [5] }),
  workload('search', 'suggest', 'spot', 2, [0.25, 0.5, 0.15, 0.35], { rhythm: 'evening' }),
  workload('search', 'shards', 'memory', 3, [1, 8, 0.5, 6.5], {
    kind: 'statefulset',
    services: ['shards'],
    volumeGib: 200,
  }),
  workload('data', 'postgres', 'memory', 2, [1, 4, 0.55, 3.1], {
    kind: 'statefulset',
    containers: [container('exporter', [0.05, 0.0625, 0.01, 0.03]), container('postgres', [1, 4, 0.55, 3.1])],
    services: ['postgres'],
    volumeGib: 50,
  }),
  workload('data', 'kafka', 'memory', 3, [0.5, 4, 0.35, 3.2], {
    kind: 'statefulset',
    services: ['kafka'],
    volumeGib: 100,
  }),
  workload('data', 'etl', 'spot', 2, [0.75, 2, 0.6, 1.5], { rhythm: 'night' }),
  workload('data', 'warehouse-sync', 'spot', 1, [0.5, 1, 0.3, 0.7], { rhythm: 'night' }),
  workload('data', 'schema-registry', 'general', 1, [0.2, 0.5, 0.05, 0.4], { rhythm: 'flat' }),
  workload('data', 'nightly-report', 'general', 1, [0.5, 1, 0.8, 0.9], {
    kind: 'job',
    containers: [container('report', [0.5, 1, 0.8, 0.9])],
    rhythm: 'flat',
    runs: { startMinutes: [120], minutes: 40, naming: 'cron' },
  }),
  workload('ml', 'inference', 'gpu', 1, [2, 8, 1.2, 6], {
    containers: [container('inference', [2, 8, 1.2, 6], 1)],
    rhythm: 'evening',
    services: ['inference'],
  }),
  workload('ml', 'trainer', 'spot', 1, [2.5, 8, 1.6, 3], { rhythm: 'night', growthMonths: [3] }),
  workload('ml', 'features', 'spot', 2, [0.5, 2, 0.3, 1.2], { labels: { team: 'features' } }),
  workload('ml', 'notebooks', 'memory', 2, [0.5, 4, 0.2, 1], { kind: 'statefulset', volumeGib: 50 }),
  workload('ml', 'model-registry', 'general', 1, [0.2, 0.5, 0.05, 0.3], { rhythm: 'flat' }),
  workload('monitoring', 'prometheus', 'memory', 1, [1, 6, 0.6, 5.1], {
    kind: 'statefulset',
    rhythm: 'flat',
    volumeGib: 100,
  }),
  workload('monitoring', 'grafana', 'general', 1, [0.2, 0.5, 0.06, 0.3]),
  workload('monitoring', 'alertmanager', 'general', 2, [0.1, 0.125, 0.02, 0.06], { rhythm: 'flat' }),
  workload('monitoring', 'loki', 'memory', 1, [0.5, 2, 0.35, 1.7], {
    kind: 'statefulset',
    rhythm: 'flat',
    volumeGib: 150,
  }),
  workload('monitoring', 'opencost', 'general', 1, [0.1, 0.25, 0.04, 0.15], { rhythm: 'flat' }),
  workload('monitoring', 'node-exporter', 'general', 0, [0.05, 0.0625, 0.01, 0.03], {
    kind: 'daemonset',
    rhythm: 'flat',
  }),
  workload('ingress', 'gateway', 'general', 3, [0.5, 0.5, 0.3, 0.35], {
    services: ['gateway'],
    growthMonths: [8],
    trafficBytesPerSecond: 250_000,
    internetShare: 0.5,
  }),
  workload('ingress', 'cert-manager', 'general', 1, [0.1, 0.125, 0.01, 0.08], { rhythm: 'flat' }),
  workload('ingress', 'external-dns', 'general', 1, [0.05, 0.125, 0.01, 0.06], { rhythm: 'flat' }),
  workload('kube-system', 'coredns', 'general', 2, [0.1, 0.125, 0.03, 0.04], { rhythm: 'flat' }),
  workload('kube-system', 'node-agent', 'general', 0, [0.1, 0.125, 0.04, 0.09], {
    kind: 'daemonset',
    rhythm: 'flat',
  }),
  workload('kube-system', 'metrics-server', 'general', 1, [0.1, 0.25, 0.05, 0.15], { rhythm: 'flat' }),
  workload('kube-system', 'autoscaler', 'general', 1, [0.1, 0.5, 0.02, 0.3], { rhythm: 'flat' }),
  workload('batch', 'queue', 'general', 2, [0.25, 1, 0.15, 0.4]),
  workload('batch', 'mailer', 'spot', 2, [0.1, 0.25, 0.05, 0.15], { internetShare: 0.3 }),
  workload('batch', 'cleanup', 'spot', 1, [0.1, 0.25, 0.2, 0.2], {
    kind: 'job',
    rhythm: 'flat',
    runs: { startMinutes: hourly, minutes: 10, naming: 'cron' },
  }),
  workload('batch', 'import', 'spot', 1, [0.4, 1, 0.35, 0.8], {
    kind: 'job',
    rhythm: 'flat',
    runs: { startMinutes: [540], minutes: 25, naming: 'workflow' },
  }),
  // Idle: nobody has asked it anything for years.
  workload('tools', 'old-dashboard', 'compute', 2, [1, 2, 0.01, 0.2], {
    rhythm: 'flat',
    trafficBytesPerSecond: 0,
  }),
  // No requests at all.
  workload('tools', 'scratch', 'compute', 2, [0, 0, 0.4, 0.8]),
  workload('tools', 'wiki', 'general', 1, [0.25, 0.5, 0.08, 0.4], { labels: { team: 'platform' } }),
  workload('tools', 'ci-runner', 'compute', 2, [0.5, 1, 0.8, 0.7], { burstReplicas: 2, internetShare: 0.1 }),
  // A bare pod: no controller.
  workload('tools', 'debug-shell', 'general', 1, [0.05, 0.0625, 0.001, 0.02], { kind: '', rhythm: 'flat' }),
  workload('staging', 'api', 'spot', 1, [0.2, 0.5, 0.03, 0.2], { labels: { team: 'checkout' } }),
  workload('staging', 'web', 'spot', 2, [0.1, 0.25, 0.02, 0.1]),
  workload('staging', 'redis', 'spot', 1, [0.1, 0.25, 0.02, 0.1], { kind: 'statefulset', rhythm: 'flat' }),
  workload('beta', 'beta-web', 'compute', 3, [0.3, 0.5, 0.2, 0.35], { growthMonths: [2] }),
  workload('beta', 'beta-jobs', 'spot', 1, [0.3, 0.5, 0.2, 0.3], { rhythm: 'night' }),
  workload('legacy', 'billing-v1', 'general', 2, [0.3, 1, 0.1, 0.5]),
  workload('legacy', 'reports-v1', 'general', 1, [0.3, 0.5, 0.05, 0.3], { rhythm: 'night' }),
];

/** Load balancers: one for each of these services. */
export const loadBalancers = [
  { namespace: 'ingress', service: 'gateway', ip: '203.0.113.10', hourPrice: 0.025 },
  { namespace: 'payments', service: 'api', ip: '203.0.113.11', hourPrice: 0.025 },
] as const;

/** Volumes that no pod mounts: a claim nobody uses, and a volume without a claim. */
export const unmountedVolumes = [
  { name: 'pv-old-backup', gib: 200, namespace: 'data', claim: 'old-backup' },
  { name: 'pv-released', gib: 80, namespace: '', claim: '' },
] as const;

/** Price of a GiB of volume for an hour. */
export const volumeGibHourPrice = 0.0001;
/** Price of a GiB that leaves to the internet, and of one to another zone. */
export const internetGibPrice = 0.09;
export const crossZoneGibPrice = 0.01;
