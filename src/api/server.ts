import { randomUUID } from 'node:crypto';
import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { KubecentError } from '../errors.js';
import { addReportRoutes, basePath } from './answers.js';
import { addDocumentation } from './documentation.js';
import { addNotModified } from './etag.js';
import { addGate, callerOf } from './gate.js';
import { addMetrics, addProbes } from './operations.js';
import type { ApiOptions } from './ports.js';
import { type Problem, problemOf, problemType, refusal } from './problems.js';
import { answerBrokenRequest } from './wire-errors.js';

/** The server of programs: one process has one. */
export interface Api {
  /** Begins to listen. Throws a KubecentError where the port is not to be had. */
  start(): Promise<void>;
  /** The port that is listened on; null before and after. */
  port(): number | null;
  /** Takes in nothing new and lets running requests end, up to the deadline. */
  stop(deadlineMs: number): Promise<void>;
}

/** No question of ours has a body; forms of the admin page are short. */
const largestBodyBytes = 64 * 1024;
const largestHeadersBytes = 16 * 1024;
/** How long a client may take to send its request, and how long a connection may be idle. */
const requestTimeoutMs = 30_000;
const keepAliveMs = 72_000;

export async function createApi(options: ApiOptions): Promise<Api> {
  const server = await buildServer(options);
  const { host, port } = options;
  return {
    async start() {
      await server.listen({ host, port }).catch((cause: unknown) => {
        throw new KubecentError({
          code: 'API_PORT_UNAVAILABLE',
          userMessage: `Cannot listen for programs on ${host}:${port}. Set API_PORT to a free port.`,
          cause,
        });
      });
    },
    port: () => portOf(server),
    async stop(deadlineMs) {
      const deadline = setTimeout(() => server.server.closeAllConnections(), deadlineMs);
      await server.close().finally(() => clearTimeout(deadline));
    },
  };
}

async function buildServer(options: ApiOptions): Promise<FastifyInstance> {
  const server = fastify({
    logger: false,
    genReqId: () => randomUUID(),
    bodyLimit: largestBodyBytes,
    requestTimeout: requestTimeoutMs,
    keepAliveTimeout: keepAliveMs,
    forceCloseConnections: 'idle',
    http: { maxHeaderSize: largestHeadersBytes },
    routerOptions: { ignoreTrailingSlash: true },
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: (error, request, reply) =>
      sendProblem(reply as FastifyReply, problemOf(error, request.id)),
  });
  addErrors(server, options);
  addAccessLog(server, options);
  addNotModified(server);
  await server.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    },
    // whoever puts TLS in front says this
    strictTransportSecurity: false,
  });
  await server.register(compress, { threshold: 1_024, encodings: ['br', 'gzip', 'deflate', 'identity'] });
  addProbes(server, options);
  await options.extra?.(server);
  await server.register((inner) => addDocumentation(inner, options));
  await server.register(async (inner) => {
    addGate(inner, options);
    await inner.register(rateLimit, {
      max: options.requestsPerMinute,
      timeWindow: 60_000,
      hook: 'preHandler',
      keyGenerator: (request) => callerOf(request)?.token ?? '',
      // this machine's own programs have no token to count by
      allowList: (request) => (callerOf(request)?.token ?? null) === null,
      errorResponseBuilder: (_, { after }) =>
        refusal(
          'TOO_MANY_REQUESTS',
          `This token has made all its requests of the minute; again in ${after}.`,
        ),
    });
    addReportRoutes(inner, options.desk);
    addMetrics(inner, options);
  });
  return server;
}

/** Every error is a problem of RFC 9457; the log has the cause of what nobody foresaw. */
function addErrors(server: FastifyInstance, { logger }: ApiOptions): void {
  server.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error, request.id);
    if (problem.status === 500) logger.error({ requestId: request.id, err: error }, 'A request failed');
    else if (problem.status > 500)
      logger.warn({ requestId: request.id, err: error }, 'A request could not be answered');
    if (problem.status === 503) reply.header('retry-after', '10');
    return sendProblem(reply, problem);
  });
  server.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    const isOther = request.method !== 'GET' && server.hasRoute({ method: 'GET', url: path });
    const error = isOther
      ? refusal('METHOD_NOT_ALLOWED', `${request.method} means nothing here; ask with GET.`)
      : refusal('NOT_FOUND', `There is nothing here. ${basePath}/openapi.json lists all that there is.`);
    if (isOther) reply.header('allow', 'GET, HEAD');
    return sendProblem(reply, problemOf(error, request.id));
  });
}

function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  const body = JSON.stringify(problem);
  return reply.code(problem.status).header('cache-control', 'no-store').type(problemType).send(body);
}

function portOf(server: FastifyInstance): number | null {
  const address = server.server.address();
  return typeof address === 'object' && address !== null ? address.port : null;
}

/** One line a request: who, what and how long, but neither the query nor any header. */
function addAccessLog(server: FastifyInstance, { logger }: ApiOptions): void {
  server.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    const facts = {
      method: request.method,
      route,
      status: reply.statusCode,
      durationMs: Math.round(reply.elapsedTime),
    };
    logger.info({ requestId: request.id, caller: callerOf(request)?.token ?? null, ...facts }, 'api request');
  });
  server.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
}
