import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { basePath } from './answers.js';
import { etagOf } from './etag.js';
import { refuseForeignHost } from './gate.js';
import { openApiOf } from './openapi.js';
import type { ApiOptions } from './ports.js';

/**
 * The OpenAPI document, and a page to try it, whose scripts come from this server alone. They hold no figures and need no
 * token: a browser could not send one before the page is there to ask for it.
 */
export async function addDocumentation(
  server: FastifyInstance,
  { desk, version, tokens }: Pick<ApiOptions, 'desk' | 'version' | 'tokens'>,
): Promise<void> {
  if (tokens.length === 0) server.addHook('onRequest', async (request) => refuseForeignHost(request));
  const document = openApiOf(desk.reports, { version, needsToken: tokens.length > 0 });
  const body = JSON.stringify(document);
  const etag = etagOf(body);
  server.get(`${basePath}/openapi.json`, async (_, reply) =>
    reply
      .header('etag', etag)
      .header('cache-control', 'private, no-cache')
      .type('application/json; charset=utf-8')
      .send(body),
  );
  await server.register(swagger, { mode: 'static', specification: { document: document as never } });
  await server.register(swaggerUi, {
    routePrefix: `${basePath}/docs`,
    staticCSP: true,
    uiConfig: { tryItOutEnabled: true, displayRequestDuration: true },
  });
}
