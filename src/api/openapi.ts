import { z } from 'zod';
import type { AnyReport } from '../reports/report.js';
import { basePath, servedReports } from './answers.js';
import { parametersOf } from './parameters.js';
import { problemType } from './problems.js';

type Json = Record<string, unknown>;

/** The document of all that programs may ask, OpenAPI 3.1, made of the reports. */
export function openApiOf(
  reports: readonly AnyReport[],
  { version, needsToken }: { version: string; needsToken: boolean },
): Json {
  const paths = Object.fromEntries(
    servedReports(reports).map((report) => [`${basePath}${report.path}`, { get: operationOf(report) }]),
  );
  return {
    openapi: '3.1.0',
    info: {
      title: 'Kubecent',
      version,
      description:
        'What Kubernetes costs, why, and what to save: the figures that Slack and the terminal show. Money is in the currency that each answer names, with at most five decimals; times are UTC.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    ...(needsToken ? { security: [{ token: [] }] } : {}),
    paths,
    components: {
      schemas: { Problem: problemSchema },
      ...(needsToken ? { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } } : {}),
      responses: {
        Problem: {
          description: 'What is wrong, in a sentence, with a code that stays the same.',
          content: { [problemType]: { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
    },
  };
}

/** The shape of a report's JSON as it is served: with its page, where it has a list. */
export function servedSchema(report: Pick<AnyReport, 'result' | 'list'>): Json {
  const { $schema: _, ...schema } = z.toJSONSchema(report.result) as Json;
  return report.list ? withPage(schema) : schema;
}

function withPage(schema: Json): Json {
  for (const kind of ['oneOf', 'anyOf'])
    if (Array.isArray(schema[kind])) return { ...schema, [kind]: (schema[kind] as Json[]).map(withPage) };
  return {
    ...schema,
    properties: { ...(schema.properties as Json), page: pageSchema },
    required: [...(schema.required as string[]), 'page'],
  };
}

const { $schema: _page, ...pageSchema } = z.toJSONSchema(
  z.strictObject({
    count: z.int().describe('Items of the whole list'),
    limit: z.int().describe('Items on a page'),
    next_cursor: z.string().nullable().describe('For the next page; null on the last one'),
  }),
) as Json;

const { $schema: _problem, ...problemSchema } = z.toJSONSchema(
  z.strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe('One sentence that is safe to show'),
    code: z.string().describe('Stays the same from version to version'),
    request_id: z.string(),
    suggestions: z.array(z.string()).optional().describe('What may have been meant, as it would be typed'),
  }),
) as Json;

function operationOf(report: AnyReport): Json {
  const problem = { $ref: '#/components/responses/Problem' };
  const answers = {
    description: report.summary,
    content: {
      'application/json': { schema: servedSchema(report) },
      'text/csv': { schema: { type: 'string', description: 'The whole table, never cut' } },
    },
  };
  return {
    operationId: report.name,
    summary: report.summary,
    tags: [report.path.split('/')[1] ?? report.name],
    parameters: parametersOf(report),
    responses: {
      200: answers,
      503: report.mayBeOutage ? answers : problem,
      400: problem,
      401: problem,
      403: problem,
      404: problem,
      default: problem,
    },
  };
}
