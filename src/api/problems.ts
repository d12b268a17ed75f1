import { KubecentError, NotUnderstood } from '../errors.js';

/** An error as programs get it: RFC 9457, with a code that stays the same and the id of the request. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  /** One sentence that is safe to show. */
  detail: string;
  code: string;
  request_id: string;
  /** What may have been meant, as it would be typed. */
  suggestions?: string[];
}

export const problemType = 'application/problem+json';

const titles: Record<number, string> = {
  400: 'Not understood',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  406: 'Not acceptable',
  410: 'Gone',
  413: 'Too large',
  415: 'Unsupported media type',
  429: 'Too many requests',
  431: 'Headers too large',
  500: 'Failed',
  502: 'OpenCost gave no answer that makes sense',
  503: 'Not available now',
};

/** Codes whose status is not told by their kind. */
const statuses: Record<string, number> = {
  UNKNOWN_NAME: 404,
  UNKNOWN_CLUSTER: 404,
  NO_LEDGER: 404,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  NOT_ACCEPTABLE: 406,
  STALE_CURSOR: 410,
  OUT_OF_SCOPE: 403,
  SIGN_IN_NEEDED: 401,
  UNKNOWN_TOKEN: 401,
  EXPIRED_TOKEN: 401,
  FOREIGN_HOST: 403,
  TOO_MANY_REQUESTS: 429,
};

/** What any error is to a program. An error that nobody foresaw says nothing of its cause. */
export function problemOf(error: unknown, requestId: string): Problem {
  if (error instanceof KubecentError) return ownProblem(error, requestId);
  const status = statusOf(error);
  if (status !== null && status < 500)
    return status === 413
      ? write(status, 'BODY_TOO_LARGE', 'The body of this request is too large.', requestId)
      : write(status, 'BAD_REQUEST', 'This request cannot be read.', requestId);
  return write(500, 'INTERNAL', 'Answering failed on our side; the log has the cause.', requestId);
}

function ownProblem(error: KubecentError, requestId: string): Problem {
  const status = statuses[error.code] ?? (error instanceof NotUnderstood ? 400 : error.retryable ? 503 : 502);
  const problem = write(status, error.code, error.userMessage, requestId);
  const suggestions = error instanceof NotUnderstood ? error.suggestions.map(({ command }) => command) : [];
  return suggestions.length > 0 ? { ...problem, suggestions } : problem;
}

function write(status: number, code: string, detail: string, requestId: string): Problem {
  const type = `urn:kubecent:problem:${code.toLowerCase().replaceAll('_', '-')}`;
  return { type, title: titles[status] ?? 'Failed', status, detail, code, request_id: requestId };
}

/** The status that the server library gives its own errors. */
function statusOf(error: unknown): number | null {
  const status =
    typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : null;
  return typeof status === 'number' ? status : null;
}

/** An error of this folder: `code` decides the status. */
export function refusal(code: string, userMessage: string): KubecentError {
  return new KubecentError({ code, userMessage });
}
