import { dirname, resolve } from 'node:path';
import { parseDocument } from 'yaml';
import * as z from 'zod';
import { type CheckSettings, checkKeys, checksSchema } from './checks.js';
import type { ClusterFacts } from './cluster.js';
import { nearestName } from './near-miss.js';
import type { Findings } from './problems.js';
import { failureCode, type ReadFile, readSecret } from './secret-file.js';
import { subscriptionKeys, subscriptionSchema, type WrittenSubscription } from './subscriptions.js';

const text = z.string('must be text: put it in quotes').optional();
const cluster = z.strictObject(
  {
    name: text,
    url: text,
    currency: text,
    user: text,
    userFile: text,
    password: text,
    passwordFile: text,
    token: text,
    tokenFile: text,
    header: text,
    headerFile: text,
    ca: text,
    caFile: text,
    uiUrl: text,
    aliases: z
      .array(z.string('must be text: put it in quotes'), 'must be a list of earlier names')
      .optional(),
    until: z.string('must be a day, such as 2026-10-31').optional(),
  },
  {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? undefined : 'must be a cluster with a name and a url',
  },
);
const file = z
  .strictObject({
    clusters: z
      .array(cluster, 'must be a list of clusters')
      .min(1, 'must list at least one cluster')
      .optional(),
    checks: checksSchema.optional(),
    subscriptions: z.array(subscriptionSchema, 'must be a list of digests').optional(),
  })
  .refine((written) => Object.values(written).some((part) => part !== undefined));

type WrittenCluster = z.output<typeof cluster>;
const fileKeys = Object.keys(file.shape);
/** Every key that a cluster may have. */
export const clusterKeys = Object.keys(cluster.shape);

/** What kubecent.yaml says. */
export interface WrittenFile {
  /** null: none are listed, so the environment names the one there is. */
  clusters: ClusterFacts[] | null;
  checks: CheckSettings;
  subscriptions: readonly WrittenSubscription[];
}

/**
 * The clusters and limits of kubecent.yaml, secrets read from their files; paths in it are relative to its folder.
 * Returns null where there is no file and `mustExist` is false; also null, with problems reported, where it cannot be used.
 */
export function readClustersFile(
  path: string,
  options: { mustExist: boolean; currency: string },
  readFile: ReadFile,
  findings: Findings,
): WrittenFile | null {
  const content = readYaml(path, options.mustExist, readFile, findings);
  if (content === null) return null;
  const result = file.safeParse(content.value);
  if (!result.success) {
    for (const issue of result.error.issues) findings.problems.push(...describeIssue(issue));
    return null;
  }
  const readNear: ReadFile = (relative) => readFile(resolve(dirname(path), relative));
  const { clusters, checks = {}, subscriptions = [] } = result.data;
  if (clusters === undefined) return { clusters: null, checks, subscriptions };
  return {
    clusters: clusters.map((written, index) =>
      readWritten(written, `clusters[${index}]`, options.currency, readNear, findings),
    ),
    checks,
    subscriptions,
  };
}

function readYaml(
  path: string,
  mustExist: boolean,
  readFile: ReadFile,
  findings: Findings,
): { value: unknown } | null {
  let source: string;
  try {
    source = readFile(path);
  } catch (error) {
    const code = failureCode(error);
    if (code !== 'ENOENT' || mustExist) {
      findings.problems.push(`${mustExist ? 'KUBECENT_CONFIG' : 'kubecent.yaml'} cannot be read (${code})`);
    }
    return null;
  }
  const document = parseDocument(source);
  for (const error of document.errors) {
    const line = error.linePos?.[0].line;
    findings.problems.push(
      `kubecent.yaml is not YAML${line === undefined ? '' : `: see line ${line}`} (${error.code})`,
    );
  }
  if (document.errors.length > 0) return null;
  try {
    return { value: document.toJS() };
  } catch {
    findings.problems.push(
      'kubecent.yaml has a value that begins with * and names nothing: put it in quotes',
    );
    return null;
  }
}

const keysOf: Readonly<Record<string, readonly string[]>> = {
  checks: checkKeys,
  subscriptions: subscriptionKeys,
};

/** zod's own messages may quote what was written; these never do. */
function describeIssue(issue: z.core.$ZodIssue): string[] {
  const place = issue.path.reduce<string>(
    (name, step) =>
      typeof step === 'number' ? `${name}[${step}]` : `${name}${name === '' ? '' : '.'}${String(step)}`,
    '',
  );
  if (issue.code === 'unrecognized_keys') {
    const known = issue.path.length === 0 ? fileKeys : (keysOf[String(issue.path[0])] ?? clusterKeys);
    return issue.keys.map((key) => describeUnknown(key, place, known));
  }
  if (issue.path.length === 0) return ['kubecent.yaml must hold a list called clusters'];
  return [`${place} ${issue.message}`];
}

function describeUnknown(key: string, place: string, known: readonly string[]): string {
  const where = place === '' ? 'kubecent.yaml' : place;
  if (!/^[A-Za-z_][\w-]{0,39}$/.test(key)) return `${where} has a key that is not known`;
  const nearest = nearestName(key, known);
  return `${where} has the unknown key ${key}${nearest === undefined ? '' : `; did you mean ${nearest}?`}`;
}

function readWritten(
  written: WrittenCluster,
  place: string,
  currency: string,
  readFile: ReadFile,
  findings: Findings,
): ClusterFacts {
  const secret = (field: 'user' | 'password' | 'token' | 'header' | 'ca') =>
    readSecret(
      {
        name: `${place}.${field}`,
        value: written[field],
        fileName: `${place}.${field}File`,
        path: written[`${field}File`],
      },
      readFile,
      findings,
    );
  return {
    name: written.name?.trim() || undefined,
    url: written.url?.trim() || undefined,
    currency: written.currency?.trim() || currency,
    user: secret('user'),
    password: secret('password'),
    token: secret('token'),
    header: secret('header'),
    ca: secret('ca'),
    uiUrl: written.uiUrl?.trim() || undefined,
    aliases: (written.aliases ?? []).map((alias) => alias.trim()),
    until: written.until?.trim() || undefined,
  };
}
