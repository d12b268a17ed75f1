import type { FastifyRequest } from 'fastify';
import { refusal } from '../problems.js';

/** Somebody who is signed in. */
export interface Visitor {
  /** For the hidden field of forms. */
  formToken: string;
  /** What was just done; '' else. */
  said: string;
}

const visitors = new WeakMap<FastifyRequest, Visitor>();

export function letIn(request: FastifyRequest, visitor: Visitor): void {
  visitors.set(request, visitor);
}

/** Who is signed in. Throws a KubecentError where nobody is: deny by default. */
export function visitorOf(request: FastifyRequest): Visitor {
  const visitor = visitors.get(request);
  if (!visitor) throw refusal('SIGN_IN_NEEDED', 'Sign in first, at /admin.');
  return visitor;
}

/** Null where nobody is signed in: for pages of errors. */
export function visitorIfAny(request: FastifyRequest): Visitor | null {
  return visitors.get(request) ?? null;
}
