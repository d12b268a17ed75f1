import type { FastifyRequest } from 'fastify';

/** A field of a form that was sent; '' where there is none. */
export function fieldOf({ body }: Pick<FastifyRequest, 'body'>, name: string): string {
  return textIn(body, name);
}

/** A parameter of the address; '' where there is none. */
export function queryOf({ query }: Pick<FastifyRequest, 'query'>, name: string): string {
  return textIn(query, name);
}

function textIn(from: unknown, name: string): string {
  if (typeof from !== 'object' || from === null) return '';
  const value: unknown = Object.entries(from).find(([key]) => key === name)?.[1];
  return typeof value === 'string' ? value : '';
}
