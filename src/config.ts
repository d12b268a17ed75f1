import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type ClusterConfig, type ClusterFacts, type NameOf, readCluster } from './config/cluster.js';
import { reportDuplicates } from './config/cluster-names.js';
import { readClustersFile } from './config/clusters-file.js';
import {
  type Environment,
  type EnvironmentReading,
  type EnvironmentValues,
  readEnvironment,
} from './config/environment.js';
import { nearMisses } from './config/near-miss.js';
import { ConfigError, type Findings } from './config/problems.js';
import type { ReadFile } from './config/secret-file.js';
import { environmentNames, type SettingName } from './config/settings.js';
import type { Config, DatabaseConfig } from './config/shape.js';
import { readSlack } from './config/slack.js';
import { readTokens } from './config/tokens.js';

export type { ClusterAuth, ClusterConfig } from './config/cluster.js';
export { describeConfig, secretsOf } from './config/description.js';
export type { Environment } from './config/environment.js';
export { ConfigError } from './config/problems.js';
export type { Config } from './config/shape.js';
export type { SlackConfig } from './config/slack.js';

/**
 * Reads the environment and kubecent.yaml into one frozen object. Both arguments are for tests.
 * Throws a ConfigError that lists every problem at once, by the setting's name and never by its value.
 */
export function loadConfig(env: Environment = process.env, readFile: ReadFile = readText): Config {
  const findings: Findings = { problems: [], warnings: [] };
  const reading = readEnvironment(env, readFile, findings);
  const { values } = reading;
  const { clusters, checks, subscriptions } = readClusters(reading, readFile, findings);
  const slack = readSlack(reading, findings);
  const database = readDatabase(reading, findings);
  const names = clusters.map(({ name }) => name);
  const tokens = readTokens(values.API_TOKENS, names, findings);
  findings.warnings.push(...nearMisses(Object.keys(env), environmentNames));
  if (findings.problems.length > 0) throw new ConfigError(findings.problems);
  return deepFreeze<Config>({
    clusters,
    slack,
    redisUrl: values.REDIS_URL ?? null,
    database,
    backfillDays: values.BACKFILL_DAYS,
    podHistoryDays: values.POD_HISTORY_DAYS,
    checks,
    subscriptions,
    admins: values.ADMINS ?? [],
    weekStarts: values.WEEK_STARTS,
    logLevel: values.LOG_LEVEL,
    cacheTtlMs: values.CACHE_TTL_SECONDS * 1_000,
    openCostTimeoutMs: values.OPENCOST_TIMEOUT_MS,
    openCostDayTimeoutMs: values.OPENCOST_DAY_TIMEOUT_MS,
    port: values.PORT,
    api: {
      port: values.API_PORT,
      tokens,
      requestsPerMinute: values.API_RATE_LIMIT,
      adminToken: values.ADMIN_TOKEN ?? null,
    },
    warnings: findings.warnings,
  });
}

const readText: ReadFile = (path) => readFileSync(path, 'utf8');

/** Where each field of a single cluster comes from in the environment. */
const environmentFields = {
  name: 'CLUSTER_NAME',
  url: 'OPENCOST_URL',
  currency: 'CURRENCY',
  user: 'OPENCOST_USER',
  password: 'OPENCOST_PASSWORD',
  token: 'OPENCOST_TOKEN',
  header: 'OPENCOST_HEADER',
  ca: 'OPENCOST_CA',
  uiUrl: 'OPENCOST_UI_URL',
} as const satisfies Record<Exclude<keyof ClusterFacts, FileOnly>, SettingName>;

/** A cluster that has had other names, or has an end, is written in kubecent.yaml. */
type FileOnly = 'aliases' | 'until';

/** Embedded, or PostgreSQL beside a Redis: replicas that shared only one of them would answer differently. */
function readDatabase({ values, given }: EnvironmentReading, findings: Findings): DatabaseConfig {
  if (given.has('DATABASE_URL') && !given.has('REDIS_URL'))
    findings.problems.push('DATABASE_URL needs REDIS_URL too: several replicas share both, or neither');
  return values.DATABASE_URL === undefined
    ? { kind: 'embedded', folder: resolve(values.DATA_DIR) }
    : { kind: 'postgresql', url: values.DATABASE_URL };
}

interface ReadClusters extends Pick<Config, 'checks' | 'subscriptions'> {
  clusters: ClusterConfig[];
}

function readClusters(reading: EnvironmentReading, readFile: ReadFile, findings: Findings): ReadClusters {
  const { values, given } = reading;
  const mustExist = given.has('KUBECENT_CONFIG');
  const problemsBefore = findings.problems.length;
  const options = { mustExist, currency: values.CURRENCY };
  const written = readClustersFile(values.KUBECENT_CONFIG, options, readFile, findings);
  const others = { checks: written?.checks ?? {}, subscriptions: written?.subscriptions ?? [] };
  if (!written?.clusters) {
    if (!given.has('OPENCOST_URL')) {
      if (findings.problems.length > problemsBefore) return { clusters: [], ...others };
      findings.problems.push('OPENCOST_URL is missing: set it, or list the clusters in kubecent.yaml');
      return { clusters: [], ...others };
    }
    const nameOf: NameOf = (field) =>
      field === 'aliases' || field === 'until' ? field : environmentFields[field];
    return { clusters: [readCluster(factsOfEnvironment(values), nameOf, readFile, findings)], ...others };
  }
  for (const name of Object.values(environmentFields)) {
    if (name === 'CURRENCY' || !given.has(name)) continue;
    findings.problems.push(`${name} is given and kubecent.yaml lists clusters: keep one of them`);
  }
  const clusters = written.clusters.map((facts, index) => {
    const nameOf: NameOf = (field) => `clusters[${index}].${field}`;
    return readCluster(facts, nameOf, readFile, findings);
  });
  reportDuplicates(clusters, findings);
  return { clusters, ...others };
}

function factsOfEnvironment(values: EnvironmentValues): ClusterFacts {
  return {
    name: values.CLUSTER_NAME,
    url: values.OPENCOST_URL,
    currency: values.CURRENCY,
    user: values.OPENCOST_USER,
    password: values.OPENCOST_PASSWORD,
    token: values.OPENCOST_TOKEN,
    header: values.OPENCOST_HEADER,
    ca: values.OPENCOST_CA,
    uiUrl: values.OPENCOST_UI_URL,
    aliases: [],
    until: undefined,
  };
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  for (const inner of Object.values(value)) deepFreeze(inner);
  return Object.freeze(value);
}
