import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type AccessToken, judgeToken } from '../access/token.js';
import { everything, type Scope } from '../cost-service/question.js';
import { refusal } from './problems.js';

/** Who asks: a token, or anybody of this machine where there are none. */
export interface Caller {
  /** The token's name; null without tokens. */
  token: string | null;
  scope: Scope;
}

const callers = new WeakMap<FastifyRequest, Caller>();
const anybody: Caller = { token: null, scope: everything };

export function callerOf(request: FastifyRequest): Caller | undefined {
  return callers.get(request);
}

/** What may be seen by whoever asks. Throws a KubecentError where nobody was let in: deny by default. */
export function scopeOf(request: FastifyRequest): Scope {
  const caller = callers.get(request);
  if (!caller) throw refusal('SIGN_IN_NEEDED', signInWords);
  return caller.scope;
}

const signInWords = 'A token is needed: send it as “Authorization: Bearer …”.';

/** Lets in those with a token that is known, or, where there are none, those who call this machine by its own name. */
export function addGate(
  server: FastifyInstance,
  { tokens, now }: { tokens: readonly AccessToken[]; now: () => number },
): void {
  server.addHook('onRequest', async (request, reply) => {
    if (tokens.length === 0) {
      refuseForeignHost(request);
      callers.set(request, anybody);
      return;
    }
    const given = /^Bearer +([\x21-\x7e]+) *$/i.exec(request.headers.authorization ?? '')?.[1];
    if (given === undefined) {
      reply.header('www-authenticate', 'Bearer realm="kubecent"');
      throw refusal('SIGN_IN_NEEDED', signInWords);
    }
    const judged = judgeToken(tokens, given, now());
    if (judged.kind !== 'known') {
      reply.header('www-authenticate', 'Bearer realm="kubecent", error="invalid_token"');
      throw judged.kind === 'expired'
        ? refusal('EXPIRED_TOKEN', 'This token has expired; whoever runs Kubecent can give a new one.')
        : refusal('UNKNOWN_TOKEN', 'This token is not known.');
    }
    const { name, clusters, namespaces } = judged.token;
    callers.set(request, { token: name, scope: { clusters, namespaces } });
  });
}

/** For what speaks of the whole process. */
export function refuseNarrowScope(request: FastifyRequest): void {
  const { clusters, namespaces } = scopeOf(request);
  if (clusters !== null || namespaces !== null)
    throw refusal('OUT_OF_SCOPE', 'This is for tokens that may see everything.');
}

const localName = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i;

/** A page in a browser may lead a name of its own to this machine; without tokens nothing else would stop it. */
export function refuseForeignHost({ headers }: Pick<FastifyRequest, 'headers'>): void {
  if (localName.test(headers.host ?? '')) return;
  throw refusal('FOREIGN_HOST', 'Without API_TOKENS the API answers to localhost and 127.0.0.1 only.');
}
