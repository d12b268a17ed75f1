import http from 'node:http';
import https from 'node:https';
import type { Readable } from 'node:stream';
import { rootCertificates } from 'node:tls';
import axios from 'axios';
import { type AnswerHead, describeFault } from './exchange.js';
import { connectionFailure } from './failure.js';

export type Credentials = { user: string; password: string } | { token: string };

export interface TransportOptions {
  /** Where OpenCost answers, with its path: `http://opencost:9003`, `https://x/model`, a Kubernetes API proxy path. */
  baseUrl: string;
  auth?: Credentials | undefined;
  header?: { name: string; value: string } | undefined;
  /** PEM text of an authority to trust beside those that Node brings along. */
  ca?: string | undefined;
  maxSockets: number;
}

export interface Transport {
  /**
   * GET of a path below the base URL. Resolves with any status as soon as the head has come; redirects are not followed.
   * The caller reads or destroys the body. Throws an OpenCostError when there is no answer; when `signal` ends, its reason.
   */
  open(pathAndQuery: string, signal: AbortSignal): Promise<{ head: AnswerHead; body: Readable }>;
  /** Takes every secret that is sent out of a text. */
  blot(text: string): string;
}

/**
 * Connections to one OpenCost: kept alive, at most `maxSockets`, and always direct. Proxies of the environment are
 * not used: OpenCost stands in the cluster, and credentials for it must not pass through a third party.
 */
export function createTransport(options: TransportOptions): Transport {
  const base = new URL(options.baseUrl);
  const auth = options.auth ?? credentialsOf(base);
  const basePath = `${base.protocol}//${base.host}${base.pathname.replace(/\/+$/, '')}`;
  const authorization = authorizationOf(auth);
  const secrets = secretsOf(auth, authorization, options.header?.value);
  const agentOptions = { keepAlive: true, maxSockets: options.maxSockets };

  const client = axios.create({
    adapter: 'http',
    responseType: 'stream',
    maxRedirects: 0,
    proxy: false,
    validateStatus: () => true,
    httpAgent: new http.Agent(agentOptions),
    httpsAgent: new https.Agent({
      ...agentOptions,
      ...(options.ca === undefined ? {} : { ca: [...rootCertificates, options.ca] }),
    }),
    headers: {
      accept: 'application/json, text/plain;q=0.9',
      'user-agent': 'kubecent',
      ...(authorization === null ? {} : { authorization }),
      ...(options.header === undefined ? {} : { [options.header.name]: options.header.value }),
    },
  });

  const blot = (text: string): string =>
    secrets.reduce((clean, secret) => clean.replaceAll(secret, '[secret]'), text);

  return {
    blot,
    async open(pathAndQuery, signal) {
      try {
        const answer = await client.get<Readable>(basePath + pathAndQuery, { signal });
        const head = {
          status: answer.status,
          contentType: String(answer.headers['content-type'] ?? ''),
          location: String(answer.headers.location ?? ''),
        };
        return { head, body: answer.data };
      } catch (fault) {
        if (signal.aborted) throw signal.reason;
        throw connectionFailure(fault, describeFault(fault, blot));
      }
    },
  };
}

/** User and password of `https://user:password@host`. */
function credentialsOf(base: URL): Credentials | undefined {
  if (base.username === '') return undefined;
  return { user: decodeURIComponent(base.username), password: decodeURIComponent(base.password) };
}

function authorizationOf(auth: Credentials | undefined): string | null {
  if (auth === undefined) return null;
  if ('token' in auth) return `Bearer ${auth.token.trim()}`;
  return `Basic ${Buffer.from(`${auth.user}:${auth.password}`).toString('base64')}`;
}

function secretsOf(
  auth: Credentials | undefined,
  authorization: string | null,
  headerValue: string | undefined,
): string[] {
  const password = auth === undefined ? undefined : 'token' in auth ? auth.token.trim() : auth.password;
  const sent = authorization?.split(' ', 2)[1];
  return [password, sent, headerValue].filter((secret) => secret !== undefined && secret !== '') as string[];
}
