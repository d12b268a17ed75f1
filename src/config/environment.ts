import * as z from 'zod';
import { currencyCode, httpUrl, serverUrl } from './formats.js';
import type { Findings } from './problems.js';
import { type ReadFile, readSecret } from './secret-file.js';
import { fileNames, type SettingName, settingNames, settings } from './settings.js';

export type Environment = Readonly<Record<string, string | undefined>>;

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .refine(
      (text) => /^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most,
      `must be a whole number from ${least} to ${most}`,
    )
    .transform(Number);

const oneOf = <const Names extends readonly [string, ...string[]]>(names: Names) =>
  z
    .string()
    .toLowerCase()
    .pipe(z.enum(names, `must be one of ${names.join(', ')}`));

const oneWord = z.string().regex(/^[\x21-\x7e]+$/, 'must be one word, without blanks');
const botToken = oneWord.regex(/^(xoxe\.)?xoxb-/, 'must begin with xoxb-: it is the Bot User OAuth Token');
const appToken = oneWord.regex(/^xapp-/, 'must begin with xapp-: it is an app-level token');
const signingSecret = oneWord.regex(
  /^(?!xox|xapp-)/,
  'is a token: take the Signing Secret of Basic Information',
);
const hourMs = 3_600_000;
const daySeconds = 86_400;
const tenYearsDays = 3_650;

/** The settings that stand on their own. What belongs to a cluster is checked with the cluster. */
const schema = z.object({
  OPENCOST_URL: z.string().optional(),
  CLUSTER_NAME: z.string(),
  CURRENCY: currencyCode,
  OPENCOST_USER: z.string().optional(),
  OPENCOST_PASSWORD: z.string().optional(),
  OPENCOST_TOKEN: z.string().optional(),
  OPENCOST_HEADER: z.string().optional(),
  OPENCOST_CA: z.string().optional(),
  OPENCOST_UI_URL: z.string().optional(),
  OPENCOST_TIMEOUT_MS: wholeNumber(1, hourMs),
  OPENCOST_DAY_TIMEOUT_MS: wholeNumber(1, hourMs),
  KUBECENT_CONFIG: z.string(),
  SLACK_BOT_TOKEN: botToken.optional(),
  SLACK_SIGNING_SECRET: signingSecret.optional(),
  SLACK_APP_TOKEN: appToken.optional(),
  SLACK_API_URL: httpUrl('').transform((url) => `${url}/`),
  PORT: wholeNumber(0, 65_535),
  API_PORT: wholeNumber(0, 65_535),
  API_TOKENS: z.string().optional(),
  API_RATE_LIMIT: wholeNumber(1, 1_000_000),
  ADMIN_TOKEN: oneWord.min(20, 'must have 20 characters or more').optional(),
  REDIS_URL: serverUrl(['redis', 'rediss']).optional(),
  DATABASE_URL: serverUrl(['postgres', 'postgresql']).optional(),
  DATA_DIR: z.string(),
  BACKFILL_DAYS: wholeNumber(0, tenYearsDays),
  POD_HISTORY_DAYS: wholeNumber(1, tenYearsDays),
  CACHE_TTL_SECONDS: wholeNumber(1, daySeconds),
  ADMINS: z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter(Boolean))
    .refine(
      (ids) => ids.every((id) => /^[UW][A-Z0-9]{2,}$/.test(id)),
      'must be Slack ids of people, such as U012AB3CD, with commas',
    )
    .optional(),
  WEEK_STARTS: oneOf(['monday', 'sunday']),
  LOG_LEVEL: oneOf(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']),
} satisfies Record<SettingName, z.ZodType>);

export type EnvironmentValues = z.output<typeof schema>;

export interface EnvironmentReading {
  /** Checked values; a value that is wrong is absent, or its default. */
  values: EnvironmentValues;
  /** The names that were set, rightly or wrongly, directly or as a file. */
  given: ReadonlySet<SettingName>;
}

/** Reads every setting, secrets also from files, and reports all that is wrong to `findings`. Never throws. */
export function readEnvironment(
  env: Environment,
  readFile: ReadFile,
  findings: Findings,
): EnvironmentReading {
  const mayBeFile = new Set<string>(fileNames);
  const given = new Set<SettingName>();
  const raw: Record<string, string> = {};
  for (const name of settingNames) {
    const fileName = `${name}_FILE`;
    const path = mayBeFile.has(name) ? env[fileName] : undefined;
    if (env[name]?.trim() || path?.trim()) given.add(name);
    const value = readSecret({ name, value: env[name], fileName, path }, readFile, findings);
    const text = value ?? settings[name].fallback;
    if (text !== null) raw[name] = text;
  }
  const first = schema.safeParse(raw);
  if (first.success) return { values: first.data, given };
  for (const name of settingNames) {
    const issue = first.error.issues.find((candidate) => candidate.path[0] === name);
    if (issue === undefined) continue;
    findings.problems.push(`${name} ${issue.message}`);
    delete raw[name];
    const fallback = settings[name].fallback;
    if (fallback !== null) raw[name] = fallback;
  }
  return { values: schema.parse(raw), given };
}
