import type { ApiRequest } from './http-handler.js';
import { METHODS } from './methods/index.js';
import { fail, findChannel, type MethodContext, missingScope, type WebApiMethod } from './methods/method.js';
import type { Pace } from './pace.js';
import type { HttpAnswer } from './response-url.js';

/** Answers a Web API call as Slack does: HTTP 200 with `ok` true or false, 429 for a message too soon. */
export function answerWebApi(
  request: ApiRequest,
  tokens: { bot: string; app: string | null },
  context: Omit<MethodContext, 'args'>,
  pace: Pace,
): HttpAnswer {
  const method = METHODS.find(({ name }) => name === request.method);
  if (!method)
    return { status: 200, body: { ok: false, error: 'unknown_method', req_method: request.method } };
  const refused = refuseToken(method, request.token, tokens);
  if (refused) return { status: 200, body: fail(refused) };
  if (!request.args) return { status: 200, body: fail('invalid_json') };
  const lacking = method.scope === undefined ? null : missingScope(context.scopes, method.scope);
  if (lacking) return { status: 200, body: lacking };
  const channel =
    method.name === 'chat.postMessage' ? findChannel(context.workspace, request.args.channel) : null;
  const waitMs = channel ? pace.waitMs(channel.id) : 0;
  if (waitMs > 0) {
    const headers = { 'retry-after': String(Math.ceil(waitMs / 1000)) };
    return { status: 429, headers, body: fail('ratelimited') };
  }
  const body = method.run({ ...context, args: request.args });
  if (channel && body.ok === true) pace.accepted(channel.id);
  return { status: 200, body };
}

/** Slack's code for a token that does not fit the method; null: it fits. */
function refuseToken(
  method: WebApiMethod,
  token: string | null,
  tokens: { bot: string; app: string | null },
): string | null {
  if (method.token === 'none') return null;
  if (token === null || token === '') return 'not_authed';
  if (token !== tokens.bot && token !== tokens.app) return 'invalid_auth';
  return token === tokens[method.token] ? null : 'not_allowed_token_type';
}
