/** One setting, as documentation and code see it. */
export interface Setting {
  /** What it is, in one sentence. */
  doc: string;
  /** The value where none is given, as text; null where there is none. */
  fallback: string | null;
  /** A secret is never logged or printed. */
  secret: boolean;
  /** May also be given as the path of a file: NAME_FILE. */
  file: boolean;
}

const plain = (doc: string, fallback: string | null = null): Setting => ({
  doc,
  fallback,
  secret: false,
  file: false,
});
const secret = (doc: string): Setting => ({ doc, fallback: null, secret: true, file: true });

/** Every setting of the environment. `.env.example` and `docs/configuration.md` are compared with this table by a test. */
export const settings = {
  OPENCOST_URL: plain('The address of OpenCost, path included, where there is one cluster.'),
  CLUSTER_NAME: plain('What the cluster of OPENCOST_URL is called in answers.', 'default'),
  CURRENCY: plain('The ISO 4217 code of the currency that OpenCost prices in.', 'USD'),
  OPENCOST_USER: secret('The user for basic authentication in front of OpenCost.'),
  OPENCOST_PASSWORD: secret('The password that goes with OPENCOST_USER.'),
  OPENCOST_TOKEN: secret('A bearer token for OpenCost, instead of user and password.'),
  OPENCOST_HEADER: secret('One more header for every request to OpenCost, as "Name: value".'),
  OPENCOST_CA: {
    ...plain('The certificate authority to trust for OpenCost: PEM text, or the path of a PEM file.'),
    file: true,
  },
  OPENCOST_UI_URL: plain(
    'The address of OpenCost’s own page, path included, for people to open; without it no answer links there.',
  ),
  OPENCOST_TIMEOUT_MS: plain('How long one small request to OpenCost may take, in milliseconds.', '30000'),
  OPENCOST_DAY_TIMEOUT_MS: plain('How long one day of costs may take, in milliseconds.', '120000'),
  KUBECENT_CONFIG: plain('The path of the file that lists the clusters.', './kubecent.yaml'),
  SLACK_BOT_TOKEN: secret('The bot token of the Slack app; it begins with xoxb-.'),
  SLACK_SIGNING_SECRET: secret('The signing secret of the Slack app, for requests over HTTP.'),
  SLACK_APP_TOKEN: secret('The app-level token for Socket Mode; it begins with xapp-.'),
  SLACK_API_URL: plain('The address of the Slack Web API.', 'https://slack.com/api/'),
  PORT: plain('The port that Slack requests arrive at; 0 takes a free one.', '3000'),
  API_PORT: plain('The port of the REST API, of /metrics and of the admin page; 0 takes a free one.', '8080'),
  API_TOKENS: secret(
    'The tokens of programs, one a line; without any the API answers on this machine only, and needs none.',
  ),
  API_RATE_LIMIT: plain('How many requests a minute each token may make.', '600'),
  ADMIN_TOKEN: secret('The token that opens the admin page; without it there is no admin page.'),
  REDIS_URL: secret('The address of Redis for the cache; without it the cache is in memory.'),
  DATABASE_URL: secret(
    'The address of a PostgreSQL for the ledger, for several replicas; without it the ledger is embedded.',
  ),
  DATA_DIR: plain('The folder of the embedded ledger.', './data'),
  BACKFILL_DAYS: plain('How many closed days of the past are read for the ledger.', '90'),
  POD_HISTORY_DAYS: plain('How many days the ledger keeps pods and nodes.', '90'),
  CACHE_TTL_SECONDS: plain('How long an answer of today stays fresh, in seconds.', '300'),
  ADMINS: plain(
    'Slack ids of those who run Kubecent, with commas: they get its notices and may change every digest.',
  ),
  WEEK_STARTS: plain('The first day of a week: monday or sunday.', 'monday'),
  LOG_LEVEL: plain('The least important message that is logged: trace to fatal, or silent.', 'info'),
} satisfies Record<string, Setting>;

export type SettingName = keyof typeof settings;

export const settingNames = Object.keys(settings) as SettingName[];

/** The names that may also be given as NAME_FILE. */
export const fileNames = settingNames.filter((name) => settings[name].file);

/** Every name of the environment that Kubecent reads. */
export const environmentNames: readonly string[] = [
  ...settingNames,
  ...fileNames.map((name) => `${name}_FILE`),
];
