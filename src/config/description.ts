import type { Config } from './shape.js';

/** The effective configuration for the start log: what is set, without a single secret. */
export function describeConfig(config: Config): Record<string, unknown> {
  return {
    clusters: config.clusters.map(({ name, url, currency, auth, header, ca }) => ({
      name,
      url,
      currency,
      signIn: auth.kind,
      extraHeader: header?.name ?? null,
      ownAuthority: ca !== null,
    })),
    slack: config.slack === null ? 'off' : describeSlack(config.slack),
    cache: config.redisUrl === null ? 'memory' : `redis at ${hostOf(config.redisUrl)}`,
    cacheTtlMs: config.cacheTtlMs,
    openCostTimeoutMs: config.openCostTimeoutMs,
    openCostDayTimeoutMs: config.openCostDayTimeoutMs,
    weekStarts: config.weekStarts,
    logLevel: config.logLevel,
    port: config.port,
  };
}

function describeSlack({ mode, apiUrl, port }: NonNullable<Config['slack']>): Record<string, unknown> {
  return mode === 'http' ? { mode, apiUrl, port } : { mode, apiUrl };
}

function hostOf(url: string): string {
  const { hostname, port } = new URL(url);
  return `${hostname}:${port === '' ? '6379' : port}`;
}

/** Every secret of the configuration, so that the logger can strike it out wherever it turns up. */
export function secretsOf(config: Config): string[] {
  const secrets = [config.slack?.botToken, config.slack?.signingSecret, config.slack?.appToken];
  for (const { auth, header } of config.clusters) {
    if (auth.kind === 'basic')
      secrets.push(auth.password, Buffer.from(`${auth.user}:${auth.password}`).toString('base64'));
    if (auth.kind === 'bearer') secrets.push(auth.token);
    secrets.push(header?.value);
  }
  if (config.redisUrl !== null) {
    const { password } = new URL(config.redisUrl);
    secrets.push(config.redisUrl, password, decodeURIComponent(password));
  }
  return secrets.filter((text): text is string => typeof text === 'string' && text !== '');
}
