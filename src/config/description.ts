import type { Config } from './shape.js';

/** The effective configuration for the start log: what is set, without a single secret. */
export function describeConfig(config: Config): Record<string, unknown> {
  return {
    clusters: config.clusters.map(({ name, url, currency, auth, header, ca, uiUrl, aliases, untilMs }) => ({
      name,
      url,
      aliases,
      lastDay: untilMs === null ? null : new Date(untilMs - 1).toISOString().slice(0, 10),
      currency,
      signIn: auth.kind,
      extraHeader: header?.name ?? null,
      ownAuthority: ca !== null,
      page: uiUrl,
    })),
    slack: config.slack === null ? 'off' : describeSlack(config.slack),
    cache: config.redisUrl === null ? 'memory' : `redis at ${hostOf(config.redisUrl, '6379')}`,
    ledger: describeDatabase(config.database),
    backfillDays: config.backfillDays,
    podHistoryDays: config.podHistoryDays,
    checks: config.checks,
    subscriptions: config.subscriptions.length,
    admins: config.admins,
    cacheTtlMs: config.cacheTtlMs,
    openCostTimeoutMs: config.openCostTimeoutMs,
    openCostDayTimeoutMs: config.openCostDayTimeoutMs,
    weekStarts: config.weekStarts,
    logLevel: config.logLevel,
    port: config.port,
    api: {
      port: config.api.port,
      requestsPerMinute: config.api.requestsPerMinute,
      adminPage: config.api.adminToken === null ? 'off' : 'on',
      tokens: config.api.tokens.map(({ name, expiresMs, clusters, namespaces }) => ({
        name,
        expires: expiresMs === null ? null : new Date(expiresMs).toISOString(),
        clusters,
        namespaces,
      })),
    },
  };
}

function describeSlack({ mode, apiUrl, port }: NonNullable<Config['slack']>): Record<string, unknown> {
  return mode === 'http' ? { mode, apiUrl, port } : { mode, apiUrl };
}

function describeDatabase(database: Config['database']): string {
  return database.kind === 'embedded'
    ? `embedded in ${database.folder}`
    : `postgresql at ${hostOf(database.url, '5432')}`;
}

function hostOf(url: string, usualPort: string): string {
  const { hostname, port } = new URL(url);
  return `${hostname || 'localhost'}:${port || usualPort}`;
}

/** Every secret of the configuration, so that the logger can strike it out wherever it turns up. */
export function secretsOf(config: Config): string[] {
  const secrets: (string | null | undefined)[] = [
    config.slack?.botToken,
    config.slack?.signingSecret,
    config.slack?.appToken,
    config.api.adminToken,
  ];
  for (const { auth, header } of config.clusters) {
    if (auth.kind === 'basic')
      secrets.push(auth.password, Buffer.from(`${auth.user}:${auth.password}`).toString('base64'));
    if (auth.kind === 'bearer') secrets.push(auth.token);
    secrets.push(header?.value);
  }
  const { database } = config;
  for (const url of [config.redisUrl, database.kind === 'postgresql' ? database.url : null]) {
    if (url === null) continue;
    const { password, searchParams } = new URL(url);
    secrets.push(url, password, decodeURIComponent(password), searchParams.get('password'));
  }
  return secrets.filter((text): text is string => typeof text === 'string' && text !== '');
}
