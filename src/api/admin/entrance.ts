import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refuseForeignHost } from '../gate.js';
import { refusal } from '../problems.js';
import { fieldOf } from './fields.js';
import { type Html, html } from './markup.js';
import { isFromOwnPage } from './origin.js';
import { problemHtml, sendPage } from './page.js';
import type { AdminOptions } from './ports.js';
import {
  beginSession,
  formToken,
  isSameSecret,
  keysOf,
  readSession,
  type SessionKeys,
  sessionLifeMs,
  writeSession,
} from './session.js';
import { letIn, visitorOf } from './visitor.js';

const cookieName = 'kubecent_admin';
const saidName = 'kubecent_admin_said';
const attemptsPerMinute = 10;
/** What was done is told on the page that comes next, and on no later one. */
const saidSeconds = 60;
const longestSaid = 600;

/** Lets in those who gave the admin token, and refuses what another site has a browser send. */
export async function addEntrance(server: FastifyInstance, options: AdminOptions): Promise<void> {
  const keys = keysOf(options.token);
  await server.register(cookie, { secret: keys.cookie });
  await server.register(rateLimit, {
    global: false,
    errorResponseBuilder: (_, { after }) =>
      refusal('TOO_MANY_REQUESTS', `Too many attempts to sign in from this address; again in ${after}.`),
  });
  server.addHook('onRequest', async (request) => {
    if (options.localOnly) refuseForeignHost(request);
    if (request.method !== 'GET' && request.method !== 'HEAD' && !isFromOwnPage(request.headers))
      throw refusal('FOREIGN_PAGE', 'This was not sent from a page of Kubecent, so nothing was done.');
  });
  addSignIn(server, options);
  addSignedIn(server, options, keys);
}

function addSignIn(server: FastifyInstance, { token, now, logger }: AdminOptions): void {
  server.get('/sign-in', async (_, reply) => sendPage(reply, signInPage, signInForm()));
  const limits = { config: { rateLimit: { max: attemptsPerMinute, timeWindow: 60_000 } } };
  server.post('/sign-in', limits, async (request, reply) => {
    if (!isSameSecret(fieldOf(request, 'token'), token)) {
      logger.warn({ who: request.ip, what: 'sign in' }, 'A wrong admin token');
      return sendPage(reply.code(403), signInPage, signInForm('This is not the admin token.'));
    }
    logger.info({ who: 'admin', what: 'sign in' }, 'admin action');
    reply.setCookie(cookieName, writeSession(beginSession(now())), {
      ...attributes(request),
      maxAge: sessionLifeMs / 1_000,
    });
    return reply.redirect('/admin', 303);
  });
}

/** Everything else is for those who are signed in; what changes something needs the token of their own forms too. */
function addSignedIn(server: FastifyInstance, { now, logger }: AdminOptions, keys: SessionKeys): void {
  const open = new Set(['/admin/sign-in', '/admin/style.css']);
  server.addHook('onRequest', async (request, reply) => {
    if (open.has(request.routeOptions.url ?? '')) return;
    const session = readSession(signedCookie(request, cookieName), now());
    if (session === null) return reply.redirect('/admin/sign-in', 303);
    const said = signedCookie(request, saidName);
    if (said !== '') reply.clearCookie(saidName, attributes(request));
    letIn(request, { formToken: formToken(keys, session), said });
  });
  server.post('/sign-out', async (request, reply) => {
    refuseForeignForm(request);
    logger.info({ who: 'admin', what: 'sign out' }, 'admin action');
    return reply.clearCookie(cookieName, attributes(request)).redirect('/admin/sign-in', 303);
  });
}

/** Throws a KubecentError where a form was not made for this session. */
export function refuseForeignForm(request: FastifyRequest): void {
  if (isSameSecret(fieldOf(request, 'form'), visitorOf(request).formToken)) return;
  throw refusal('FOREIGN_PAGE', 'This form is too old, or not one of Kubecent’s. Open the page again.');
}

/** Back to a page that says in a sentence what was done. */
export function goBack(
  request: FastifyRequest,
  reply: FastifyReply,
  { to, said }: { to: string; said: string },
): FastifyReply {
  const options = { ...attributes(request), maxAge: saidSeconds };
  return reply.setCookie(saidName, said.slice(0, longestSaid), options).redirect(to, 303);
}

function signedCookie(request: FastifyRequest, name: string): string {
  const read = request.unsignCookie(request.cookies[name] ?? '');
  return read.valid ? read.value : '';
}

/** `Secure` where the browser speaks TLS, to us or to whoever stands in front of us. */
function attributes(request: FastifyRequest) {
  const outside = String(request.headers['x-forwarded-proto'] ?? '');
  const isSecure = request.protocol === 'https' || outside.startsWith('https');
  return { path: '/admin', httpOnly: true, sameSite: 'strict', signed: true, secure: isSecure } as const;
}

const signInPage = { title: 'Sign in', visitor: null };

function signInForm(problem = ''): Html {
  return html`
${problem && problemHtml(problem)}
<form method="post" action="/admin/sign-in">
<label for="token">Admin token</label>
<input id="token" name="token" type="password" autocomplete="current-password" required>
<button type="submit">Sign in</button>
</form>`;
}
