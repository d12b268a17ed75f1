import * as z from 'zod';
import { currencyCode, type Header, headerLine, httpUrl, isCertificates, lastDay } from './formats.js';
import type { Findings } from './problems.js';
import { failureCode, type ReadFile } from './secret-file.js';

/** How Kubecent proves who it is to an OpenCost. */
export type ClusterAuth =
  | { kind: 'none' }
  | { kind: 'basic'; user: string; password: string }
  | { kind: 'bearer'; token: string };

/** One cluster and its OpenCost. */
export interface ClusterConfig {
  /** Unique, also when case is ignored. */
  name: string;
  /** Without a slash at its end; a path is kept. null only where `untilMs` is given: nobody can be asked any more. */
  url: string | null;
  /** ISO 4217. */
  currency: string;
  auth: ClusterAuth;
  header: Header | null;
  /** Certificates in PEM that are trusted for this OpenCost beside those that Node brings along. */
  ca: string | null;
  /** The address of OpenCost's own page, for people; without a slash at its end. null: there is no link. */
  uiUrl: string | null;
  /** Earlier names under which the ledger knows it. */
  aliases: readonly string[];
  /** End of its last day, a UTC midnight; null while it lives. */
  untilMs: number | null;
}

/** A cluster as it was written, secrets read from their files; absent: not given. */
export interface ClusterFacts {
  name: string | undefined;
  url: string | undefined;
  currency: string;
  user: string | undefined;
  password: string | undefined;
  token: string | undefined;
  header: string | undefined;
  /** PEM text, or the path of a file. */
  ca: string | undefined;
  /** The address of its own page. */
  uiUrl: string | undefined;
  aliases: readonly string[];
  /** Its last day, 2026-10-31. */
  until: string | undefined;
}

export type ClusterField = keyof ClusterFacts;

/** How a field is called where it was written: OPENCOST_URL, clusters[0].url. */
export type NameOf = (field: ClusterField) => string;

const namePattern = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,62}$/u;
const clusterName = z
  .string('is missing')
  .regex(namePattern, 'must begin with a letter or digit, then letters, digits, dots, _ or -, 63 in all');

/** Checks one cluster and reports all that is wrong with it. What comes out is usable only where nothing was reported. */
export function readCluster(
  facts: ClusterFacts,
  nameOf: NameOf,
  readFile: ReadFile,
  findings: Findings,
): ClusterConfig {
  const checked = <Out>(field: ClusterField, schema: z.ZodType<Out>): Out | undefined => {
    const result = schema.safeParse(facts[field]);
    if (result.success) return result.data;
    findings.problems.push(`${nameOf(field)} ${result.error.issues[0]?.message ?? 'is wrong'}`);
    return undefined;
  };
  const url = httpUrl(`: use ${nameOf('user')} and ${nameOf('password')}, or ${nameOf('token')}`);
  const header = facts.header === undefined ? null : (checked('header', headerLine) ?? null);
  if (header?.name.toLowerCase() === 'authorization' && (facts.user ?? facts.token) !== undefined) {
    findings.problems.push(`${nameOf('header')} must not be Authorization where a user or a token is given`);
  }
  const isOver = facts.until !== undefined;
  return {
    name: checked('name', clusterName) ?? '',
    url: isOver && facts.url === undefined ? null : (checked('url', z.string('is missing').pipe(url)) ?? ''),
    currency: checked('currency', currencyCode) ?? '',
    auth: readAuth(facts, nameOf, findings),
    header,
    ca: readAuthority(facts.ca, nameOf('ca'), readFile, findings),
    uiUrl: facts.uiUrl === undefined ? null : (checked('uiUrl', httpUrl(': people sign in there')) ?? null),
    aliases: readAliases(facts.aliases, nameOf('aliases'), findings),
    untilMs: isOver ? (checked('until', lastDay) ?? null) : null,
  };
}

function readAliases(given: readonly string[], name: string, findings: Findings): readonly string[] {
  for (const [index, alias] of given.entries()) {
    const result = clusterName.safeParse(alias);
    if (!result.success)
      findings.problems.push(`${name}[${index}] ${result.error.issues[0]?.message ?? 'is wrong'}`);
  }
  return given;
}

function readAuth(facts: ClusterFacts, nameOf: NameOf, findings: Findings): ClusterAuth {
  const { user, password, token } = facts;
  if (token !== undefined && (user ?? password) !== undefined) {
    findings.problems.push(
      `${nameOf('token')} and ${nameOf(user === undefined ? 'password' : 'user')} are both given: keep one of them`,
    );
  }
  if (token !== undefined) {
    if (!/^[\x21-\x7e]+$/.test(token))
      findings.problems.push(`${nameOf('token')} must be one word, without blanks`);
    return { kind: 'bearer', token };
  }
  if (user === undefined && password === undefined) return { kind: 'none' };
  if (user === undefined) findings.problems.push(`${nameOf('password')} is given without ${nameOf('user')}`);
  if (password === undefined)
    findings.problems.push(`${nameOf('user')} is given without ${nameOf('password')}`);
  if (user?.includes(':')) findings.problems.push(`${nameOf('user')} must not hold a colon`);
  return { kind: 'basic', user: user ?? '', password: password ?? '' };
}

function readAuthority(
  given: string | undefined,
  name: string,
  readFile: ReadFile,
  findings: Findings,
): string | null {
  if (given === undefined) return null;
  try {
    const text = given.includes('-----BEGIN') ? given.replaceAll('\\n', '\n') : readFile(given);
    if (isCertificates(text)) return text;
    findings.problems.push(`${name} must hold certificates in PEM`);
  } catch (error) {
    findings.problems.push(`${name} names a file that cannot be read (${failureCode(error)})`);
  }
  return null;
}
